import { z } from '@hono/zod-openapi';
import { InvalidInput } from '../errors.ts';
import { errorSummary, type FormState, selectField, textField } from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { link } from '../pages/parts.ts';
import { penaltyFacts, penaltyWords, redressFacts } from '../pages/penalty.ts';
import type { Params, Site } from '../pages/site.ts';
import { chosenFrom, typedAmount } from '../pages/typed.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { penaltyBy } from '../penalties/change-penalty.ts';
import { takeCorrectiveMeasure } from '../penalties/corrective-measure.ts';
import { decideExtension } from '../penalties/decide-extension.ts';
import { type DecisionInput, decideRedress } from '../penalties/decide-redress.ts';
import { recordJudgment } from '../penalties/judgment.ts';
import { giveReasons } from '../penalties/reasons-and-evidence.ts';
import { findRedress, type Penalty, type Redress } from '../penalties/store.ts';
import { waiveLateAccounting } from '../penalties/waive.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { historyOf } from './history.ts';
import { type Reasoned, reasonedForm } from './reasoned.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  noRedress: ['The client has asked for no redress.', 'Le client n’a demandé aucun recours.'],
  grant: ['Grant the extension', 'Accorder la prorogation'],
  refuse: ['Refuse the extension', 'Refuser la prorogation'],
  give: ['Give the reasons to the client', 'Donner les motifs au client'],
  decide: ['Decide', 'Décider'],
  record: ['Record the judgment', 'Consigner le jugement'],
  decision: ['Decision', 'Décision'],
  CANCELLED: ['There was no contravention: cancel', 'Il n’y a pas eu d’infraction : annuler'],
  REMITTED: ['Remit part of it', 'En remettre une partie'],
  UPHELD: ['Uphold', 'Confirmer'],
  INCREASED: ['Demand more', 'Réclamer davantage'],
  amount: ['Amount remitted or demanded in addition', 'Montant remis ou réclamé en plus'],
  reason: ['Reason', 'Motif'],
  to: ['Reduce to (0 cancels)', 'Réduire à (0 annule)'],
  take: ['Take a corrective measure', 'Prendre une mesure corrective'],
  waive: ['Waive the penalty', 'Renoncer à la sanction'],
});

const guard = officer('penalty:issue');
const reason = z.string().min(1).max(2000);
const outcomes = ['CANCELLED', 'REMITTED', 'UPHELD', 'INCREASED'] as const;
const judgments = ['CANCELLED', 'REMITTED', 'UPHELD'] as const;

export function penaltyPages(site: Site): void {
  site.page('/cbsa/penalties/:id', guard, show);

  const step = <S extends z.ZodType>(
    name: string,
    schema: S,
    act: (ctx: SignedIn['ctx'], id: string, input: z.infer<S>) => Promise<unknown>,
  ) =>
    site.form(`/cbsa/penalties/:id/${name}`, guard, {
      show,
      schema,
      act: async ({ ctx }, input, { id }) => {
        await act(ctx, id!, input);
        return `/cbsa/penalties/${id}`;
      },
    });
  step('extension', z.object({ decision: z.enum(['grant', 'refuse']), reason }), (ctx, id, input) =>
    decideExtension(ctx, id, { isGranted: input.decision === 'grant', reason: input.reason }),
  );
  step('reasons', z.object({ reason }), (ctx, id, input) => giveReasons(ctx, id, input.reason));
  const decided = { amount: z.string().default(''), reason };
  step('decision', z.object({ outcome: chosenFrom(outcomes), ...decided }), (ctx, id, input) =>
    decideRedress(ctx, id, decisionFrom(input)),
  );
  step('judgment', z.object({ outcome: chosenFrom(judgments), ...decided }), (ctx, id, input) =>
    recordJudgment(ctx, id, decisionFrom(input)),
  );
  step('waiver', z.object({ why: reason }), (ctx, id, { why }) => waiveLateAccounting(ctx, id, why));
  step('measure', z.object({ to: typedAmount, why: reason }), (ctx, id, input) =>
    takeCorrectiveMeasure(ctx, id, { to: input.to, reason: input.why }),
  );
}

