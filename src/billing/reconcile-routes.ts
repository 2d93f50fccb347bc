import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { fromWire, toWire } from '../money.ts';
import { ownRowsOf, ownRowsOfWorkbook } from './own-rows.ts';
import { type OwnRow, type Reconciliation, reconcile } from './reconcile.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const RowsInput = z
  .strictObject({
    rows: z
      .array(
        z.strictObject({
          transactionNumber: z.string().regex(/^\d{14}$/),
          amount: z.string().regex(/^\d{1,13}(\.\d{1,2})?$/),
        }),
      )
      .max(50_000),
  })
  .openapi('OwnTransactions');

const ReconciliationView = z
  .object({
    statement: z.string(),
    agreeing: z.number().int(),
    differing: z.number().int(),
    difference: z.string().openapi({ description: 'The statement less your list, in dollars' }),
    lines: z.array(
      z.object({
        reference: z.string(),
        own: z.string().nullable(),
        stated: z.string().nullable(),
        open: z.string(),
        reason: z.string(),
        text: z.object({ en: z.string(), fr: z.string() }),
      }),
    ),
  })
  .openapi('Reconciliation');

const reconcileRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/statements/{issuedOn}/reconciliation',
  operationId: 'reconcileStatement',
  summary: 'Lay your own list of transactions beside a statement: why does each line differ?',
  description: 'JSON, or CSV or XLSX with a heading that names `transactionNumber` and `amount`.',
  ...servedAs(3),
  request: {
    params: z.object({ bn15: z.string(), issuedOn: z.string().regex(/^(latest|\d{4}-\d{2}-\d{2})$/) }),
    body: {
      content: {
        'application/json': { schema: RowsInput },
        'text/csv': { schema: z.string().openapi({ example: 'transactionNumber,amount' }) },
        [xlsx]: { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
  },
  responses: { 200: json(ReconciliationView, 'Line by line'), ...problems(400, 401, 403, 404) },
});

export function reconcileRoutes(app: App): void {
  app.openapi(reconcileRoute, async (c) => {
    const { bn15, issuedOn } = c.req.valid('param');
    const type = c.req.header('content-type') ?? '';
    const body = c.req.valid('json');
    let rows: OwnRow[];
    if (type.startsWith('text/csv')) rows = ownRowsOf(await c.req.text());
    else if (type.startsWith(xlsx)) rows = await ownRowsOfWorkbook(Buffer.from(await c.req.arrayBuffer()));
    else {
      // Without a body the framework gives an empty object.
      const sent = typeof body === 'object' && 'rows' in body ? body.rows : [];
      rows = sent.map(({ transactionNumber, amount }) => ({
        transactionNumber,
        amountCents: fromWire(amount),
      }));
    }
    return c.json(toView(await reconcile(c.var.ctx, bn15, issuedOn, rows)), 200);
  });
}

function toView({ statement, lines }: Reconciliation) {
  const differing = lines.filter((line) => line.reason !== 'AGREES');
  const difference = differing.reduce(
    (total, line) => total + (line.statedCents ?? 0) - (line.ownCents ?? 0),
    0,
  );
  return {
    statement: statement.issuedOn,
    agreeing: lines.length - differing.length,
    differing: differing.length,
    difference: toWire(difference),
    lines: lines.map(({ ownCents, statedCents, openCents, ...line }) => ({
      ...line,
      own: ownCents === null ? null : toWire(ownCents),
      stated: statedCents === null ? null : toWire(statedCents),
      open: toWire(openCents),
    })),
  };
}
