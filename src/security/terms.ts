import type { Context } from '../context.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import type { SecurityTerms } from './rules.ts';

const known = new WeakMap<ReferenceData, Map<string, SecurityTerms>>();

/** The terms of security on a date, from the dated parameters of the law; read once for each day. */
export async function termsOn(ctx: Context, date: string): Promise<SecurityTerms> {
  const { reference } = await tariffOf(ctx.store);
  const byDay = known.get(reference) ?? new Map<string, SecurityTerms>();
  known.set(reference, byDay);
  const terms = byDay.get(date) ?? readTerms(reference, date);
  byDay.set(date, terms);
  return terms;
}

export function readTerms(reference: ReferenceData, date: string): SecurityTerms {
  const value = (name: string) => reference.parameter(name, date).value;
  const whole = (name: string) => value(name).toNumber();
  const cents = (name: string) => value(name).times(100).toNumber();
  return {
    isNeeded: whole('rpp-security-needed') === 1,
    bondShare: value('rpp-bond-share'),
    cashShare: value('rpp-cash-share'),
    bondFloorCents: cents('rpp-bond-floor'),
    capCents: cents('rpp-security-cap'),
    messageAt: value('rpp-utilisation-message'),
    warningAt: value('rpp-utilisation-warning'),
    suspensionDays: whole('rpp-suspension-days'),
    noticeDays: whole('security-termination-notice-days'),
    answerDays: whole('security-answer-days'),
    demandMonths: whole('security-demand-months'),
  };
}
