import { z } from '@hono/zod-openapi';
import { NotFound } from '../errors.ts';
import { errorSummary, type FormState } from '../pages/form.ts';
import { dollars, dollarsOf } from '../pages/formats.ts';
import { html, nothing } from '../pages/html.ts';
import { facts, link } from '../pages/parts.ts';
import { reductionWords } from '../pages/security-reduction.ts';
import { officer, type Params, type Site } from '../pages/site.ts';
import { chosenFrom } from '../pages/typed.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { decideReduction } from '../security/reduce.ts';
import { findReduction } from '../security/reduction-store.ts';
import { securityOf } from '../security/views.ts';
import { historyOf } from './history.ts';
import { reasonedForm } from './reasoned.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  grant: ['Grant', 'Accorder'],
  refuse: ['Refuse', 'Refuser'],
  required: ['Month secured now', 'Mois garanti actuellement'],
  openDebt: ['Open debt', 'Dette ouverte'],
});

export function reductionPages(site: Site): void {
  site.form('/cbsa/reductions/:id', officer('security:decide'), {
    show,
    schema: z.object({
      decision: chosenFrom(['grant', 'refuse']),
      reason: z.string().min(1).max(2000),
    }),
    act: async ({ ctx }, { decision, reason }, { id }) => {
      await decideReduction(ctx, Number(id), { isGranted: decision === 'grant', reason });
      return `/cbsa/reductions/${id}`;
    },
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [reductionWords[language], words[language]];
  const asked = await findReduction(ctx.store.read, Number(id));
  if (asked === undefined) throw new NotFound({ en: 'Request', fr: 'La demande' }, id!);
  const { programAccount } = asked;
  await noteAccount(visit, programAccount);
  const { highestMonth, openDebt } = await securityOf(ctx, programAccount);
  const decision = reasonedForm(language, state, to(visit, `/cbsa/reductions/${id}`), {
    field: 'reason',
    label: w.reason,
    decisions: [
      ['grant', own.grant],
      ['refuse', own.refuse],
    ],
  });
  const body = html`${errorSummary(language, state)}
<p>${link(to(visit, `/cbsa/accounts/${programAccount}`), programAccount)}</p>
${facts([
  [w.state, w[asked.state]],
  [own.required, dollarsOf(highestMonth, language)],
  [own.openDebt, dollarsOf(openDebt, language)],
  [w.month, dollars(asked.askedCents, language)],
  [w.rationale, asked.rationale],
  [w.askedOn, asked.askedOn],
  [w.decidedOn, asked.decidedOn],
  [w.reason, asked.reason],
])}
${asked.state === 'UNDER_REVIEW' ? decision : nothing}
${await historyOf(visit, { onBehalfOf: programAccount, subjects: [String(asked.id)], actions: ['security.reduction-'] })}`;
  return { title: `${w.one} ${id}`, body };
}
