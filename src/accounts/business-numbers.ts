import { z } from '@hono/zod-openapi';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { askPartner } from '../partners/ask-partner.ts';
import {
  type BusinessNumberRecord,
  countBusinessNumbers,
  findBusinessNumber,
  insertBusinessNumber,
} from '../partners/business-numbers.ts';
import { record } from '../storage/events.ts';
import { businessNumberFrom, isBusinessNumber } from './identifiers.ts';
import { requireScope } from './rights.ts';
import { findBusiness } from './store.ts';

export const NumberRequest = z.strictObject({ legalName: z.string().min(1).max(100) });

/** A business is registered under the legal name that the register has, to the last full stop. */
export class LegalNameDiffers extends DomainError {
  readonly kind = 'refused';
  readonly code = 'LEGAL_NAME_DIFFERS';

  constructor(bn9: string) {
    super(
      {
        en: `${bn9} was issued under another legal name; give it exactly as the register has it, punctuation included`,
        fr: `${bn9} a été attribué sous une autre dénomination; donnez-la exactement comme au registre, ponctuation comprise`,
      },
      { bn9 },
    );
  }
}

/** Whether a number is one by its check digit, and what the register knows of it. @throws PartnerUnavailable */
export async function checkBusinessNumber(ctx: Context, bn9: string) {
  requireScope(ctx, 'reference:read');
  await askPartner(ctx, 'business-numbers', bn9);
  const known = await findBusinessNumber(ctx.store.read, bn9);
  return { bn9, isValid: isBusinessNumber(bn9), legalName: known?.legalName ?? null };
}

/**
 * Have the register issue a business number to a resident, as the portal does on the way to an importer account.
 *
 * @throws PartnerUnavailable
 *
 * Source: Customs Notice 24-37 (a number obtained inside the portal). Its first eight digits are made up.
 */
export async function issueBusinessNumber(ctx: Context, legalName: string): Promise<BusinessNumberRecord> {
  requireScope(ctx, 'account:open');
  await askPartner(ctx, 'business-numbers', legalName);
  return ctx.store.inTransaction(async (tx) => {
    const issued = { bn9: await freeNumber(tx), legalName, issuedOn: ctx.clock.today() };
    await insertBusinessNumber(tx, issued);
    await record(tx, ctx, { action: 'business-number.issued', subject: issued.bn9, detail: { legalName } });
    return issued;
  });
}

/** @throws LegalNameDiffers. A made-up number that the register never issued has no name to differ from. */
export async function requireLegalName(
  tx: Tx,
  { bn9, legalName }: { bn9: string; legalName: string },
): Promise<void> {
  const known = await findBusinessNumber(tx, bn9);
  if (known !== undefined && known.legalName !== legalName) throw new LegalNameDiffers(bn9);
}

async function freeNumber(tx: Tx): Promise<string> {
  for (let serial = 60_000_000 + (await countBusinessNumbers(tx)); ; serial += 1) {
    const bn9 = businessNumberFrom(String(serial));
    if ((await findBusiness(tx, bn9)) === undefined && (await findBusinessNumber(tx, bn9)) === undefined)
      return bn9;
  }
}
