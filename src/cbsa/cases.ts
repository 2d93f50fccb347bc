import { z } from '@hono/zod-openapi';
import { compareVersions } from '../cad/compare-versions.ts';
import { findCad, versionsOf } from '../cad/store.ts';
import { button, errorSummary, type FormState, postButton, postForm, textArea } from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { buttonLink, link, notice } from '../pages/parts.ts';
import { caseFacts, caseWords } from '../pages/recourse-case.ts';
import type { Params, Site } from '../pages/site.ts';
import { tellingFindings } from '../pages/told-findings.ts';
import { changesTables } from '../pages/version-changes.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { approveAdjustment, readCase, rejectAdjustment } from '../recourse/adjust.ts';
import { decideDispute, grantExtension, refuseExtension } from '../recourse/decide-dispute.ts';
import { previewCase } from '../recourse/preview-case.ts';
import type { RecourseCase } from '../recourse/store.ts';
import { historyOf } from './history.ts';
import { lineFieldsOf, withTypedLines } from './line-changes.ts';
import { reasonedForm } from './reasoned.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  decide: ['Decide', 'Décider'],
  approve: ['Approve the adjustment', 'Approuver le rajustement'],
  refuse: ['Refuse', 'Refuser'],
  grant: ['Grant more time', 'Accorder la prorogation'],
  refuseTime: ['Refuse more time', 'Refuser la prorogation'],
  stands: ['The decision stands', 'La décision est maintenue'],
  change: ['Re-determine', 'Réviser'],
  reasons: ['Reasons of the decision', 'Motifs de la décision'],
  asked: ['What is asked for beside what was declared', 'Ce qui est demandé, en regard de la déclaration'],
  disputed: ['What the disputed decision changed', 'Ce que la décision contestée a changé'],
  result: ['What was decided', 'Ce qui a été décidé'],
  blocked: ['It cannot be approved as it is', 'Ne peut être approuvé tel quel'],
  changeLead: [
    'Enter the lines as the decision determines them. What more is owed is payable at once; a refund bears interest.',
    'Entrez les lignes telles que la décision les établit. Tout supplément est exigible aussitôt; un remboursement porte intérêt.',
  ],
  back: ['Back to the case', 'Retour au dossier'],
  late: [
    'It came after the day to correct by; a penalty may be issued.',
    'Reçu après la date limite de correction; une sanction peut être imposée.',
  ],
});

const guard = officer('recourse:decide');
const reasons = z.object({ rationale: z.string().min(1).max(2000) });

export function casePages(site: Site): void {
  site.page('/cbsa/cases/:id', guard, show);

  const plain = { approve: approveAdjustment, grant: grantExtension } as const;
  for (const [name, act] of Object.entries(plain)) {
    site.form(`/cbsa/cases/:id/${name}`, guard, {
      show,
      schema: z.object({}),
      act: async ({ ctx }, _, { id }) => {
        await tellingFindings(() => act(ctx, id!));
        return `/cbsa/cases/${id}`;
      },
    });
  }

  const reasoned = {
    refuse: rejectAdjustment,
    'refuse-time': refuseExtension,
    stands: (ctx: SignedIn['ctx'], id: string, rationale: string) => decideDispute(ctx, id, { rationale }),
  } as const;
  for (const [name, act] of Object.entries(reasoned)) {
    site.form(`/cbsa/cases/:id/${name}`, guard, {
      show,
      schema: reasons,
      act: async ({ ctx }, { rationale }, { id }) => {
        await act(ctx, id!, rationale);
        return `/cbsa/cases/${id}`;
      },
    });
  }

  site.form('/cbsa/cases/:id/change', guard, {
    show: showChange,
    schema: reasons.loose(),
    act: async ({ ctx }, { rationale, ...values }, { id }) => {
      const { transactionNumber } = await readCase(ctx, id!);
      const cad = (await findCad(ctx.store.read, transactionNumber))!;
      const declared = withTypedLines(cad.declared, values as Record<string, string>);
      await tellingFindings(() => decideDispute(ctx, id!, { rationale, declared }));
      return `/cbsa/cases/${id}`;
    },
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const found = await readCase(ctx, id!);
  const { importerBn15 } = found;
  await noteAccount(visit, importerBn15);
  const isLate = found.correctBy !== null && found.openedOn > found.correctBy;
  const body = html`${errorSummary(language, state)}
${isLate ? notice(language, 'warning', words[language].late) : nothing}
<p>${link(to(visit, `/cbsa/accounts/${importerBn15}`), importerBn15)}</p>
${caseFacts(language, '/cbsa/declarations', found)}
${await changesPart(visit, found)}
${decisionPart(visit, found, state)}
${await historyOf(visit, { onBehalfOf: importerBn15, subjects: [found.id] })}`;
  return { title: `${caseWords[language].case} ${id}`, body };
}

/** What was declared beside what is asked for, or what the decision that is disputed changed. */
async function changesPart(visit: SignedIn, found: RecourseCase): Promise<Html> {
  const { ctx, language } = visit;
  const w = words[language];
  const { previous, proposed, findings } = await previewCase(ctx, found);
  if (proposed !== undefined) {
    const heading = found.resultVersion === null ? w.asked : w.result;
    return html`<p><strong>${heading}</strong></p>${changesTables(language, compareVersions(previous, proposed))}`;
  }
  if (findings.length > 0) {
    const told = findings.map((each) => (language === 'en' ? each.messageEn : each.messageFr));
    return notice(
      language,
      'danger',
      w.blocked,
      html`<ul>${told.map((text) => html`<li>${text}</li>`)}</ul>`,
    );
  }
  const versions = await versionsOf(ctx.store.read, found.transactionNumber);
  const earlier = versions.find(({ version }) => version === previous.version - 1);
  if (earlier === undefined) return nothing;
  return html`<p><strong>${w.disputed}</strong></p>${changesTables(language, compareVersions(earlier, previous))}`;
}

/** The decision that is open: none where the case is decided. */
function decisionPart(visit: SignedIn, { id, kind, state: at }: RecourseCase, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const here = to(visit, `/cbsa/cases/${id}`);
  const withReasons = (name: string, text: string) =>
    reasonedForm(language, state, `${here}/${name}`, {
      ...{ field: 'rationale', label: w.reasons, decisions: [[name, text]] },
    });
  if (at === 'EXTENSION_REQUESTED') {
    return html`<h2>${w.decide}</h2><div class="buttons">${postButton(`${here}/grant`, w.grant, {}, false)}</div>${withReasons('refuse-time', w.refuseTime)}`;
  }
  if (at !== 'UNDER_REVIEW') return nothing;
  return kind === 'ADJUSTMENT'
    ? html`<h2>${w.decide}</h2><div class="buttons">${postButton(`${here}/approve`, w.approve, {}, false)}</div>${withReasons('refuse', w.refuse)}`
    : html`<h2>${w.decide}</h2><div class="buttons">${buttonLink(`${here}/change`, w.change)}</div>${withReasons('stands', w.stands)}`;
}

async function showChange(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const { transactionNumber, importerBn15 } = await readCase(ctx, id!);
  const cad = (await findCad(ctx.store.read, transactionNumber))!;
  await noteAccount(visit, importerBn15);
  const form = html`${await lineFieldsOf(visit, state, cad.declared)}
${textArea(language, state, { name: 'rationale', label: w.reasons, isRequired: true })}<div class="buttons">${button(w.change)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.changeLead} ${link(to(visit, `/cbsa/cases/${id}`), w.back)}</p>
${postForm(to(visit, `/cbsa/cases/${id}/change`), form)}`;
  return { title: `${w.change} – ${id}`, body };
}
