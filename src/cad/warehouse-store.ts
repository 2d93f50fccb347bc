import { and, asc, eq, gt, inArray, or, sql, sum } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';
import { cads } from './store.ts';
import type { Movement } from './warehouse.ts';

/** Goods that came into bonded warehouses and went out, by the declaration and line that brought them in. */
export const warehouseMovements = sqliteTable(
  'warehouse_movements',
  {
    id: integer('id').primaryKey(),
    transactionNumber: text('transaction_number').notNull(),
    version: integer('version').notNull(),
    line: integer('line').notNull(),
    stockTransaction: text('stock_transaction').notNull(),
    stockLine: integer('stock_line').notNull(),
    quantityThousandths: integer('quantity_thousandths').notNull(),
    unit: text('unit').notNull(),
    movedOn: text('moved_on').notNull(),
  },
  (table) => [
    index('warehouse_movements_stock').on(table.stockTransaction, table.stockLine),
    index('warehouse_movements_transaction').on(table.transactionNumber),
  ],
);

export async function insertMovements(
  tx: Tx,
  movements: readonly Movement[],
  by: { transactionNumber: string; version: number; movedOn: string },
): Promise<void> {
  for (const movement of movements) {
    const id = await nextNumber(tx, warehouseMovements, warehouseMovements.id);
    await tx.db.insert(warehouseMovements).values({ id, ...movement, ...by });
  }
}

/** What is left of a line that brought goods into a warehouse. */
export interface Stock {
  stockTransaction: string;
  stockLine: number;
  unit: string;
  quantityThousandths: number;
}

const balance = {
  stockTransaction: warehouseMovements.stockTransaction,
  stockLine: warehouseMovements.stockLine,
  unit: warehouseMovements.unit,
  quantityThousandths: sum(warehouseMovements.quantityThousandths).mapWith(Number),
};

const { stockTransaction, stockLine, unit } = warehouseMovements;

/** The stock that declarations brought in, line by line. */
export async function stockOf(on: Reader, transactions: readonly string[]): Promise<Stock[]> {
  return on.db
    .select(balance)
    .from(warehouseMovements)
    .where(inArray(stockTransaction, [...transactions]))
    .groupBy(stockTransaction, stockLine, unit)
    .orderBy(asc(stockTransaction), asc(stockLine));
}

/** What accounts still have in bond, line by line. */
export async function stockOfAccount(
  on: Reader,
  bn15: string,
  page: { after: string; limit: number },
): Promise<(Stock & { declared: typeof cads.$inferSelect.declared })[]> {
  const [transaction = '', line = '0'] = page.after.split('-');
  const isAfter = or(
    gt(stockTransaction, transaction),
    and(eq(stockTransaction, transaction), gt(stockLine, Number(line))),
  );
  return on.db
    .select({ ...balance, declared: cads.declared })
    .from(warehouseMovements)
    .innerJoin(cads, and(eq(cads.transactionNumber, stockTransaction), eq(cads.version, 1)))
    .where(and(eq(cads.importerBn15, bn15), isAfter))
    .groupBy(stockTransaction, stockLine, unit, cads.declared)
    .having(sql`sum(${warehouseMovements.quantityThousandths}) <> 0`)
    .orderBy(asc(stockTransaction), asc(stockLine))
    .limit(page.limit);
}
