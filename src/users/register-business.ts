import { z } from '@hono/zod-openapi';
import { issueBusinessNumber } from '../accounts/business-numbers.ts';
import { bn9Of, isBusinessNumber, programAccountFrom } from '../accounts/identifiers.ts';
import { openAccount, registerBusiness } from '../accounts/open-account.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, InvalidInput } from '../errors.ts';
import { record } from '../storage/events.ts';
import { makeManager, requireUnmanaged } from './become-manager.ts';
import { createProfile, type ProfileInput, requireFree } from './profile.ts';
import { countWrongTry, keepRequest, wrongTries } from './registration-store.ts';
import { agrees } from './shared-secrets.ts';

/** Assumption A-87: sets of answers that may be wrong before an officer looks at a registration. */
const mostTries = 5;

const amount = z.string().regex(/^\d{1,13}(\.\d{1,2})?$/);

/** A client that has a program account registers it in the portal. */
export const ExistingClient = z.strictObject({
  program: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  legalName: z.string().min(1).max(100),
  address: z.string().min(1).max(200),
  transactionNumber: z
    .string()
    .regex(/^\d{14}$/)
    .optional(),
  transactionTotal: amount.optional(),
  lastPayment: amount.optional(),
  statementBalance: z
    .string()
    .regex(/^-?\d{1,13}(\.\d{1,2})?$/)
    .optional(),
});

/** A client that is new to importing. A resident gets a business number here; a non-resident brings one. */
export const NewClient = z.strictObject({
  legalName: z.string().min(1).max(100),
  address: z.string().min(1).max(200),
  province: z.string().regex(/^[A-Z]{2}$/, { error: 'two letters such as ON are expected' }),
  language: z.enum(['en', 'fr']),
  isResident: z.boolean(),
  bn9: z.string().optional(),
});

/** What was given does not agree with the CBSA's records. Which part is not told: it is what a stranger would guess at. */
export class RegistrationDiffers extends DomainError {
  readonly kind = 'refused';
  readonly code = 'REGISTRATION_DIFFERS';

  constructor() {
    super({
      en: 'This does not agree with our records: name and address as registered, and two of the three answers; or ask for manual registration',
      fr: 'Cela ne concorde pas avec nos dossiers : nom et adresse comme inscrits, et deux des trois réponses; ou demandez une inscription manuelle',
    });
  }
}

/** Somebody who guesses at the answers about a business is not let guess on. */
export class RegistrationClosed extends DomainError {
  readonly kind = 'refused';
  readonly code = 'REGISTRATION_CLOSED';

  constructor(bn9: string) {
    super({
      en: `After ${mostTries} wrong sets of answers you can no longer register business ${bn9} yourself; an officer looks at your request`,
      fr: `Après ${mostTries} séries de réponses inexactes, vous ne pouvez plus inscrire vous-même l’entreprise ${bn9}; un agent examine votre demande`,
    });
  }
}

/**
 * Register a client that has a program account: whoever does it becomes its business account manager. Its other program
 * accounts come along.
 *
 * Source: CARM video 2; canaantransport.com (name and address exactly, and two of three shared secrets).
 *
 * @throws RegistrationDiffers, RegistrationClosed, ManagedAlready
 */
export async function registerExistingClient(
  ctx: Context,
  userId: string,
  input: z.infer<typeof ExistingClient>,
): Promise<string> {
  const bn9 = bn9Of(input.program);
  const outcome = await ctx.store.inTransaction(async (tx) => {
    await requireUnmanaged(tx, bn9);
    const wrong = await wrongTries(tx, userId, bn9);
    // Right answers would tell a guesser that they are right.
    if (wrong >= mostTries) return 'closed';
    if (!(await agrees(tx, input))) return countWrong(tx, ctx, userId, input, wrong + 1);
    await makeManager(tx, ctx, userId, bn9);
    return 'registered';
  });
  if (outcome === 'closed') throw new RegistrationClosed(bn9);
  if (outcome === 'wrong') throw new RegistrationDiffers();
  return bn9;
}

/** The last of the tries puts the registration before an officer. */
async function countWrong(
  tx: Tx,
  ctx: Context,
  userId: string,
  { program, legalName, address }: z.infer<typeof ExistingClient>,
  wrong: number,
): Promise<'wrong' | 'closed'> {
  const bn9 = bn9Of(program);
  await countWrongTry(tx, userId, bn9);
  await record(tx, ctx, { action: 'business.registration-failed', subject: bn9, detail: { userId, wrong } });
  if (wrong < mostTries) return 'wrong';
  await keepRequest(tx, ctx, { userId, program, legalName, address, isResident: true });
  return 'closed';
}

/**
 * Register a client that is new. A resident gets its number and its importer account at once; a non-resident waits for
 * an officer.
 *
 * Source: Customs Notice 24-37; willsonintl.com (non-residents have a number from the CRA first).
 *
 * @param asCarm the context in which CARM itself issues the number and opens the account
 */
export async function registerNewClient(
  ctx: Context,
  asCarm: Context,
  userId: string,
  { legalName, address, province, language, isResident, bn9: given }: z.infer<typeof NewClient>,
): Promise<{ bn9: string; isRegistered: boolean }> {
  if (!isResident) {
    if (given === undefined || !isBusinessNumber(given)) throw wrongNumber(given ?? '');
    const program = programAccountFrom(given, 1);
    await ctx.store.inTransaction(async (tx) => {
      await requireUnmanaged(tx, given);
      await keepRequest(tx, ctx, { userId, program, legalName, address, isResident });
    });
    return { bn9: given, isRegistered: false };
  }
  const bn9 = await openNewClient(asCarm, { legalName, address, province, language });
  await ctx.store.inTransaction((tx) => makeManager(tx, ctx, userId, bn9));
  return { bn9, isRegistered: true };
}

/** A resident's number and importer account, which nobody manages yet. */
async function openNewClient(
  asCarm: Context,
  client: Pick<z.infer<typeof NewClient>, 'legalName' | 'address' | 'province' | 'language'>,
): Promise<string> {
  const { bn9 } = await issueBusinessNumber(asCarm, client.legalName);
  await registerBusiness(asCarm, { bn9, kind: 'importer', ...client });
  await openAccount(asCarm, {
    ...{ bn15: `${bn9}RM0001`, profile: 'IMPORTER' },
    ...{ hasRpp: false, offsetting: 'PROGRAM_ONLY' },
  });
  return bn9;
}

/**
 * Register a person and its business at once, at a terminal: where no number can be issued, nothing of either is kept.
 *
 * @throws AddressTaken
 */
export async function registerAtTerminal(
  ctx: Context,
  asCarm: Context,
  profile: ProfileInput,
  client: Pick<z.infer<typeof NewClient>, 'legalName' | 'address' | 'province'>,
): Promise<string> {
  await requireFree(ctx.store.read, profile.email);
  const bn9 = await openNewClient(asCarm, { ...client, language: profile.language });
  const user = await createProfile(ctx, profile);
  await ctx.store.inTransaction((tx) => makeManager(tx, ctx, user.id, bn9));
  return bn9;
}

function wrongNumber(number: string): InvalidInput {
  return new InvalidInput({
    en: `A non-resident needs a business number of the Canada Revenue Agency first; ${number} is none`,
    fr: `Un non-résident doit d’abord avoir un numéro d’entreprise de l’Agence du revenu du Canada; ${number} n’en est pas un`,
  });
}
