import { z } from '@hono/zod-openapi';
import type { ProgramAccountNumber } from '../../accounts/identifiers.ts';
import { mayDo } from '../../accounts/rights.ts';
import { businessesOfKind, findBusiness } from '../../accounts/store.ts';
import type { Context } from '../../context.ts';
import { NotFound } from '../../errors.ts';
import { toWire } from '../../money.ts';
import { button, errorSummary, type FormState, postForm, selectField } from '../../pages/form.ts';
import { dollars, longDate } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { facts, link } from '../../pages/parts.ts';
import { programWords } from '../../pages/secured-programs.ts';
import { demandsTable, statusTag, validToText } from '../../pages/security-states.ts';
import type { Params, Site } from '../../pages/site.ts';
import { typedText } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth, type Language } from '../../pages/words.ts';
import { amendAgreement } from '../../security/amend-agreement.ts';
import { enterAgreement } from '../../security/enter-agreement.ts';
import { agreementOf } from '../../security/providers.ts';
import { type Agreement, demandsOf } from '../../security/store.ts';
import { Amendment, agreementTerms, amendmentFields, termFields } from './agreement-fields.ts';

const words = inBoth({
  enter: ['Enter an agreement', 'Saisir une convention'],
  enterLead: [
    'The provider has to confirm what you enter: only then security is given.',
    'Le fournisseur doit confirmer ce que vous saisissez : la garantie n’est donnée qu’à ce moment.',
  ],
  provider: ['Provider', 'Fournisseur'],
  noProvider: ['There is no provider of security.', 'Il n’y a aucun fournisseur de garanties.'],
  send: ['Send to the provider', 'Envoyer au fournisseur'],
  agreement: ['Agreement', 'Convention'],
  status: ['Status', 'État'],
  account: ['Program account', 'Compte de programme'],
  authority: ['Authority', 'Fondement'],
  amount: ['Amount', 'Montant'],
  validFrom: ['Valid from', 'Valide à partir du'],
  validTo: ['Valid to', 'Valide jusqu’au'],
  amend: ['Amend and send again', 'Modifier et renvoyer'],
  demands: ['Demands', 'Demandes de paiement'],
  back: ['Financial security', 'Garantie financière'],
});

const folder = '/portal/security/agreements';

export function agreementPages(site: Site): void {
  site.form(`${folder}/new`, atAccount('security:agree'), {
    show: showEntry,
    schema: z.object({
      provider: typedText(/^\d{9}$/, { en: 'Choose a provider', fr: 'Choisissez un fournisseur' }),
      ...agreementTerms,
    }),
    act: async ({ ctx, account }, { validTo, ...terms }) => {
      const end = validTo === undefined ? {} : { validTo };
      // Accounts are kept by numbers that were checked.
      const programAccount = account.bn15 as ProgramAccountNumber;
      const { id } = await enterAgreement(ctx, { programAccount, ...terms, ...end });
      return `${folder}/${id}`;
    },
  });

  site.page(`${folder}/:id`, atAccount('account:read'), showAgreement);

  site.form(`${folder}/:id/amend`, atAccount('security:agree'), {
    show: showAgreement,
    schema: Amendment,
    act: async (visit, amendment, params) => {
      const { id } = await agreementInView(visit, params);
      await amendAgreement(visit.ctx, id, amendment);
      return `${folder}/${id}`;
    },
  });
}

/** An agreement of the account in view, and of no other. */
async function agreementInView({ ctx, account }: AtAccount, { id = '' }: Params): Promise<Agreement> {
  const agreement = await agreementOf(ctx.store.read, agreementNumber(id));
  if (agreement.programAccount === account.bn15) return agreement;
  throw new NotFound({ en: 'Security agreement', fr: 'La convention de garantie' }, id);
}

/** Addresses that are no number lead to no agreement. */
export function agreementNumber(id: string): number {
  return /^\d{1,9}$/.test(id) ? Number(id) : 0;
}

async function showEntry(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { ctx, language } = visit;
  const w = words[language];
  const providers = await businessesOfKind(ctx.store.read, 'surety');
  if (providers.length === 0) return { title: w.enter, body: html`<p class="empty">${w.noProvider}</p>` };
  const options = providers.map(({ bn9, legalName }) => [bn9, `${legalName} – ${bn9}`] as const);
  const fields = html`
${selectField(language, state, { name: 'provider', label: w.provider, options, isRequired: true })}
${termFields(language, state, ctx.clock.today())}
<div class="buttons">${button(w.send)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.enterLead}</p>
${postForm(to(visit, `${folder}/new`), fields)}<p>${link(to(visit, '/portal/security'), w.back)}</p>`;
  return { title: w.enter, body };
}

async function showAgreement(visit: AtAccount, params: Params, state: FormState): Promise<Page> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const agreement = await agreementInView(visit, params);
  const demands = (await demandsOf(ctx.store.read, account.bn15)).filter(
    ({ agreementId }) => agreementId === agreement.id,
  );
  const body = html`${errorSummary(language, state)}${await agreementFacts(ctx, language, agreement)}
${await amendmentForm(visit, agreement, state)}
<h2>${w.demands}</h2>${demandsTable(language, folder, demands)}
<p>${link(to(visit, '/portal/security'), w.back)}</p>`;
  return { title: `${w.agreement} ${agreement.agreementNumber}`, body };
}

/** What an agreement says, for its importer and its provider. */
export async function agreementFacts(ctx: Context, language: Language, agreement: Agreement): Promise<Html> {
  const w = words[language];
  const provider = await findBusiness(ctx.store.read, agreement.providerBn9);
  return facts([
    [w.status, statusTag(language, agreement.status)],
    [w.account, agreement.programAccount],
    [programWords[language].program, programWords[language][agreement.program]],
    [w.provider, provider?.legalName ?? agreement.providerBn9],
    [w.amount, dollars(agreement.amountCents, language)],
    [w.validFrom, longDate(agreement.validFrom, language)],
    [w.validTo, validToText(language, agreement.validTo)],
    [w.authority, agreement.authority],
  ]);
}

/** While it waits for its provider the importer amends it; then only the provider does. */
async function amendmentForm(visit: AtAccount, agreement: Agreement, state: FormState): Promise<Html> {
  const { ctx, account, language } = visit;
  const { id, status, amountCents, validTo } = agreement;
  const agrees = await mayDo(ctx.store.read, ctx.actor, 'security:agree', account.bn15, ctx.clock.today());
  if (!agrees || (status !== 'DRAFT' && status !== 'PENDING_PROVIDER')) return nothing;
  const w = words[language];
  const fields = html`${amendmentFields(language, state, { amount: toWire(amountCents), validTo })}<div class="buttons">${button(w.amend)}</div>`;
  return html`<h2>${w.amend}</h2>${postForm(to(visit, `${folder}/${id}/amend`), fields)}`;
}
