import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { latestStatement } from '../src/billing/store.ts';
import { verify } from '../src/billing/verify.ts';
import { correctCad } from '../src/cad/correct.ts';
import { submitCad } from '../src/cad/submit.ts';
import type { CadInput } from '../src/cad/types.ts';
import { isBusinessDay } from '../src/clock/calendar.ts';
import { DomainError } from '../src/errors.ts';
import { fromWire, toWire } from '../src/money.ts';
import { type Environment, openEnvironmentFile, system } from '../src/open-environment.ts';
import { receivePayment } from '../src/payments/pay.ts';
import { returnPayment } from '../src/payments/return-payment.ts';
import { makePartner, type Partner, registerPartners } from '../src/population/businesses.ts';
import { makeShipment, tradeableItems } from '../src/population/trade.ts';
import { approveAdjustment, requestAdjustment } from '../src/recourse/adjust.ts';
import { periodClosedBy } from '../src/release/due-dates.ts';
import { reportRelease } from '../src/release/report-release.ts';
import { tariffOf } from '../src/tariff/tariff-of.ts';
import { against, type Row, told } from './table.ts';

const importers = 2000;
const declarations = 100_000;
const firstDay = '2024-11-01';
const lastDay = '2025-10-31';

/** What is left to do on later days, by day. */
type Later = Map<string, (() => Promise<void>)[]>;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Megabytes that are held, and not merely waiting for the collector. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

/**
 * An accounting year: 2,000 importers, 100,000 declarations of three lines, of which 5 % are corrected, 2 % adjusted
 * and 3 % late, every statement paid when it is due and 1 % of the payments returned.
 */
export async function benchYear(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carm-year-'));
  const startsAt = `${firstDay}T08:00`;
  const environment = await openEnvironmentFile('year', join(folder, 'year.sqlite'), { seed: '1', startsAt });
  const memory: number[] = [];
  const startedAt = performance.now();
  const refused = await liveAYear(environment, () => memory.push(heapInUse()));
  const seconds = (performance.now() - startedAt) / 1000;
  const violations = await verify(environment.store.read);
  await environment.close();
  rmSync(folder, { recursive: true });
  const how = `${importers} importers, ${declarations} declarations, one process, synchronous=FULL`;
  const half = memory[Math.floor(memory.length / 2)]!;
  return [
    against({ name: 'accounting year', value: seconds, unit: 's', how }, 180, true),
    against({ name: 'accounting year, invariants broken', value: violations.length, unit: '', how }, 0, true),
    told({ name: 'accounting year, refused', value: refused, unit: '', how }),
    told({ name: 'accounting year, heap half-way', value: half, unit: 'MB', how }),
    told({ name: 'accounting year, heap at its end', value: memory.at(-1)!, unit: 'MB', how }),
  ];
}

async function liveAYear(environment: Environment, remember: () => void): Promise<number> {
  const ctx = environment.as(system);
  const tariff = await tariffOf(environment.store);
  const partners = Array.from({ length: importers }, (_, index) => ({
    ...makePartner(ctx.chance, 'importer', index),
    hasRpp: true,
  }));
  await registerPartners(ctx, partners);
  const atEnd = new Set(tradeableItems(tariff, lastDay));
  const items = tradeableItems(tariff, firstDay).filter((item) => atEnd.has(item));
  const days = businessDays(tariff.reference.holidays);
  const later: Later = new Map();
  let [serial, refused] = [0, 0];
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused += 1;
    }
  };
  for (const [position, day] of days.entries()) {
    await environment.advanceTo(`${day}T10:00`);
    const until = Math.round(((position + 1) * declarations) / days.length);
    const today = Array.from({ length: until - serial }, () => serial++);
    const works = today.map(
      (index) => () => account(environment, partners, index, { items, days, position, later }),
    );
    works.push(...(later.get(day) ?? []));
    for (let start = 0; start < works.length; start += 64) {
      await Promise.all(works.slice(start, start + 64).map(attempt));
    }
    later.delete(day);
    if (isDueDay(day, days, position)) await payAll(environment, partners, attempt);
    if (position % 10 === 0) remember();
  }
  return refused;
}

