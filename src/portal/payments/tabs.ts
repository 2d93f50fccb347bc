import { mayDo } from '../../accounts/rights.ts';
import type { Html } from '../../pages/html.ts';
import { tabs } from '../../pages/layout.ts';
import type { AtAccount } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';

const words = inBoth({
  title: ['Payments', 'Paiements'],
  list: ['Payments made', 'Paiements effectués'],
  pay: ['Make a payment', 'Faire un paiement'],
  clients: ['Pay for clients', 'Payer pour des clients'],
  debit: ['Pre-authorized debit', 'Débit préautorisé'],
  credits: ['Credits', 'Crédits'],
});

/** The pages about payments. */
export function paymentTabs(visit: AtAccount): Html {
  const w = words[visit.language];
  return tabs(visit, w.title, [
    { path: '/portal/payments', title: w.list },
    { path: '/portal/payments/new', title: w.pay },
    { path: '/portal/payments/clients', title: w.clients },
    { path: '/portal/payments/debit', title: w.debit },
    { path: '/portal/payments/credits', title: w.credits },
  ]);
}

/** Whether the visitor may pay into the account in view. */
export function mayPay({ ctx, account }: AtAccount): Promise<boolean> {
  return mayDo(ctx.store.read, ctx.actor, 'payment:make', account.bn15, ctx.clock.today());
}
