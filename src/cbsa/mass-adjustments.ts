import { z } from '@hono/zod-openapi';
import { pageOf } from '../http/paging.ts';
import { errorSummary, type FormState, postButton } from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { massFacts, massWords } from '../pages/mass-adjustment.ts';
import { link, paging, table } from '../pages/parts.ts';
import { caseStateTag, caseWords } from '../pages/recourse-case.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import {
  approveMassAdjustment,
  readMassAdjustment,
  refuseMassAdjustment,
  undoMassAdjustment,
} from '../recourse/decide-mass.ts';
import { casesOfMass, type MassAdjustment } from '../recourse/mass-store.ts';
import type { RecourseCase } from '../recourse/store.ts';
import { historyOf } from './history.ts';
import { reasonedForm } from './reasoned.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  decide: ['Decide', 'Décider'],
  lead: [
    'Each declaration has a case of its own; they are decided together, slice by slice. A case may be decided by itself before.',
    'Chaque déclaration a son dossier; ils sont tranchés ensemble, par tranches. Un dossier peut être tranché à part auparavant.',
  ],
  approve: ['Approve all', 'Tout approuver'],
  refuse: ['Refuse all', 'Tout refuser'],
  goOn: ['Go on', 'Poursuivre'],
  undo: ['Undo by reversal', 'Annuler par contrepassation'],
  cases: ['Its cases', 'Ses dossiers'],
  why: ['Reasons of the decision', 'Motifs de la décision'],
});

const guard = officer('recourse:decide');

export function massAdjustmentPages(site: Site): void {
  site.page('/cbsa/mass-adjustments/:id', guard, show);

  const steps = { approve: approveMassAdjustment, undo: undoMassAdjustment } as const;
  for (const [name, act] of Object.entries(steps)) {
    site.form(`/cbsa/mass-adjustments/:id/${name}`, guard, {
      show,
      schema: z.object({}),
      act: async ({ ctx }, _, { id }) => {
        await act(ctx, id!);
        return `/cbsa/mass-adjustments/${id}`;
      },
    });
  }

  site.form('/cbsa/mass-adjustments/:id/refuse', guard, {
    show,
    schema: z.object({ rationale: z.string().min(1).max(2000) }),
    act: async ({ ctx }, { rationale }, { id }) => {
      await refuseMassAdjustment(ctx, id!, rationale);
      return `/cbsa/mass-adjustments/${id}`;
    },
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language, path, query } = visit;
  const w = words[language];
  const found = await readMassAdjustment(ctx, id!);
  await noteAccount(visit, found.importerBn15);
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => casesOfMass(ctx.store.read, found.id, page),
    (each) => each.id,
  );
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
${massFacts(language, found, '/cbsa/accounts')}
${nextStep(visit, found, state)}
${casesTable(visit, items)}${paging(language, path, query, next)}
${await historyOf(visit, { onBehalfOf: found.importerBn15, subjects: [found.id] })}`;
  return { title: `${massWords[language].one} ${id}`, body };
}

/** What was killed on its way goes on where it was. */
function nextStep(visit: SignedIn, { id, state: stands }: MassAdjustment, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const here = to(visit, `/cbsa/mass-adjustments/${id}`);
  const refusal = reasonedForm(language, state, `${here}/refuse`, {
    ...{
      field: 'rationale',
      label: w.why,
      decisions: [['refuse', stands === 'REFUSING' ? w.goOn : w.refuse]],
    },
  });
  switch (stands) {
    case 'UNDER_REVIEW':
      return html`<h2>${w.decide}</h2>${postButton(`${here}/approve`, w.approve, {}, false)}${refusal}`;
    case 'APPROVING':
      return postButton(`${here}/approve`, w.goOn, {}, false);
    case 'REFUSING':
      return refusal;
    case 'APPROVED':
    case 'UNDOING':
      return postButton(`${here}/undo`, stands === 'APPROVED' ? w.undo : w.goOn);
    default:
      return nothing;
  }
}

function casesTable(visit: SignedIn, cases: readonly RecourseCase[]): Html {
  const { language } = visit;
  const w = caseWords[language];
  return table<RecourseCase>(
    words[language].cases,
    [
      { title: w.case, cell: ({ id }) => link(to(visit, `/cbsa/cases/${id}`), id) },
      {
        title: w.transaction,
        cell: ({ transactionNumber }) =>
          link(to(visit, `/cbsa/declarations/${transactionNumber}`), transactionNumber),
      },
      { title: w.state, cell: (found) => caseStateTag(language, found) },
      { title: w.result, cell: ({ resultVersion }) => resultVersion ?? '' },
    ],
    cases,
    '',
  );
}
