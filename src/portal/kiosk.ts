import { z } from '@hono/zod-openapi';
import { agencyAccount } from '../accounts/agency.ts';
import { nextAgencyNumber } from '../cad/agency-number.ts';
import { openAmountOf } from '../cad/open-amount.ts';
import { findCad } from '../cad/store.ts';
import { submitCad } from '../cad/submit.ts';
import type { Actor } from '../context.ts';
import { NotFound } from '../errors.ts';
import { button, errorSummary, type FormState, postForm } from '../pages/form.ts';
import { dollars } from '../pages/formats.ts';
import { anyone } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { buttonLink, facts, link, notice } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { tellingFindings } from '../pages/told-findings.ts';
import { TypeCInput, typeCFields, typeCFrom } from '../pages/type-c.ts';
import { to, type Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { tariffOf } from '../tariff/tariff-of.ts';

const words = inBoth({
  title: ['Self-service terminal', 'Borne libre-service'],
  lead: ['What do you want to do?', 'Que voulez-vous faire?'],
  declare: ['Account for goods and pay here', 'Déclarer des marchandises et payer ici'],
  register: ['Register to use CARM', 'S’inscrire à la GCRA'],
  declareLead: [
    'For importers without a business number. You pay at the counter; then the goods are released.',
    'Pour les importateurs sans numéro d’entreprise. Vous payez au comptoir; les marchandises sont alors dédouanées.',
  ],
  calculate: ['Calculate duties and taxes', 'Calculer les droits et taxes'],
  toPay: ['To be paid at the counter', 'À payer au comptoir'],
  number: ['Show this number', 'Présentez ce numéro'],
  paid: ['Paid: your goods are released.', 'Le paiement est reçu : vos marchandises sont dédouanées.'],
  again: ['I have paid', 'J’ai payé'],
  done: ['Finish', 'Terminer'],
});

/** The terminal at an office: it accounts for goods by the CBSA's administrative account, and does nothing else. */
const terminal: Actor = {
  id: 'terminal',
  name: 'Terminal',
  kind: 'cbsa',
  scopes: new Set(['cad:submit']),
  channel: 'CCP',
};

/** The terminals at the offices: large targets, no account, and back to the start by themselves. */
export function kioskPages(site: Site): void {
  const { environment } = site;

  site.page('/kiosk', anyone, (visit) => {
    const w = words[visit.language];
    const body = html`<p>${w.lead}</p><div class="buttons">${buttonLink(to(visit, '/kiosk/declare'), w.declare)}${buttonLink(to(visit, '/kiosk/register'), w.register, false)}</div>`;
    return { title: w.title, body, isKiosk: true };
  });

  site.form('/kiosk/declare', anyone, {
    show: showForm,
    schema: TypeCInput,
    read: typeCFrom,
    act: async (_, input) => {
      const ctx = environment.as(terminal);
      const transactionNumber = await nextAgencyNumber(ctx.store.read);
      await tellingFindings(() => submitCad(ctx, { ...input, transactionNumber }));
      return `/kiosk/declared/${transactionNumber}`;
    },
  });

  site.form('/kiosk/declared/:number', anyone, {
    show: showAmount,
    schema: z.object({}),
    act: async (_, __, { number }) => `/kiosk/declared/${number}`,
  });
}

async function showForm(visit: Visit, _: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const { reference } = await tariffOf(ctx.store);
  const form = html`${typeCFields(language, state, reference)}<div class="buttons">${button(w.calculate)}${link(to(visit, '/kiosk'), w.done)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.declareLead}</p>${postForm(to(visit, '/kiosk/declare'), form)}`;
  return { title: w.declare, body, isKiosk: true };
}

/** The amount and nothing of whose goods they are: anybody may stand there. */
async function showAmount(visit: Visit, { number }: Params) {
  const { ctx, language } = visit;
  const w = words[language];
  const cad = await findCad(ctx.store.read, number!);
  if (cad?.importerBn15 !== agencyAccount)
    throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, number!);
  const open = await openAmountOf(ctx.store.read, cad);
  const state =
    open > 0
      ? html`<h2>${w.toPay}</h2><p class="amount">${dollars(open, language)}</p>${facts([[w.number, number]])}${postForm(to(visit, `/kiosk/declared/${number}`), button(w.again))}`
      : notice(language, 'success', w.paid);
  const body = html`${state}<div class="buttons">${buttonLink(to(visit, '/kiosk'), w.done, open <= 0)}</div>`;
  return { title: w.title, body, isKiosk: true };
}
