import { sql } from 'drizzle-orm';
import { parseInstant } from '../clock/instants.ts';
import type { Reader } from '../context.ts';
import { eventsInOrder } from '../storage/events.ts';
import { rowsOf } from '../storage/rows-of.ts';
import { outagesUntil } from '../support/outages.ts';

/** What an outage cost those who submitted while it lasted. */
export interface FaultCost {
  application: string;
  reason: string;
  from: string;
  to: string;
  isPlanned: boolean;
  minutes: number;
  /** Submissions rejected meanwhile for what the outage took away. */
  rejected: number;
  /** Of those, how many were accepted later, and how long all of them waited. */
  acceptedLater: number;
  hoursLost: number;
  /** Declarations that were assessed with a rate that may be wrong. */
  atProvisionalRate: number;
}

/** Findings that an outage of a partner leads to. */
const consequences: Record<string, readonly string[]> = {
  'exchange-rates': ['CAD-E205'],
};

/** The cost of each outage up to an instant, from the journal. */
export async function faultCosts(on: Reader, now: string): Promise<FaultCost[]> {
  const costs = (await outagesUntil(on, now)).map((outage) => ({
    cost: {
      application: outage.application,
      reason: outage.reason,
      from: outage.startedAt,
      to: outage.endedAt,
      isPlanned: outage.isPlanned,
      minutes: hoursBetween(outage.startedAt, outage.endedAt) * 60,
      ...{ rejected: 0, acceptedLater: 0, hoursLost: 0, atProvisionalRate: 0 },
    },
    waiting: new Map<string, string>(),
  }));
  if (costs.length === 0) return [];
  const provisional = await assessedProvisionally(on);
  for await (const { action, simulatedAt, subject, detail } of eventsInOrder(on)) {
    if (action !== 'cad.rejected' && action !== 'cad.accepted') continue;
    for (const { cost, waiting } of costs) {
      const isMeanwhile = cost.from <= simulatedAt && simulatedAt < cost.to;
      if (action === 'cad.rejected') {
        const { codes } = JSON.parse(detail) as { codes: string[] };
        if (!isMeanwhile || !codes.some((code) => consequences[cost.application]?.includes(code))) continue;
        cost.rejected += 1;
        if (!waiting.has(subject)) waiting.set(subject, simulatedAt);
      } else if (waiting.has(subject)) {
        cost.acceptedLater += 1;
        cost.hoursLost += hoursBetween(waiting.get(subject)!, simulatedAt);
        waiting.delete(subject);
      } else if (isMeanwhile && provisional.has(subject)) {
        cost.atProvisionalRate += 1;
      }
    }
  }
  return costs.map(({ cost }) => ({ ...cost, hoursLost: Math.round(cost.hoursLost * 10) / 10 }));
}

async function assessedProvisionally(on: Reader): Promise<Set<string>> {
  const rows = await rowsOf<{ number: string }>(
    on,
    sql`select transaction_number as number from cads where has_provisional_rate = true and version = 1`,
  );
  return new Set(rows.map((row) => row.number));
}

function hoursBetween(from: string, to: string): number {
  return (parseInstant(to).epochMilliseconds - parseInstant(from).epochMilliseconds) / 3_600_000;
}
