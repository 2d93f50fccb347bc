import { z } from '@hono/zod-openapi';
import { requireRight } from '../../accounts/rights.ts';
import { pageOf } from '../../http/paging.ts';
import { button, errorSummary, type FormState, postForm, textArea, textField } from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { tabs } from '../../pages/layout.ts';
import { facts, link, notice, paging, table, tag } from '../../pages/parts.ts';
import { atAccount, type Params, type Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { penaltyBy } from '../../penalties/change-penalty.ts';
import { giveEvidence } from '../../penalties/reasons-and-evidence.ts';
import { applyForExtension, requestRedress } from '../../penalties/request-redress.ts';
import { findRedress, type Penalty, penaltiesOf, type Redress } from '../../penalties/store.ts';
import { takeToCourt } from '../../penalties/take-to-court.ts';
import { timeLimits } from '../../penalties/time-limits.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';

const words = inBoth({
  title: ['Penalties and appeals', 'Sanctions et appels'],
  penalties: ['Penalties', 'Sanctions'],
  cases: ['Adjustments and appeals', 'Rajustements et appels'],
  drawback: ['Drawback claims', 'Demandes de drawback'],
  rulings: ['Rulings', 'Décisions anticipées'],
  penalty: ['Penalty', 'Sanction'],
  none: ['No penalty was assessed against this account.', 'Aucune sanction n’a été imposée à ce compte.'],
  kind: ['Kind', 'Genre'],
  LAP: ['Late accounting', 'Déclaration tardive'],
  NPA: ['Administrative monetary penalty', 'Sanction administrative pécuniaire'],
  LPP: ['Late payment', 'Paiement tardif'],
  contravention: ['Contravention', 'Infraction'],
  subject: ['About', 'Concerne'],
  servedOn: ['Served on', 'Signifiée le'],
  level: ['Level', 'Niveau'],
  assessed: ['Assessed', 'Imposée'],
  owed: ['Owed', 'Due'],
  status: ['Status', 'État'],
  STANDS: ['Stands', 'Maintenue'],
  CANCELLED: ['Cancelled', 'Annulée'],
  WAIVED: ['Waived', 'Renoncée'],
  reason: ['Reason', 'Motif'],
  payUntil: ['Without interest if paid by', 'Sans intérêts si payée au plus tard le'],
  redressUntil: ['Request a decision of the Minister until', 'Demander une décision du ministre jusqu’au'],
  extensionUntil: ['Apply for an extension until', 'Demander une prorogation jusqu’au'],
  redress: ['Redress', 'Recours'],
  step: ['Step', 'Étape'],
  EXTENSION_ASKED: ['Extension applied for', 'Prorogation demandée'],
  EXTENSION_REFUSED: ['Extension refused', 'Prorogation refusée'],
  REQUESTED: ['Decision requested', 'Décision demandée'],
  REASONS_GIVEN: ['Reasons given: evidence is taken', 'Motifs donnés : la preuve est reçue'],
  DECIDED: ['Decided', 'Décidé'],
  IN_COURT: ['Before the Federal Court', 'Devant la Cour fédérale'],
  grounds: ['Grounds', 'Moyens'],
  reasons: ['Reasons of the CBSA', 'Motifs de l’ASFC'],
  evidence: ['Evidence', 'Preuve'],
  evidenceUntil: ['Evidence until', 'Preuve jusqu’au'],
  decision: ['Decision', 'Décision'],
  REMITTED: ['Remitted in part', 'Remise partielle'],
  UPHELD: ['Upheld', 'Confirmée'],
  INCREASED: ['Increased', 'Augmentée'],
  courtUntil: ['To the Federal Court until', 'À la Cour fédérale jusqu’au'],
  courtFile: ['Court file number', 'Numéro du dossier de la cour'],
  request: ['Request a decision', 'Demander une décision'],
  extend: ['Apply for an extension', 'Demander une prorogation'],
  give: ['Give evidence', 'Présenter la preuve'],
  toCourt: ['Record the court action', 'Inscrire l’action en justice'],
  lateAccounting: [
    'A late accounting penalty has no redress: ask the CBSA to waive it under section 3.3 (form E571) where the cause was beyond your control.',
    'Une sanction pour déclaration tardive n’a pas de recours : demandez à l’ASFC d’y renoncer selon l’article 3.3 (formulaire E571) si la cause était indépendante de votre volonté.',
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
  const body = html`${recourseTabs(visit)}${table<Penalty>(
    w.penalties,
    [
      { title: w.penalty, cell: ({ id }) => link(to(visit, `/portal/recourse/penalties/${id}`), id) },
      { title: w.kind, cell: ({ kind }) => w[kind] },
      { title: w.contravention, cell: ({ contravention }) => contravention },
      { title: w.subject, cell: ({ subject }) => subject },
      { title: w.servedOn, cell: ({ servedOn }) => servedOn },
      { title: w.status, cell: ({ status }) => statusTag(visit, status) },
      { title: w.owed, cell: ({ owedCents }) => dollars(owedCents, language), isNumber: true },
    ],
    items,
    w.none,
  )}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}

function statusTag({ language }: AtAccount, status: Penalty['status']): Html {
  return tag(words[language][status], status === 'STANDS' ? 'warning' : 'success');
}

async function showOne(visit: AtAccount, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const penalty = await penaltyBy(read, id!);
  await requireRight(ctx, read, 'account:read', penalty.programAccount);
  const redress = await findRedress(read, penalty.id);
  const { reference } = await tariffOf(ctx.store);
  const limits = timeLimits(penalty.servedOn, reference.holidays);
  const isLate = penalty.kind === 'LAP';
  const body = html`${errorSummary(language, state)}
${facts([
  [w.status, statusTag(visit, penalty.status)],
  [w.kind, w[penalty.kind]],
  [w.contravention, `${penalty.contravention}, ${nameOf(penalty.contravention)}`],
  [w.subject, penalty.subject],
  [w.level, penalty.level],
  [w.servedOn, penalty.servedOn],
  [w.assessed, dollars(penalty.assessedCents, language)],
  [w.owed, dollars(penalty.owedCents, language)],
  [w.reason, penalty.reason],
  [w.payUntil, limits.payWithoutInterestUntil],
  [w.redressUntil, isLate ? undefined : limits.redressUntil],
  [w.extensionUntil, isLate ? undefined : limits.extensionUntil],
])}
${isLate ? notice(language, 'info', w.lateAccounting) : html`<h2>${w.redress}</h2>${redressPart(visit, penalty, redress, limits.redressUntil, state)}`}`;
  return { title: `${w.penalty} ${penalty.id}`, body };

  function nameOf(code: string): string {
    const record = reference.history('contraventions', code)[0];
    return record?.data[`name_${language}`] ?? record?.data.name_en ?? '';
  }
}

function redressPart(
  visit: AtAccount,
  penalty: Penalty,
  redress: Redress | undefined,
  redressUntil: string,
  state: FormState,
): Html {
  const { ctx, language } = visit;
  const w = words[language];
  const known =
    redress === undefined
      ? nothing
      : facts([
          [w.step, w[redress.step]],
          [w.grounds, redress.grounds],
          [w.reasons, redress.reasons],
          [w.evidenceUntil, redress.evidenceUntil],
          [w.evidence, redress.evidence],
          [w.decision, redress.decision === null ? undefined : w[redress.decision]],
          [w.courtUntil, redress.courtUntil],
          [w.courtFile, redress.courtFile],
        ]);
  if (!ctx.actor.scopes.has('penalty:redress')) return known;
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
  const w = words[language];
  const ask = (name: string, label: string, action: string, isShort = false) =>
    postForm(
      to(visit, `/portal/recourse/penalties/${id}/${name}`),
      html`${isShort ? textField(language, state, { name: 'text', label, isRequired: true }) : textArea(language, state, { name: 'text', label, isRequired: true })}<div class="buttons">${button(action)}</div>`,
    );
  if (redress === undefined) {
    if (status !== 'STANDS') return nothing;
    return isInTime ? ask('request', w.grounds, w.request) : ask('extend', w.grounds, w.extend);
  }
  if (redress.step === 'REASONS_GIVEN') return ask('evidence', w.evidence, w.give);
  return redress.step === 'DECIDED' ? ask('court', w.courtFile, w.toCourt, true) : nothing;
}
