import { z } from '@hono/zod-openapi';
import { claimPart, claimWords } from '../pages/drawback.ts';
import { errorSummary, type FormState, postButton } from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { link } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { approveDrawback, rejectDrawback } from '../recourse/decide-drawback.ts';
import { claimOf, type DrawbackClaim, linesOfClaim } from '../recourse/drawback-store.ts';
import { historyOf } from './history.ts';
import { reasonedForm } from './reasoned.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  decide: ['Decide', 'Décider'],
  approve: ['Approve the claim', 'Approuver la demande'],
  refuse: ['Refuse the claim', 'Refuser la demande'],
  reasons: ['Reasons of the decision', 'Motifs de la décision'],
});

const guard = officer('recourse:decide');

export function drawbackPages(site: Site): void {
  site.page('/cbsa/drawback/:id', guard, show);

  site.form('/cbsa/drawback/:id/approve', guard, {
    show,
    schema: z.object({}),
    act: async ({ ctx }, _, { id }) => {
      await approveDrawback(ctx, Number(id));
      return `/cbsa/drawback/${id}`;
    },
  });

  site.form('/cbsa/drawback/:id/refuse', guard, {
    show,
    schema: z.object({ rationale: z.string().min(1).max(2000) }),
    act: async ({ ctx }, { rationale }, { id }) => {
      await rejectDrawback(ctx, Number(id), rationale);
      return `/cbsa/drawback/${id}`;
    },
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const { read } = ctx.store;
  const claim = await claimOf(read, Number(id));
  const { claimant } = claim;
  await noteAccount(visit, claimant);
  const body = html`${errorSummary(language, state)}
<p>${link(to(visit, `/cbsa/accounts/${claimant}`), claimant)}</p>
${claimPart(language, '/cbsa/declarations', claim, await linesOfClaim(read, claim.id))}
${claim.state === 'UNDER_REVIEW' ? decisionPart(visit, claim, state) : nothing}
${await historyOf(visit, { onBehalfOf: claimant, subjects: [`K32-${claim.id}`] })}`;
  return { title: `${claimWords[language].claim} ${id}`, body };
}

function decisionPart(visit: SignedIn, { id }: DrawbackClaim, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const here = to(visit, `/cbsa/drawback/${id}`);
  const decisions = [['refuse', w.refuse]] as const;
  return html`<h2>${w.decide}</h2><div class="buttons">${postButton(`${here}/approve`, w.approve, {}, false)}</div>
${reasonedForm(language, state, `${here}/refuse`, { field: 'rationale', label: w.reasons, decisions })}`;
}
