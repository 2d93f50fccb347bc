import { z } from '@hono/zod-openapi';
import { button, errorSummary, type FormState, postForm, textArea, textField } from '../../pages/form.ts';
import { dollars, dollarsOf } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { facts, link, table } from '../../pages/parts.ts';
import { requestWords } from '../../pages/security-request.ts';
import type { Params, Site } from '../../pages/site.ts';
import { typedAmount } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { requestsOf, type SecurityRequest } from '../../security/request-store.ts';
import { requestCashReturn, requestReduction } from '../../security/requests.ts';
import { securityOf } from '../../security/views.ts';

const words = inBoth({
  reduction: ['Ask to secure less', 'Demander une garantie moindre'],
  reductionLead: [
    'Where your highest month will not come again, say why. What is required stays until the CBSA decides.',
    'Si votre mois le plus élevé ne se répétera pas, dites pourquoi. L’exigence demeure jusqu’à la décision de l’ASFC.',
  ],
  required: ['Month secured now', 'Mois garanti actuellement'],
  back: ['Ask for cash security back', 'Demander la remise d’une garantie en argent'],
  backLead: [
    'What the account can do without is returned by cheque once the CBSA agrees.',
    'Ce dont le compte peut se passer est rendu par chèque dès que l’ASFC l’accepte.',
  ],
  held: ['Cash held', 'Argent détenu'],
  ask: ['Send the request', 'Envoyer la demande'],
  none: ['You have asked for nothing.', 'Vous n’avez rien demandé.'],
  security: ['Financial security', 'Garantie financière'],
});

const folder = '/portal/security';
const guard = atAccount('security:manage');
const rationale = z.string().min(1).max(2000);

export function securityRequestPages(site: Site): void {
  site.form(`${folder}/reduction`, guard, {
    show: showReduction,
    schema: z.object({ highestMonth: typedAmount, rationale }),
    act: async ({ ctx, account }, asked) => {
      await requestReduction(ctx, account.bn15, asked);
      return `${folder}/reduction`;
    },
  });

  site.form(`${folder}/cash/return`, guard, {
    show: showReturn,
    schema: z.object({ amount: typedAmount, rationale }),
    act: async ({ ctx, account }, asked) => {
      await requestCashReturn(ctx, account.bn15, asked);
      return `${folder}/cash/return`;
    },
  });
}

async function showReduction(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { ctx, account, language } = visit;
  const own = words[language];
  const { highestMonth } = await securityOf(ctx, account.bn15);
  const field = { name: 'highestMonth', label: requestWords[language].month };
  const form = requestForm(visit, state, { path: `${folder}/reduction`, field });
  const body = html`${errorSummary(language, state)}<p>${own.reductionLead}</p>
${facts([[own.required, dollarsOf(highestMonth, language)]])}${form}${await earlier(visit, 'REDUCTION')}`;
  return { title: own.reduction, body };
}

async function showReturn(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { ctx, account, language } = visit;
  const own = words[language];
  const { heldInCash } = await securityOf(ctx, account.bn15);
  const field = { name: 'amount', label: requestWords[language].amount };
  const form = requestForm(visit, state, { path: `${folder}/cash/return`, field });
  const body = html`${errorSummary(language, state)}<p>${own.backLead}</p>
${facts([[own.held, dollarsOf(heldInCash, language)]])}${form}${await earlier(visit, 'CASH_RETURN')}`;
  return { title: own.back, body };
}

function requestForm(
  visit: AtAccount,
  state: FormState,
  { path, field }: { path: string; field: { name: string; label: string } },
): Html {
  const { language } = visit;
  const w = requestWords[language];
  const fields = html`${textField(language, state, { ...field, size: 16, inputmode: 'decimal', isRequired: true })}
${textArea(language, state, { name: 'rationale', label: w.rationale, isRequired: true })}
<div class="buttons">${button(words[language].ask)}</div>`;
  return postForm(to(visit, path), fields);
}

/** What was asked for before, and what became of it. */
async function earlier(visit: AtAccount, kind: SecurityRequest['kind']): Promise<Html> {
  const { ctx, account, language } = visit;
  const [w, own] = [requestWords[language], words[language]];
  const asked = await requestsOf(ctx.store.read, account.bn15);
  return html`${table<SecurityRequest>(
    w.requests,
    [
      { title: w.askedOn, cell: ({ askedOn }) => askedOn },
      { title: w.amount, cell: ({ askedCents }) => dollars(askedCents, language), isNumber: true },
      { title: w.state, cell: (each) => w[each.state] },
      { title: w.reason, cell: ({ reason }) => reason ?? '' },
    ],
    asked.filter((each) => each.kind === kind),
    own.none,
  )}<p>${link(to(visit, folder), own.security)}</p>`;
}
