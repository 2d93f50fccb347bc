import { z } from '@hono/zod-openapi';
import { declaredFrom, invoiceFields, renderFields } from '../../pages/cad-fields.ts';
import { button, errorSummary, type FormState, postButton, postForm } from '../../pages/form.ts';
import { atAccount } from '../../pages/guards.ts';
import { html, nothing } from '../../pages/html.ts';
import { link } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { check } from './check.ts';
import { keep, openDraft, withInvoice } from './draft.ts';

const words = inBoth({
  invoice: ['Invoice', 'Facture'],
  save: ['Save the invoice', 'Enregistrer la facture'],
  saveAndLine: ['Save and add a line', 'Enregistrer et ajouter une ligne'],
  remove: ['Remove this invoice and its lines', 'Retirer cette facture et ses lignes'],
  back: ['Back to the draft', 'Retour au brouillon'],
});

export function invoicePages(site: Site): void {
  site.form('/portal/declarations/drafts/:id/invoices/:invoice', atAccount('cad:adjust'), {
    show,
    schema: z.record(z.string(), z.unknown()),
    act: async (visit, values, { id, invoice }) => {
      const open = await openDraft(visit, id!);
      const index = Number(invoice);
      const { lines = [] } = open.invoices[index] ?? {};
      const typed = declaredFrom(invoiceFields, values as Record<string, string>);
      await keep(visit, id!, withInvoice(open, index, { ...typed, lines }));
      const draft = `/portal/declarations/drafts/${id}`;
      return values.then === 'line' ? `${draft}/invoices/${invoice}/lines/${lines.length}` : draft;
    },
  });

  site.form('/portal/declarations/drafts/:id/invoices/:invoice/remove', atAccount('cad:adjust'), {
    show,
    schema: z.object({}),
    act: async (visit, _, { id, invoice }) => {
      await keep(visit, id!, withInvoice(await openDraft(visit, id!), Number(invoice)));
      return `/portal/declarations/drafts/${id}`;
    },
  });
}

async function show(visit: AtAccount, { id, invoice }: Params, state: FormState) {
  const { language, ctx } = visit;
  const w = words[language];
  const index = Number(invoice);
  const open = await openDraft(visit, id!);
  const declared = open.invoices[index];
  const { reference } = await tariffOf(ctx.store);
  const draft = to(visit, `/portal/declarations/drafts/${id}`);
  const told = declared === undefined ? state : await withProblems(visit, open, index, state);
  const fields = html`${renderFields(language, told, invoiceFields, declared ?? { currency: 'CAD' }, reference)}
<div class="buttons">${button(w.save)}${button(w.saveAndLine, { name: 'then', value: 'line', isSecondary: true })}${link(draft, w.back)}</div>`;
  const removal =
    declared === undefined ? nothing : postButton(`${draft}/invoices/${invoice}/remove`, w.remove);
  const body = html`${errorSummary(language, told)}${postForm(`${draft}/invoices/${invoice}`, fields)}${removal}`;
  return { title: `${w.invoice} ${index + 1}`, body };
}

/** What is wrong with an invoice is told beside its fields. */
async function withProblems(
  visit: AtAccount,
  open: Awaited<ReturnType<typeof openDraft>>,
  index: number,
  state: FormState,
): Promise<FormState> {
  const { problems } = await check(visit, open);
  const own = problems.filter(
    (each) => each.invoice === index && each.line === undefined && each.field !== 'lines',
  );
  return { ...state, errors: [...state.errors, ...own] };
}
