import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import type { Reader } from '../context.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { accountNames, chart } from '../ledger/chart.ts';
import { trialBalance } from '../ledger/documents.ts';
import { sum, toWire } from '../money.ts';
import { bondsHeld } from '../security/store.ts';

const BalanceView = z.object({
  account: z.string(),
  name: z.object({ en: z.string(), fr: z.string() }),
  balance: z.string().openapi({ description: 'More than nothing is a debit' }),
});

const TrialBalance = z
  .object({
    asOf: z.string(),
    accounts: z.array(BalanceView),
    total: z.string().openapi({ description: 'Debits less credits: nothing' }),
    memorandum: z.array(BalanceView).openapi({ description: 'Outside the total: agreements in force' }),
  })
  .openapi('TrialBalance');

const trialBalanceRoute = createRoute({
  method: 'get',
  path: '/ledger/trial-balance',
  operationId: 'readTrialBalance',
  summary: 'Every account of the chart and what stands in it (an officer)',
  ...servedAs(2),
  responses: { 200: json(TrialBalance, 'The trial balance'), ...problems(401, 403) },
});

export function ledgerRoutes(app: App): void {
  app.openapi(trialBalanceRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'ledger:read');
    return c.json({ asOf: ctx.clock.now(), ...(await trialBalanceView(ctx.store.read)) }, 200);
  });
}

async function trialBalanceView(on: Reader) {
  const balances = new Map((await trialBalance(on)).map((each) => [each.glAccount, each.amountCents]));
  const view = (account: string, cents = balances.get(account) ?? 0) => ({
    account,
    name: accountNames[account]!,
    balance: toWire(cents),
  });
  const posted = Object.keys(accountNames).filter((account) => account !== chart.bondsHeld);
  return {
    accounts: posted.map((account) => view(account)),
    total: toWire(sum([...balances.values()])),
    memorandum: [view(chart.bondsHeld, await bondsHeld(on))],
  };
}
