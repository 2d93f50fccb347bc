import { z } from '@hono/zod-openapi';
import { optionsOf } from '../../pages/cad-fields.ts';
import { cadWords } from '../../pages/cad-words.ts';
import { button, errorSummary, type FormState, postForm, selectField, textField } from '../../pages/form.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { notice } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { begin } from './file-draft.ts';

const words = inBoth({
  title: ['New declaration', 'Nouvelle déclaration'],
  lead: [
    'The draft is kept until you submit or discard it. The CBSA does not see drafts.',
    'Le brouillon est conservé jusqu’à ce que vous le soumettiez ou le supprimiez. L’ASFC ne voit pas les brouillons.',
  ],
  start: ['Begin', 'Commencer'],
  ownNumber: ['Your own account is in view', 'Votre propre compte est affiché'],
  ownNumberLead: [
    'For a client that is registered, switch to its account. For one that is not registered yet, account under your own business number and name the owner of the goods: you owe what is assessed.',
    'Pour un client inscrit, passez à son compte. Pour un client qui n’est pas encore inscrit, déclarez en détail sous votre propre numéro d’entreprise et nommez le propriétaire des marchandises : vous êtes redevable des droits et taxes établis.',
  ],
  ended: [
    'For a client that is registered, switch to its account. The measures that let you account under your own business number for a client that is not registered have ended.',
    'Pour un client inscrit, passez à son compte. Les mesures qui vous permettaient de déclarer en détail sous votre propre numéro d’entreprise pour un client non inscrit ont pris fin.',
  ],
  owner: ['Client that is not registered: name', 'Client non inscrit : nom'],
  ownerAddress: ['Address of this client', 'Adresse de ce client'],
});

const text = z.string().trim().max(200).optional();

export function beginPages(site: Site): void {
  site.form('/portal/declarations/new', atAccount('cad:submit'), {
    show,
    schema: z.object({
      transactionNumber: z.string().default(''),
      cadType: z.string().default('AB'),
      ownerName: text,
      ownerAddress: text,
    }),
    act: begin,
  });
}

async function show(visit: AtAccount, _: Params, state: FormState) {
  const { language, query, ctx } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const { reference } = await tariffOf(ctx.store);
  const types = optionsOf('cad-types', reference, language).filter(([code]) => code !== 'AD');
  const fields = html`${selectField(language, state, { name: 'cadType', label: w.type, value: 'AB', options: types })}
${textField(language, state, { name: 'transactionNumber', label: w.transaction, value: query.get('release') ?? '', size: 16, inputmode: 'numeric' })}
${await clientFields(visit, state)}
<div class="buttons">${button(own.start)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${own.lead}</p>${postForm(to(visit, '/portal/declarations/new'), fields)}`;
  return { title: own.title, body };
}

/** A customs broker that has its own account in view: for whom it declares under its own number. Assumption A-71. */
async function clientFields(
  { ctx, language, business, account }: AtAccount,
  state: FormState,
): Promise<Html> {
  if (business.kind !== 'broker' || business.bn9 !== account.bn9) return nothing;
  const w = words[language];
  const { reference } = await tariffOf(ctx.store);
  const isAllowed = reference.parameter('broker-number-for-clients', ctx.clock.today()).value.gt(0);
  return html`${notice(language, 'info', w.ownNumber, html`<p>${isAllowed ? w.ownNumberLead : w.ended}</p>`)}
${textField(language, state, { name: 'ownerName', label: w.owner, size: 40 })}
${textField(language, state, { name: 'ownerAddress', label: w.ownerAddress, size: 60 })}`;
}
