import { z } from '@hono/zod-openapi';
import { button, errorSummary, type FormState, postForm, textArea, textField } from '../../pages/form.ts';
import { dollars, dollarsOf } from '../../pages/formats.ts';
import { html } from '../../pages/html.ts';
import { facts, link, table } from '../../pages/parts.ts';
import { reductionWords } from '../../pages/security-reduction.ts';
import { atAccount, type Params, type Site } from '../../pages/site.ts';
import { typedAmount } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { requestReduction } from '../../security/reduce.ts';
import { type Reduction, reductionsAskedBy } from '../../security/reduction-store.ts';
import { securityOf } from '../../security/views.ts';

const words = inBoth({
  title: ['Ask to secure less', 'Demander une garantie moindre'],
  lead: [
    'Where your highest month will not come again, say why. What is required stays until the CBSA decides.',
    'Si votre mois le plus élevé ne se répétera pas, dites pourquoi. L’exigence demeure jusqu’à la décision de l’ASFC.',
  ],
  required: ['Month secured now', 'Mois garanti actuellement'],
  ask: ['Send the request', 'Envoyer la demande'],
  none: ['You have asked for no reduction.', 'Vous n’avez demandé aucune réduction.'],
  back: ['Financial security', 'Garantie financière'],
});

export function reductionPages(site: Site): void {
  site.form('/portal/security/reduction', atAccount('security:manage'), {
    show,
    schema: z.object({ highestMonth: typedAmount, rationale: z.string().min(1).max(2000) }),
    act: async ({ ctx, account }, asked) => {
      await requestReduction(ctx, account.bn15, asked);
      return '/portal/security/reduction';
    },
  });
}

async function show(visit: AtAccount, _: Params, state: FormState) {
  const { ctx, account, language } = visit;
  const [w, own] = [reductionWords[language], words[language]];
  const { highestMonth } = await securityOf(ctx, account.bn15);
  const fields = html`${textField(language, state, { name: 'highestMonth', label: w.month, size: 16, inputmode: 'decimal', isRequired: true })}
${textArea(language, state, { name: 'rationale', label: w.rationale, isRequired: true })}
<div class="buttons">${button(own.ask)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${own.lead}</p>
${facts([[own.required, dollarsOf(highestMonth, language)]])}
${postForm(to(visit, '/portal/security/reduction'), fields)}
${table<Reduction>(
  w.requests,
  [
    { title: w.askedOn, cell: ({ askedOn }) => askedOn },
    { title: w.month, cell: ({ askedCents }) => dollars(askedCents, language), isNumber: true },
    { title: w.state, cell: (each) => w[each.state] },
    { title: w.reason, cell: ({ reason }) => reason ?? '' },
  ],
  await reductionsAskedBy(ctx.store.read, account.bn15),
  own.none,
)}
<p>${link(to(visit, '/portal/security'), own.back)}</p>`;
  return { title: own.title, body };
}
