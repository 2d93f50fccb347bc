import { instantText, parseInstant } from '../clock/instants.ts';
import type { Context, Reader, Tx } from '../context.ts';
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

export interface Partner extends Condition {
  /** The defect of CES 2.0 (CS0016355), of the exchange-rate service alone: while it is down, assess with the last rate. */
  assessesWhenDown: boolean;
  schedule: Spell[];
}

export const sound: Partner = {
  isDown: false,
  errorShare: 0,
  latencyMilliseconds: 0,
  assessesWhenDown: false,
  schedule: [],
};

const keyOf = (name: PartnerName) => `partner ${name}`;

/** As the trainer set it. Asked once a group of works; `switchPartner` tells those that come after it in the group. */
export async function partnerOf(on: Reader & Partial<Tx>, name: PartnerName): Promise<Partner> {
  const key = keyOf(name);
  const asked = on.memo?.get(key) as Partner | undefined;
  if (asked !== undefined) return asked;
  const saved = await environmentValue(on, key);
  const partner: Partner = saved === undefined ? sound : { ...sound, ...JSON.parse(saved) };
  on.memo?.set(key, partner);
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
  await putValue(tx, keyOf(name), JSON.stringify(partner));
  tx.memo.set(keyOf(name), partner);
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
