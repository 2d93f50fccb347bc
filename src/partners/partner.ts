import { instantText, parseInstant } from '../clock/instants.ts';
import type { Context, Reader, Store, Tx } from '../context.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';

/** The outside systems that CARM works with. */
export const partnerNames = [
  'exchange-rates',
  'business-numbers',
  'classification',
  'banks',
  'sureties',
  'release',
] as const;

export type PartnerName = (typeof partnerNames)[number];

/** How a partner answers. */
export interface Condition {
  isDown: boolean;
  /** Share of requests that fail, a fraction of 1. */
  errorShare: number;
  /** Real milliseconds that whoever asks waits. */
  latencyMilliseconds: number;
}

/** A condition from an instant up to another one, both simulated; it outranks the one that stands. */
export interface Spell extends Condition {
  from: string;
  until: string;
}

export const withoutRate = ['refuse', 'wait'] as const;

export type WithoutRate = (typeof withoutRate)[number];

export interface Partner extends Condition {
  /** The defect of CES 2.0 (CS0016355), of the exchange-rate service alone: while it is down, assess with the last rate. */
  assessesWhenDown: boolean;
  /** Without a rate, of the exchange-rate service alone: declarations are refused, or wait until it answers. */
  withoutRate: WithoutRate;
  schedule: Spell[];
}

export const sound: Partner = {
  isDown: false,
  errorShare: 0,
  latencyMilliseconds: 0,
  assessesWhenDown: false,
  withoutRate: 'refuse',
  schedule: [],
};

const keyOf = (name: PartnerName) => `partner ${name}`;

/** What is known of an environment's partners, and what was put since that may not be on disk yet. */
interface Knowledge {
  partners: Map<PartnerName, Partner>;
  put: Map<PartnerName, string>;
}

/** An environment is held by one process, so that what it knows stays true until it changes it itself. */
const known = new WeakMap<Reader, Knowledge>();

function knowledgeOf({ read }: Store): Knowledge {
  const knowledge = known.get(read) ?? { partners: new Map(), put: new Map() };
  known.set(read, knowledge);
  return knowledge;
}

/** As the trainer set it; at once where it is known, for every declaration asks. */
export function partnerOf(
  store: Store,
  name: PartnerName,
  on: Reader & Partial<Tx> = store.read,
): Partner | Promise<Partner> {
  return knowledgeOf(store).partners.get(name) ?? savedPartner(store, name, on);
}

async function savedPartner(store: Store, name: PartnerName, on: Reader & Partial<Tx>): Promise<Partner> {
  const saved = await environmentValue(on, keyOf(name));
  const partner: Partner = saved === undefined ? sound : { ...sound, ...JSON.parse(saved) };
  const { partners, put } = knowledgeOf(store);
  // What a transaction sees may be undone, and what was put last may not be there yet.
  if (on === store.read && (!put.has(name) || put.get(name) === saved)) partners.set(name, partner);
  return partner;
}

/** Set how a partner answers from now on; what is left out is as it is with a sound one. */
export async function switchPartner(
  tx: Tx,
  ctx: Context,
  name: PartnerName,
  change: Partial<Partner>,
): Promise<Partner> {
  const schedule = (change.schedule ?? []).map((spell) => ({
    ...spell,
    from: instantText(parseInstant(spell.from)),
    until: instantText(parseInstant(spell.until)),
  }));
  const partner = { ...sound, ...change, schedule };
  const saved = JSON.stringify(partner);
  await putValue(tx, keyOf(name), saved);
  const { partners, put } = knowledgeOf(ctx.store);
  put.set(name, saved);
  partners.delete(name);
  await record(tx, ctx, { action: 'partner.switched', subject: name, detail: { ...partner } });
  return partner;
}

/** The condition of a partner at a simulated instant: of two spells that hold, the later in the schedule. */
export function conditionAt(partner: Partner, now: string): Condition {
  if (partner.schedule.length === 0) return partner;
  const at = parseInstant(now).epochMilliseconds;
  const holds = ({ from, until }: Spell) =>
    parseInstant(from).epochMilliseconds <= at && at < parseInstant(until).epochMilliseconds;
  return partner.schedule.findLast(holds) ?? partner;
}
