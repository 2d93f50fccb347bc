import { instantText, parseInstant } from '../clock/instants.ts';
import type { Context, Reader, Store, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { knownValue } from '../storage/known-value.ts';

/** The outside systems that CARM works with, and its own three interfaces: partners reach it by nothing else. */
export const partnerNames = [
  'exchange-rates',
  'business-numbers',
  'classification',
  'banks',
  'sureties',
  'release',
  'portal',
  'edi-gateway',
  'api',
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
  /** Without a rate, of the exchange-rate service alone: declarations are refused, or wait until it answers. */
  withoutRate: WithoutRate;
  schedule: Spell[];
}

export const sound: Partner = {
  isDown: false,
  errorShare: 0,
  latencyMilliseconds: 0,
  withoutRate: 'refuse',
  schedule: [],
};

const known = new Map(
  partnerNames.map((name) => [
    name,
    knownValue<Partner>(`partner ${name}`, (saved) => ({ ...sound, ...(saved as Partial<Partner>) })),
  ]),
);

/** As the trainer set it. */
export function partnerOf(
  store: Store,
  name: PartnerName,
  on?: Reader & Partial<Tx>,
): Partner | Promise<Partner> {
  return known.get(name)!.of(store, on);
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
  await known.get(name)!.put(tx, ctx.store, partner);
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
