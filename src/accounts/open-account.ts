import { z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import { askPartner } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { giveAuthority } from './authority.ts';
import { requireLegalName } from './business-numbers.ts';
import { bn9Of, isBusinessNumber, isProgramAccountNumber } from './identifiers.ts';
import { requireScope } from './rights.ts';
import {
  businessKinds,
  findAccount,
  findBusiness,
  insertAccount,
  insertBusiness,
  offsettings,
  type ProgramAccount,
} from './store.ts';

export const BusinessInput = z.strictObject({
  bn9: z.string().regex(/^\d{9}$/, { error: 'nine digits are expected' }),
  legalName: z.string().min(1).max(100),
  kind: z.enum(businessKinds).exclude(['agency']),
  language: z.enum(['en', 'fr']),
  province: z.string().regex(/^[A-Z]{2}$/),
  address: z
    .string()
    .max(200)
    .default('')
    .openapi({ description: 'As registered: who registers the business in the portal has to know it' }),
});

export const AccountInput = z.strictObject({
  bn15: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  profile: z.enum(['IMPORTER', 'EXPORTER', 'IMPORTER_EXPORTER']).default('IMPORTER'),
  hasRpp: z
    .boolean()
    .default(true)
    .openapi({ description: 'Whether goods may be released prior to payment' }),
  offsetting: z.enum(offsettings).default('PROGRAM_ONLY'),
});

export const DelegationInput = z.strictObject({
  brokerBn9: z.string().regex(/^\d{9}$/),
  importerBn9: z.string().regex(/^\d{9}$/),
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().nullable().default(null),
});

/** The number is registered, or the account open, already. */
export class AlreadyRegistered extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ALREADY_REGISTERED';

  constructor(number: string) {
    super({ en: `${number} is registered already`, fr: `${number} est déjà inscrit` }, { number });
  }
}

/** Register a business of the rehearsal. Its number has a check digit, and the register's legal name. */
export async function registerBusiness(
  ctx: Context,
  input: z.infer<typeof BusinessInput>,
): Promise<z.infer<typeof BusinessInput>> {
  requireScope(ctx, 'account:open');
  if (!isBusinessNumber(input.bn9)) throw wrongNumber(input.bn9);
  await askPartner(ctx, 'business-numbers', input.bn9);
  return ctx.store.inTransaction(async (tx) => {
    if ((await findBusiness(tx, input.bn9)) !== undefined) throw new AlreadyRegistered(input.bn9);
    await requireLegalName(tx, input);
    await insertBusiness(tx, input);
    await record(tx, ctx, {
      action: 'business.registered',
      subject: input.bn9,
      detail: { kind: input.kind },
    });
    return input;
  });
}

/** Open an import program account of a registered business. */
export async function openAccount(
  ctx: Context,
  input: z.infer<typeof AccountInput>,
): Promise<ProgramAccount> {
  requireScope(ctx, 'account:open');
  if (!isProgramAccountNumber(input.bn15)) throw wrongNumber(input.bn15);
  const bn9 = bn9Of(input.bn15);
  const account: ProgramAccount = { ...input, bn9, openedOn: ctx.clock.today(), csaOption: null };
  return ctx.store.inTransaction(async (tx) => {
    await requireBusiness(ctx, account.bn9);
    if ((await findAccount(tx, account.bn15)) !== undefined) throw new AlreadyRegistered(account.bn15);
    await insertAccount(tx, account);
    await record(tx, ctx, {
      action: 'account.opened',
      subject: account.bn15,
      onBehalfOf: account.bn15,
      detail: { profile: account.profile, hasRpp: account.hasRpp },
    });
    return account;
  });
}

/** Give a broker, or a trade consultant, authority to act for an importer, from a day on. */
export async function delegate(ctx: Context, input: z.infer<typeof DelegationInput>) {
  requireScope(ctx, 'account:open');
  const { brokerBn9, importerBn9, validTo } = input;
  const delegation = { brokerBn9, importerBn9, validFrom: input.validFrom ?? ctx.clock.today(), validTo };
  return ctx.store.inTransaction(async (tx) => {
    await requireBusiness(ctx, importerBn9);
    await requireBusiness(ctx, brokerBn9);
    await giveAuthority(tx, ctx, { ...delegation, visibility: 3 });
    const detail = { brokerBn9, validFrom: delegation.validFrom, validTo };
    await record(tx, ctx, { action: 'authority.delegated', subject: importerBn9, detail });
    return delegation;
  });
}

async function requireBusiness(ctx: Context, bn9: string): Promise<void> {
  if ((await findBusiness(ctx.store.read, bn9)) === undefined)
    throw new NotFound({ en: 'Business', fr: 'L’entreprise' }, bn9);
}

function wrongNumber(number: string): InvalidInput {
  return new InvalidInput(
    {
      en: `${number} is not a business number: its check digit does not agree`,
      fr: `${number} n’est pas un numéro d’entreprise : son chiffre de contrôle ne concorde pas`,
    },
    { number },
  );
}
