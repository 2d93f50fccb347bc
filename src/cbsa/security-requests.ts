import { z } from '@hono/zod-openapi';
import { NotFound } from '../errors.ts';
import { errorSummary, type FormState } from '../pages/form.ts';
import { dollars, dollarsOf } from '../pages/formats.ts';
import { officer } from '../pages/guards.ts';
import { html, nothing } from '../pages/html.ts';
import { facts, link } from '../pages/parts.ts';
import { requestWords } from '../pages/security-request.ts';
import type { Params, Site } from '../pages/site.ts';
import { chosenFrom } from '../pages/typed.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { findRequest } from '../security/request-store.ts';
import { decideRequest } from '../security/requests.ts';
import { securityOf } from '../security/views.ts';
import { historyOf } from './history.ts';
import { reasonedForm } from './reasoned.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  grant: ['Grant', 'Accorder'],
  refuse: ['Refuse', 'Refuser'],
  required: ['Month secured now', 'Mois garanti actuellement'],
  held: ['Cash held', 'Argent détenu'],
  openDebt: ['Open debt', 'Dette ouverte'],
});

export function securityRequestPages(site: Site): void {
  site.form('/cbsa/security-requests/:id', officer('security:decide'), {
    show,
    schema: z.object({
      decision: chosenFrom(['grant', 'refuse']),
      reason: z.string().min(1).max(2000),
    }),
    act: async ({ ctx }, { decision, reason }, { id }) => {
      await decideRequest(ctx, Number(id), { isGranted: decision === 'grant', reason });
      return `/cbsa/security-requests/${id}`;
    },
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [requestWords[language], words[language]];
  const asked = await findRequest(ctx.store.read, Number(id));
  if (asked === undefined) throw new NotFound({ en: 'Request', fr: 'La demande' }, id!);
  const { programAccount } = asked;
  await noteAccount(visit, programAccount);
  const { highestMonth, openDebt, heldInCash } = await securityOf(ctx, programAccount);
  const decision = reasonedForm(language, state, to(visit, `/cbsa/security-requests/${id}`), {
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
  [own.held, dollarsOf(heldInCash, language)],
  [own.openDebt, dollarsOf(openDebt, language)],
  [w.kind, w[asked.kind]],
  [asked.kind === 'REDUCTION' ? w.month : w.amount, dollars(asked.askedCents, language)],
  [w.rationale, asked.rationale],
  [w.askedOn, asked.askedOn],
  [w.decidedOn, asked.decidedOn],
  [w.reason, asked.reason],
])}
${asked.state === 'UNDER_REVIEW' ? decision : nothing}
${await historyOf(visit, { onBehalfOf: programAccount, subjects: [String(asked.id)], actions: ['security.request'] })}`;
  return { title: `${w.one} ${id}`, body };
}
