import { z } from '@hono/zod-openapi';
import { isTransactionNumber } from '../accounts/identifiers.ts';
import { requireRight, requireScope } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { fromWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { type B3, findB3, insertB3 } from './b3-store.ts';
import { isNumberInUse } from './store.ts';
import { amount } from './types.ts';

export const B3Input = z.strictObject({
  transactionNumber: z.string().refine((text): boolean => isTransactionNumber(text), {
    error: 'a 14-digit transaction number is expected',
  }),
  importer: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  office: z.string().regex(/^\d{4}$/),
  accountedOn: z.iso.date(),
  lines: z
    .array(z.strictObject({ classification: z.string().regex(/^\d{10}$/), valueForDuty: amount }))
    .min(1)
    .max(999),
  total: amount,
});

/** The number stands for a declaration already. */
export class B3AlreadyConverted extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'B3_ALREADY_CONVERTED';

  constructor(transactionNumber: string) {
    super(
      {
        en: `Transaction ${transactionNumber} is in CARM already`,
        fr: `La transaction ${transactionNumber} est déjà dans la GCRA`,
      },
      { transactionNumber },
    );
  }
}

/** Take over a B3 that was accepted before CARM. It posts nothing: its amounts were settled where it was accepted. */
export async function convertB3(ctx: Context, input: z.infer<typeof B3Input>): Promise<B3> {
  requireScope(ctx, 'b3:convert');
  const { transactionNumber, importer, office, accountedOn } = input;
  const lines = input.lines.map(({ classification, valueForDuty }) => ({
    classification,
    vfdCents: fromWire(valueForDuty),
  }));
  const totalCents = fromWire(input.total);
  const b3: B3 = { transactionNumber, importerBn15: importer, office, accountedOn, lines, totalCents };
  return ctx.store.inTransaction(async (tx) => {
    if ((await findAccount(tx, importer)) === undefined)
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, importer);
    if ((await findB3(tx, transactionNumber)) !== undefined || (await isNumberInUse(tx, transactionNumber)))
      throw new B3AlreadyConverted(transactionNumber);
    await insertB3(tx, b3);
    await record(tx, ctx, {
      action: 'b3.converted',
      subject: transactionNumber,
      onBehalfOf: importer,
      detail: { accountedOn, lines: lines.length },
    });
    return b3;
  });
}

/** A B3 as it was converted, for those who may read the importer's declarations. */
export async function readB3(ctx: Context, transactionNumber: string): Promise<B3> {
  const b3 = await findB3(ctx.store.read, transactionNumber);
  if (b3 === undefined) throw new NotFound({ en: 'B3', fr: 'Le B3' }, transactionNumber);
  await requireRight(ctx, ctx.store.read, 'cad:read', b3.importerBn15);
  return b3;
}
