import { z } from '@hono/zod-openapi';
import { pageOf } from '../../http/paging.ts';
import {
  button,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textArea,
  textField,
} from '../../pages/form.ts';
import { officer } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import { paging } from '../../pages/parts.ts';
import { penaltiesTable, penaltyWords } from '../../pages/penalty.ts';
import type { Params, Site } from '../../pages/site.ts';
import { chosenFrom, typedDate, typedText } from '../../pages/typed.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { issuePenalty } from '../../penalties/issue-penalty.ts';
import { penaltiesOf } from '../../penalties/store.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { accountLookedAt, accountTitle } from './tabs.ts';

const words = inBoth({
  issue: ['Issue a penalty', 'Imposer une sanction'],
  lead: [
    'It is assessed at the level that the client has reached, and payable on service.',
    'Elle est établie au niveau que le client a atteint et payable dès sa signification.',
  ],
  contravention: ['Contravention', 'Infraction'],
  subject: ['About: a transaction, a request, an audit', 'Objet : transaction, demande ou vérification'],
  committedOn: ['Committed on', 'Commise le'],
  times: ['Contraventions found', 'Infractions constatées'],
  relation: [
    'C350 to C353: related to errors penalised before',
    'C350 à C353 : liées à des erreurs déjà sanctionnées',
  ],
  yes: ['Yes', 'Oui'],
  no: ['No', 'Non'],
  reason: ['Reason', 'Motif'],
});

const code = typedText(/^C\d{3}$/, { en: 'Choose a contravention', fr: 'Choisissez une infraction' });

export function accountPenaltyPages(site: Site): void {
  site.form('/cbsa/accounts/:bn15/penalties', officer('penalty:issue'), {
    show,
    schema: z.object({
      contravention: code,
      subject: z.string().min(1).max(100),
      committedOn: typedDate,
      related: chosenFrom(['yes', 'no']).default('yes'),
      times: z.coerce.number().int().min(1).max(10_000).default(1),
      reason: z.string().min(1).max(2000),
    }),
    act: async ({ ctx }, { times, related, ...found }, { bn15 }) => {
      const facts = {
        programAccount: bn15!,
        issues: [times],
        isKeystroke: false,
        isRelated: related === 'yes',
      };
      const { id } = await issuePenalty(ctx, { ...found, ...facts });
      return `/cbsa/penalties/${id}`;
    },
  });
}

async function show(visit: SignedIn, params: Params, state: FormState) {
  const { ctx, language, path, query } = visit;
  const looked = await accountLookedAt(visit, params);
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => penaltiesOf(ctx.store.read, looked.account.bn15, page),
    (penalty) => penalty.id,
  );
  const body = html`${errorSummary(language, state)}${looked.head}
<h2>${penaltyWords[language].penalties}</h2>${penaltiesTable(language, '/cbsa/penalties', items)}${paging(language, path, query, next)}
${await issueForm(visit, looked.account.bn15, state)}`;
  return { title: accountTitle(visit, looked), body };
}

async function issueForm(visit: SignedIn, bn15: string, state: FormState): Promise<Html> {
  const { ctx, language } = visit;
  const w = words[language];
  const { reference } = await tariffOf(ctx.store);
  const options = reference
    .all('contraventions')
    .map(({ key, data }) => [key, `${key} – ${data[`name_${language}`] ?? ''}`] as const);
  const relations = [
    ['yes', w.yes],
    ['no', w.no],
  ] as const;
  const form = html`${selectField(language, state, { name: 'contravention', label: w.contravention, options, isRequired: true })}
${textField(language, state, { name: 'subject', label: w.subject, size: 40, isRequired: true })}
<div class="fields">${textField(language, state, { name: 'committedOn', label: w.committedOn, type: 'date', isRequired: true })}
${textField(language, state, { name: 'times', label: w.times, value: '1', size: 6, inputmode: 'numeric' })}</div>
${selectField(language, state, { name: 'related', label: w.relation, options: relations, value: 'yes' })}
${textArea(language, state, { name: 'reason', label: w.reason, isRequired: true })}
<div class="buttons">${button(w.issue)}</div>`;
  return html`<h2>${w.issue}</h2><p>${w.lead}</p>${postForm(to(visit, `/cbsa/accounts/${bn15}/penalties`), form)}`;
}