/** Only what is remitted or demanded in addition has an amount. */
function decisionFrom(input: {
  outcome: (typeof outcomes)[number];
  amount: string;
  reason: string;
}): DecisionInput {
  const { outcome: decision, reason: why } = input;
  if (decision === 'CANCELLED' || decision === 'UPHELD') return { decision, reason: why };
  const amount = typedAmount.safeParse(input.amount);
  if (amount.success) return { decision, reason: why, amount: amount.data };
  throw new InvalidInput({
    en: 'Enter what is remitted or demanded in addition, such as 1234.50',
    fr: 'Entrez ce qui est remis ou réclamé en plus, par exemple 1234,50',
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [penaltyWords[language], words[language]];
  const { read } = ctx.store;
  const penalty = await penaltyBy(read, id!);
  const { programAccount } = penalty;
  await noteAccount(visit, programAccount);
  const redress = await findRedress(read, penalty.id);
  const { reference } = await tariffOf(ctx.store);
  const body = html`${errorSummary(language, state)}
<p>${link(to(visit, `/cbsa/accounts/${programAccount}`), programAccount)}</p>
${penaltyFacts(language, penalty, reference)}
<h2>${w.redress}</h2>
${redress === undefined ? html`<p>${own.noRedress}</p>` : redressFacts(language, redress)}
${redress === undefined ? nothing : nextStep(visit, penalty, redress, state)}
${penalty.status === 'STANDS' ? relief(visit, penalty, state) : nothing}
${await historyOf(visit, { onBehalfOf: programAccount, subjects: [penalty.id] })}`;
  return { title: `${w.penalty} ${penalty.id}`, body };
}

/** What the officer owes the client next. */
function nextStep(visit: SignedIn, { id }: Penalty, { step }: Redress, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const ask = (name: string, label: string, decisions: Reasoned['decisions'], more: Html = nothing) =>
    reasonedForm(language, state, to(visit, `/cbsa/penalties/${id}/${name}`), {
      ...{ field: 'reason', label, decisions, more },
    });
  switch (step) {
    case 'EXTENSION_ASKED':
      return ask('extension', w.reason, [
        ['grant', w.grant],
        ['refuse', w.refuse],
      ]);
    case 'REQUESTED':
      return ask('reasons', penaltyWords[language].reasons, [['give', w.give]]);
    case 'REASONS_GIVEN':
      return ask('decision', w.reason, [['decide', w.decide]], decisionFields(visit, state, outcomes));
    case 'IN_COURT':
      return ask('judgment', w.reason, [['record', w.record]], decisionFields(visit, state, judgments));
    default:
      return nothing;
  }
}

function decisionFields(
  { language }: SignedIn,
  state: FormState,
  among: readonly (typeof outcomes)[number][],
): Html {
  const w = words[language];
  const options = among.map((each) => [each, w[each]] as const);
  return html`${selectField(language, state, { name: 'outcome', label: w.decision, options, isRequired: true })}
${textField(language, state, { name: 'amount', label: w.amount, size: 14, inputmode: 'decimal' })}`;
}

/** Late accounting is waived; what an officer issued is corrected. */
function relief(visit: SignedIn, { id, kind }: Penalty, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const here = to(visit, `/cbsa/penalties/${id}`);
  const amount = textField(language, state, { name: 'to', label: w.to, size: 14, inputmode: 'decimal' });
  const form = (name: string, text: string, more: Html = nothing) =>
    html`<details class="more"><summary>${text}</summary>${reasonedForm(language, state, `${here}/${name}`, { field: 'why', label: w.reason, decisions: [[name, text]], more })}</details>`;
  return kind === 'LAP' ? form('waiver', w.waive) : form('measure', w.take, amount);
}
