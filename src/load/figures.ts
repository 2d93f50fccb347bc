import { asc, eq } from 'drizzle-orm';
import type { Store } from '../context.ts';
import { type ResponseTimes, responseTimes } from '../http/response-times.ts';

/** What k6 saw from outside and the server itself recorded, side by side. */
export interface LoadFigures {
  profile: string;
  requests: number;
  requestsPerSecond: number;
  /** Milliseconds. */
  responseTime: { median: number; p90: number; p98: number; p99: number; max: number };
  checks: { name: string; passes: number; fails: number }[];
  thresholdsHeld: boolean;
  /** Iterations that k6 could not start in time: more than none means the generator was the limit. */
  droppedIterations: number;
  server: ResponseTimes[];
}

interface Summary {
  metrics: Record<string, { values: Record<string, number>; thresholds?: Record<string, { ok: boolean }> }>;
  root_group: { checks: { name: string; passes: number; fails: number }[] };
}

export async function loadFigures(profile: string, k6Summary: string, store: Store): Promise<LoadFigures> {
  const { metrics, root_group } = JSON.parse(k6Summary) as Summary;
  const duration = metrics['http_req_duration{service_class:1}']?.values ?? {};
  const thresholds = Object.values(metrics).flatMap((metric) => Object.values(metric.thresholds ?? {}));
  const server = await store.read.db
    .select()
    .from(responseTimes)
    .where(eq(responseTimes.serviceClass, 1))
    .orderBy(asc(responseTimes.minute));
  return {
    profile,
    requests: metrics.http_reqs?.values.count ?? 0,
    requestsPerSecond: metrics.http_reqs?.values.rate ?? 0,
    responseTime: {
      median: duration.med ?? 0,
      p90: duration['p(90)'] ?? 0,
      p98: duration['p(98)'] ?? 0,
      p99: duration['p(99)'] ?? 0,
      max: duration.max ?? 0,
    },
    checks: root_group.checks.map(({ name, passes, fails }) => ({ name, passes, fails })),
    thresholdsHeld: thresholds.every((threshold) => threshold.ok),
    droppedIterations: metrics.dropped_iterations?.values.count ?? 0,
    server,
  };
}
