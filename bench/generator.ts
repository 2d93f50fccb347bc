import autocannon from 'autocannon';
import type { CadInput } from '../src/cad/types.ts';

export interface Shot {
  perSecond: number;
  p90: number;
  p98: number;
  p99: number;
  refused: number;
}

/** Send each declaration once over so many connections, and tell how fast the replies came. */
export async function shoot(
  url: string,
  token: string,
  cads: readonly CadInput[],
  connections = 64,
): Promise<Shot> {
  const share = Math.floor(cads.length / connections);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let next = 0;
  const latencies: number[] = [];
  // The library rounds its own times up to its sampling interval: a second.
  let lastReplyAt = 0;
  const startedAt = performance.now();
  const result = await autocannon({
    url,
    connections,
    amount: share * connections,
    setupClient: (client) => {
      const own = cads.slice(next, next + share);
      next += share;
      client.setRequests(
        own.map((cad) => ({ method: 'POST', path: '/api/v1/cads', headers, body: JSON.stringify(cad) })),
      );
      client.on('response', (_status, _bytes, milliseconds) => {
        latencies.push(milliseconds);
        lastReplyAt = performance.now();
      });
    },
  });
  const sorted = latencies.sort((a, b) => a - b);
  const quantile = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
  return {
    perSecond: sorted.length / ((lastReplyAt - startedAt) / 1000),
    p90: quantile(0.9),
    p98: quantile(0.98),
    p99: quantile(0.99),
    refused: result.non2xx + result.errors,
  };
}
