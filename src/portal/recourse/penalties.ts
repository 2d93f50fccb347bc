import { z } from '@hono/zod-openapi';
import { requireRight } from '../../accounts/rights.ts';
import { pageOf } from '../../http/paging.ts';
import { button, errorSummary, type FormState, postForm, textArea, textField } from '../../pages/form.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { tabs } from '../../pages/layout.ts';
import { notice, paging } from '../../pages/parts.ts';
import { penaltiesTable, penaltyFacts, penaltyWords, redressFacts } from '../../pages/penalty.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { penaltyBy } from '../../penalties/change-penalty.ts';
import { giveEvidence } from '../../penalties/reasons-and-evidence.ts';
import { applyForExtension, requestRedress } from '../../penalties/request-redress.ts';
import { findRedress, type Penalty, penaltiesOf, type Redress } from '../../penalties/store.ts';
import { takeToCourt } from '../../penalties/take-to-court.ts';
import { timeLimits } from '../../penalties/time-limits.ts';
import type { ReferenceData } from '../../reference/reference.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';

const words = inBoth({
  title: ['Penalties and appeals', 'Sanctions et appels'],
  penalties: ['Penalties', 'Sanctions'],
  cases: ['Adjustments and appeals', 'Rajustements et appels'],
  mass: ['Mass adjustments', 'Rajustements en masse'],
  drawback: ['Drawback claims', 'Demandes de drawback'],
  rulings: ['Rulings', 'Décisions anticipées'],
  request: ['Request a decision', 'Demander une décision'],
  extend: ['Apply for an extension', 'Demander une prorogation'],
  give: ['Give evidence', 'Présenter la preuve'],
  toCourt: ['Record the court action', 'Inscrire l’action en justice'],
  lateAccounting: [
    'A late accounting penalty has no redress: ask the CBSA to waive it under section 3.3 (form E571) where the cause was beyond your control.',
    'Une sanction pour déclaration en détail tardive ne peut faire l’objet d’un recours : demandez à l’ASFC d’y renoncer en vertu de l’article 3.3 (formulaire E571) si la cause était indépendante de votre volonté.',
  ],
});

export function penaltyPages(site: Site): void {
  site.page('/portal/recourse', atAccount('account:read'), showList);
  site.page('/portal/recourse/penalties/:id', atAccount('account:read'), showOne);

  const steps = [
    ['request', requestRedress],
    ['extend', applyForExtension],
    ['evidence', giveEvidence],
    ['court', takeToCourt],
  ] as const;
  for (const [name, act] of steps) {
    site.form(`/portal/recourse/penalties/:id/${name}`, atAccount('penalty:redress'), {
      show: showOne,
      schema: z.object({ text: z.string().min(1).max(10_000) }),
      act: async ({ ctx }, { text }, { id }) => {
        await act(ctx, id!, text);
        return `/portal/recourse/penalties/${id}`;
      },
    });
  }
}

/** The pages about what went wrong. */
export function recourseTabs(visit: AtAccount): Html {
  const w = words[visit.language];
  return tabs(visit, w.title, [
    { path: '/portal/recourse', title: w.penalties },
    { path: '/portal/recourse/cases', title: w.cases },
    { path: '/portal/recourse/mass', title: w.mass },
    { path: '/portal/recourse/drawback', title: w.drawback },
    { path: '/portal/recourse/rulings', title: w.rulings },
  ]);
}

async function showList(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const w = words[language];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => penaltiesOf(ctx.store.read, account.bn15, page),
    (penalty) => penalty.id,
  );
  const list = penaltiesTable(language, '/portal/recourse/penalties', items);
  const body = html`${recourseTabs(visit)}${list}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}

async function showOne(visit: AtAccount, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [penaltyWords[language], words[language]];
  const { read } = ctx.store;
  const penalty = await penaltyBy(read, id!);
  await requireRight(ctx, read, 'account:read', penalty.programAccount);
  const redress = await findRedress(read, penalty.id);
  const { reference } = await tariffOf(ctx.store);
  const body = html`${errorSummary(language, state)}
${penaltyFacts(language, penalty, reference)}
${
  penalty.kind === 'LAP'
    ? notice(language, 'info', own.lateAccounting)
    : html`<h2>${w.redress}</h2>${redressPart(visit, penalty, redress, reference, state)}`
}`;
  return { title: `${w.penalty} ${penalty.id}`, body };
}

function redressPart(
  visit: AtAccount,
  penalty: Penalty,
  redress: Redress | undefined,
  reference: ReferenceData,
  state: FormState,
): Html {
  const { ctx, language } = visit;
  const known = redress === undefined ? nothing : redressFacts(language, redress);
  if (!ctx.actor.scopes.has('penalty:redress')) return known;
  const { redressUntil } = timeLimits(penalty.servedOn, reference.holidays);
  return html`${known}${nextStep(visit, penalty, redress, ctx.clock.today() <= redressUntil, state)}`;
}

/** What the client may do next. */
function nextStep(
  visit: AtAccount,
  { id, status }: Penalty,
  redress: Redress | undefined,
  isInTime: boolean,
  state: FormState,
): Html {
  const { language } = visit;
  const [w, own] = [penaltyWords[language], words[language]];
  const ask = (name: string, label: string, action: string, isShort = false) =>
    postForm(
      to(visit, `/portal/recourse/penalties/${id}/${name}`),
      html`${isShort ? textField(language, state, { name: 'text', label, isRequired: true }) : textArea(language, state, { name: 'text', label, isRequired: true })}<div class="buttons">${button(action)}</div>`,
    );
  if (redress === undefined) {
    if (status !== 'STANDS') return nothing;
    return isInTime ? ask('request', w.grounds, own.request) : ask('extend', w.grounds, own.extend);
  }
  if (redress.step === 'REASONS_GIVEN') return ask('evidence', w.evidence, own.give);
  return redress.step === 'DECIDED' ? ask('court', w.courtFile, own.toCourt, true) : nothing;
}
