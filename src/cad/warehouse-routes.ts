import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { commodityLines } from './declared-lines.ts';
import { fromThousandths } from './quantity.ts';
import { stockOfAccount } from './warehouse-store.ts';

const StockView = z
  .object({
    transactionNumber: z.string(),
    line: z.number().int(),
    warehouse: z.string().openapi({ description: 'Licence of the warehouse; empty while under transfer' }),
    description: z.string(),
    classification: z.string(),
    quantity: z.string(),
    unitOfMeasure: z.string(),
  })
  .openapi('WarehouseStock');

const stockRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/warehouse-stock',
  operationId: 'listWarehouseStock',
  summary: 'What an account still has in bond, by the declaration and line that brought it in',
  ...servedAs(2),
  request: { params: z.object({ bn15: z.string() }), query: PageQuery },
  responses: { 200: json(pageSchema(StockView), 'A page'), ...problems(400, 401, 403) },
});

export function warehouseRoutes(app: App): void {
  app.openapi(stockRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'cad:read', bn15);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => stockOfAccount(ctx.store.read, bn15, p),
      (stock) => `${stock.stockTransaction}-${stock.stockLine}`,
    );
    const items = page.items.map(({ stockTransaction, stockLine, unit, quantityThousandths, declared }) => {
      const line = commodityLines(declared)[stockLine - 1]!;
      return {
        transactionNumber: stockTransaction,
        line: stockLine,
        warehouse: declared.warehouseIn ?? '',
        description: line.description,
        classification: line.classification,
        quantity: fromThousandths(quantityThousandths),
        unitOfMeasure: unit,
      };
    });
    return c.json({ ...page, items }, 200);
  });
}