/** One release and its declaration, which may be late, corrected before its due date or adjusted after it. */
async function account(
  environment: Environment,
  partners: readonly Partner[],
  index: number,
  year: { items: readonly string[]; days: readonly string[]; position: number; later: Later },
): Promise<void> {
  const ctx = environment.as(system);
  const own = ctx.chance.child(`fate ${index}`);
  const fate = own.fraction();
  const day = year.days[year.position]!;
  const shippedOn = Temporal.PlainDate.from(day).subtract({ days: 3 }).toString();
  const partner = partners[index % partners.length]!;
  const { release, cad } = makeShipment(ctx.chance, partner, index, {
    items: year.items,
    shippedOn,
    lines: 3,
  });
  await reportRelease(ctx, release);
  const put = (businessDaysLater: number, work: () => Promise<void>) => {
    const on = year.days[year.position + businessDaysLater];
    if (on !== undefined) year.later.set(on, [...(year.later.get(on) ?? []), work]);
  };
  if (fate < 0.03) return put(8, async () => void (await submitCad(ctx, cad)));
  await submitCad(ctx, cad);
  const number = cad.transactionNumber;
  if (fate < 0.08) put(2, async () => void (await correctCad(ctx, number, 1, scaled(cad, 1.1))));
  else if (fate < 0.1) {
    put(45, async () => {
      const declared = scaled(cad, fate < 0.09 ? 1.2 : 0.8);
      const reasons = [fate < 0.09 ? 'R3-32.2.VFD' : 'R2-74-1-E.VFD'];
      const asked = { transactionNumber: number, expectedVersion: 1, declared, reasons, rationale: 'Value' };
      await approveAdjustment(ctx, (await requestAdjustment(ctx, asked)).id);
    });
  }
  return undefined;
}

/** The same goods at other values. */
function scaled(cad: CadInput, factor: number): CadInput {
  const invoices = cad.invoices.map((invoice) => {
    const cents = invoice.lines.map((line) => Math.round(fromWire(line.valueForCurrencyConversion) * factor));
    const lines = invoice.lines.map((line, i) => ({
      ...line,
      valueForCurrencyConversion: toWire(cents[i]!),
    }));
    return { ...invoice, value: toWire(cents.reduce((total, each) => total + each, 0)), lines };
  });
  return { ...cad, invoices };
}

async function payAll(
  environment: Environment,
  partners: readonly Partner[],
  attempt: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const ctx = environment.as(system);
  for (let start = 0; start < partners.length; start += 64) {
    await Promise.all(
      partners.slice(start, start + 64).map(({ bn15 }) =>
        attempt(async () => {
          const statement = await latestStatement(environment.store.read, bn15);
          if (statement === undefined || statement.payableCents <= 0) return;
          const amount = toWire(statement.payableCents);
          const { id } = await receivePayment(ctx, { programAccount: bn15, channel: 'edi', amount });
          const isReturned = ctx.chance.child(`bank ${id}`).fraction() < 0.01;
          if (isReturned) await returnPayment(ctx, id);
        }),
      ),
    );
  }
}

function businessDays(holidays: ReadonlySet<string>): string[] {
  const days: string[] = [];
  for (let day = Temporal.PlainDate.from(firstDay); day.toString() <= lastDay; day = day.add({ days: 1 })) {
    if (isBusinessDay(day, holidays)) days.push(day.toString());
  }
  return days;
}

/** The last business day on or before which the statement of the 25th before is due. */
function isDueDay(day: string, days: readonly string[], position: number): boolean {
  const next = days[position + 1] ?? '9999-12-31';
  const date = Temporal.PlainDate.from(day);
  return [date, date.subtract({ months: 1 })].some((in17th) => {
    const { dueOn } = periodClosedBy(in17th.with({ day: 25 }));
    return day <= dueOn && dueOn < next;
  });
}
