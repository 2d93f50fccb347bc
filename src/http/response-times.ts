import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { asc, gte, sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MiddlewareHandler } from 'hono';
import { realNow } from '../clock/real-time.ts';
import type { Reader, Store } from '../context.ts';
import { stopwatch } from '../stopwatch.ts';
import type { ServiceClass, Variables } from './app-type.ts';

/** Response times by service class and minute, as the server itself saw them. */
export const responseTimes = sqliteTable(
  'response_times',
  {
    serviceClass: integer('service_class').notNull(),
    minute: text('minute').notNull(),
    total: integer('total').notNull(),
    withinHalfSecond: integer('within_half_second').notNull(),
    withinTwoSeconds: integer('within_two_seconds').notNull(),
    sumMicroseconds: integer('sum_microseconds').notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceClass, table.minute] })],
);

export type ResponseTimes = typeof responseTimes.$inferSelect;

/** Measures each request from its arrival in the program to its reply, in the class its route declares. */
export class ResponseTimeRecorder {
  readonly histograms = new Map<ServiceClass, RecordableHistogram>();
  readonly #minutes = new Map<string, ResponseTimes>();
  readonly #classOf: (method: string, path: string) => ServiceClass;

  constructor(classOf: (method: string, path: string) => ServiceClass) {
    this.#classOf = classOf;
  }

  middleware(): MiddlewareHandler<{ Variables: Variables }> {
    return async (c, next) => {
      const startedAt = stopwatch();
      await next();
      this.#add(this.#classOf(c.req.method, c.req.path), stopwatch() - startedAt);
    };
  }

  /** Write what was measured since the last time; what was written before is added to. */
  async save(store: Store): Promise<void> {
    const rows = [...this.#minutes.values()];
    this.#minutes.clear();
    if (rows.length === 0) return;
    await store.inTransaction(async (tx) => {
      for (const row of rows) {
        await tx.db
          .insert(responseTimes)
          .values(row)
          .onConflictDoUpdate({
            target: [responseTimes.serviceClass, responseTimes.minute],
            set: {
              total: sql`${responseTimes.total} + ${row.total}`,
              withinHalfSecond: sql`${responseTimes.withinHalfSecond} + ${row.withinHalfSecond}`,
              withinTwoSeconds: sql`${responseTimes.withinTwoSeconds} + ${row.withinTwoSeconds}`,
              sumMicroseconds: sql`${responseTimes.sumMicroseconds} + ${row.sumMicroseconds}`,
            },
          });
      }
    });
  }

  #add(serviceClass: ServiceClass, milliseconds: number): void {
    let histogram = this.histograms.get(serviceClass);
    if (histogram === undefined) {
      histogram = createHistogram();
      this.histograms.set(serviceClass, histogram);
    }
    const microseconds = Math.max(1, Math.round(milliseconds * 1000));
    histogram.record(microseconds);
    const minute = this.#currentMinute();
    const key = `${serviceClass} ${minute}`;
    let row = this.#minutes.get(key);
    if (row === undefined) {
      row = { serviceClass, minute, total: 0, withinHalfSecond: 0, withinTwoSeconds: 0, sumMicroseconds: 0 };
      this.#minutes.set(key, row);
    }
    row.total += 1;
    if (milliseconds <= 500) row.withinHalfSecond += 1;
    if (milliseconds <= 2000) row.withinTwoSeconds += 1;
    row.sumMicroseconds += microseconds;
  }

  #minute = { until: 0, text: '' };

  /** The wall clock is asked once a second at most: every request of that second falls in the same minute or the next. */
  #currentMinute(): string {
    const now = stopwatch();
    if (now > this.#minute.until) this.#minute = { until: now + 1000, text: realNow().slice(0, 16) };
    return this.#minute.text;
  }
}

/** How requests of a class were answered in some time. */
export type Answered = Omit<ResponseTimes, 'minute' | 'sumMicroseconds'>;

/** The same by class, since a minute. */
export async function answeredSince(on: Reader, minute: string): Promise<Answered[]> {
  const { serviceClass, total, withinHalfSecond, withinTwoSeconds } = responseTimes;
  return on.db
    .select({
      serviceClass,
      total: sql<number>`sum(${total})`.mapWith(Number),
      withinHalfSecond: sql<number>`sum(${withinHalfSecond})`.mapWith(Number),
      withinTwoSeconds: sql<number>`sum(${withinTwoSeconds})`.mapWith(Number),
    })
    .from(responseTimes)
    .where(gte(responseTimes.minute, minute))
    .groupBy(serviceClass)
    .orderBy(asc(serviceClass));
}
