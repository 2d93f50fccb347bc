import { requireScope } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, InvalidInput } from '../errors.ts';
import { chart } from '../ledger/chart.ts';
import { type Cents, sum } from '../money.ts';
import { askPartner } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { findBankMessage, insertBankMessage, insertUnidentified } from './bank-store.ts';
import { paidCents } from './pay.ts';
import { postTransit, takePayment } from './take-payment.ts';
import { type BankMessage, paymentChannels } from './types.ts';

/** Where one part of a bank's message went. */
export interface Remitted {
  account: string;
  amountCents: Cents;
  receipt: string | null;
  /** The number under which it waits for an officer. */
  unidentified: number | null;
}

/** A bank's message is taken once, however often it is sent. */
export class BankMessageTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'BANK_MESSAGE_TAKEN';

  constructor(reference: string) {
    super(
      {
        en: `The bank's message ${reference} was taken before; nothing was paid twice`,
        fr: `Le message ${reference} de la banque a déjà été reçu; rien n’a été payé deux fois`,
      },
      { reference },
    );
  }
}

/** Ledger entries of money that belongs to no account that is known. */
export const nobody = 'UNIDENTIFIED';

/**
 * Take what a bank sends: bill payments of online banking, wires, EDI 820 remittances. Each part goes to the account
 * named; what names none that exists is kept in 1090 until an officer finds whose it is. Nothing is lost.
 *
 * @throws BankMessageTaken, PartnerUnavailable
 *
 * Source: CBSA, payments (the account number of the payee is the BN15).
 */
export async function takeBankMessage(ctx: Context, message: BankMessage): Promise<Remitted[]> {
  requireScope(ctx, 'payment:deliver');
  const { bankReference: reference, channel, payer } = message;
  const parts = message.remittances.map(({ account, amount }) => ({
    account,
    amountCents: paidCents(amount),
  }));
  requireNotAhead(ctx, message.paidOn);
  await askPartner(ctx, 'banks', reference);
  const { reference: facts } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    if ((await findBankMessage(tx, reference)) !== undefined) throw new BankMessageTaken(reference);
    const totalCents = sum(parts.map((part) => part.amountCents));
    await insertBankMessage(tx, { reference, channel, totalCents, takenAt: ctx.clock.now() });
    const valueOn = message.paidOn ?? ctx.clock.today();
    const remitted: Remitted[] = [];
    for (const { account, amountCents } of parts) {
      const isKnown = (await findAccount(tx, account)) !== undefined;
      const order = { programAccount: account, channel, amountCents, valueOn };
      const receipt = isKnown ? (await takePayment(tx, ctx, order, facts)).id : null;
      const unidentified = isKnown ? null : await keep(tx, ctx, { ...order, payer });
      remitted.push({ account, amountCents, receipt, unidentified });
    }
    return remitted;
  });
}

async function keep(
  tx: Tx,
  ctx: Context,
  part: {
    programAccount: string;
    payer: string;
    channel: BankMessage['channel'];
    amountCents: Cents;
    valueOn: string;
  },
): Promise<number> {
  const { programAccount: payee, payer, channel, amountCents, valueOn } = part;
  const entry = { programAccount: nobody, reference: payee, valueOn };
  const id = await postTransit(tx, ctx, entry, [
    { glAccount: paymentChannels[channel].glAccount, amountCents },
    { glAccount: chart.inTransit, amountCents: -amountCents },
  ]);
  const receivedAt = ctx.clock.now();
  const kept = { id, payee, payer, channel, amountCents, valueOn, receivedAt };
  await insertUnidentified(tx, { ...kept, status: 'OPEN', receipt: null });
  await record(tx, ctx, {
    action: 'payment.unidentified',
    subject: String(id),
    detail: { payee, payer, amountCents, documentId: id },
  });
  return id;
}

function requireNotAhead(ctx: Context, paidOn: string | undefined): void {
  if (paidOn === undefined || paidOn <= ctx.clock.today()) return;
  throw new InvalidInput({
    en: `Nothing can have been paid on ${paidOn}: today is ${ctx.clock.today()}`,
    fr: `Rien ne peut avoir été payé le ${paidOn} : nous sommes le ${ctx.clock.today()}`,
  });
}
