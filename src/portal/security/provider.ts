import { z } from '@hono/zod-openapi';
import { isProgramAccountNumber } from '../../accounts/identifiers.ts';
import { requireScope } from '../../accounts/rights.ts';
import { numberAfter, pageOf } from '../../http/paging.ts';
import { button, errorSummary, type FormState, postForm, textField } from '../../pages/form.ts';
import { type Guard, signedIn } from '../../pages/guards.ts';
import { html, nothing } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { buttonLink, link, notice, paging } from '../../pages/parts.ts';
import { agreementsTable, demandsTable } from '../../pages/security-states.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { enterAgreementAsProvider } from '../../security/enter-agreement.ts';
import { agreementsOfProvider, demandsOnProvider } from '../../security/store.ts';
import { agreementTerms, termFields } from './agreement-fields.ts';

const words = inBoth({
  title: ['Agreements', 'Conventions'],
  waiting: ['An agreement waits for your answer', 'Une convention attend votre réponse'],
  waitingLead: [
    'An importer entered it. Open it to confirm or refuse.',
    'Un importateur l’a saisie. Ouvrez-la pour la confirmer ou la refuser.',
  ],
  demanded: ['Payment is demanded of you', 'Un paiement vous est réclamé'],
  demandedLead: ['Open the agreement to pay or to rebut.', 'Ouvrez la convention pour payer ou contester.'],
  agreements: ['Your agreements', 'Vos conventions'],
  demands: ['Demands', 'Demandes de paiement'],
  enter: ['Enter an agreement', 'Saisir une convention'],
  enterLead: [
    'You are the provider: security is given with what you enter.',
    'Vous êtes le fournisseur : la garantie est donnée par ce que vous saisissez.',
  ],
  account: ['Program account of the importer', 'Compte de programme de l’importateur'],
  accountHint: ['Such as 123456782RM0001', 'Par exemple 123456782RM0001'],
  give: ['Give the security', 'Donner la garantie'],
  back: ['All agreements', 'Toutes les conventions'],
});

/** Somebody who works for a provider of security. */
export interface AtProvider extends SignedIn {
  bn9: string;
}

export const provider: Guard<AtProvider> = async (visit) => {
  const inside = await signedIn(visit);
  requireScope(inside.ctx, 'security:provide');
  return { ...inside, bn9: inside.ctx.actor.bn9 ?? '' };
};

export const providerFolder = '/portal/agreements';

export function providerPages(site: Site): void {
  site.page(providerFolder, provider, showList);

  site.form(`${providerFolder}/new`, provider, {
    show: showEntry,
    schema: z.object({
      programAccount: z
        .string()
        .prefault('')
        .refine(isProgramAccountNumber, {
          params: {
            text: {
              en: 'Enter a BN15 such as 123456782RM0001',
              fr: 'Entrez un NE15 tel que 123456782RM0001',
            },
          },
        }),
      ...agreementTerms,
    }),
    act: async ({ ctx, bn9 }, { validTo, ...terms }) => {
      const end = validTo === undefined ? {} : { validTo };
      const { id } = await enterAgreementAsProvider(ctx, { provider: bn9, ...terms, ...end });
      return `${providerFolder}/${id}`;
    },
  });
}

async function showList(visit: AtProvider): Promise<Page> {
  const { ctx, language, path, query, bn9 } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    ({ after, limit }) => agreementsOfProvider(read, bn9, { after: numberAfter(after), limit }),
    ({ id }) => String(id),
  );
  const demands = await demandsOnProvider(read, bn9);
  const isWaiting = items.some(({ status }) => status === 'PENDING_PROVIDER');
  const isDemanded = demands.some(({ status }) => status === 'DEMANDED' || status === 'PAYABLE');
  const body = html`
${isWaiting ? notice(language, 'info', w.waiting, html`<p>${w.waitingLead}</p>`) : nothing}
${isDemanded ? notice(language, 'warning', w.demanded, html`<p>${w.demandedLead}</p>`) : nothing}
<h2>${w.agreements}</h2>${agreementsTable(language, providerFolder, items)}${paging(language, path, query, next)}
<p>${buttonLink(to(visit, `${providerFolder}/new`), w.enter, false)}</p>
<h2>${w.demands}</h2>${demandsTable(language, providerFolder, demands)}`;
  return { title: w.title, body };
}

function showEntry(visit: AtProvider, _: Params, state: FormState): Page {
  const { ctx, language } = visit;
  const w = words[language];
  const fields = html`
${textField(language, state, { name: 'programAccount', label: w.account, hint: w.accountHint, size: 18, maxlength: 15, isRequired: true })}
${termFields(language, state, ctx.clock.today())}
<div class="buttons">${button(w.give)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.enterLead}</p>
${postForm(to(visit, `${providerFolder}/new`), fields)}<p>${link(to(visit, providerFolder), w.back)}</p>`;
  return { title: w.enter, body };
}
