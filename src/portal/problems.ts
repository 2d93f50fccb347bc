import { instant } from '../pages/formats.ts';
import { signedIn } from '../pages/guards.ts';
import { type Html, html } from '../pages/html.ts';
import { day, table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { systemWords } from '../pages/system-words.ts';
import { asTyped } from '../pages/typed.ts';
import type { SignedIn } from '../pages/visit.ts';
import { colon, inBoth } from '../pages/words.ts';
import { conditionAt, type Partner, type PartnerName, partnerNames, partnerOf } from '../partners/partner.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import { allChanges, type SystemChange } from '../support/change-store.ts';
import { knownErrors } from '../support/problem-store.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { messageTabs, messageWords } from './messages.ts';

const words = inBoth({
  now: ['Systems and interfaces now', 'Systèmes et interfaces maintenant'],
  system: ['System', 'Système'],
  state: ['State', 'État'],
  works: ['Works', 'Fonctionne'],
  isDown: ['Does not answer', 'Ne répond pas'],
  isFaulty: ['Fails at times', 'Échoue parfois'],
  isSlow: ['Slow', 'Lent'],
  planned: ['Scheduled outages', 'Pannes prévues'],
  noPlans: ['No outage is scheduled.', 'Aucune panne n’est prévue.'],
  systemChanges: ['Changes to the system', 'Changements au système'],
  noSystemChanges: ['No change to the system was announced.', 'Aucun changement au système n’a été annoncé.'],
  plannedFor: ['Planned for', 'Prévu pour'],
  announcedAt: ['Announced', 'Annoncé'],
  deployedAt: ['Deployed', 'Déployé'],
  backedOutAt: ['Backed out', 'Retiré'],
  changes: ['Scheduled changes', 'Changements prévus'],
  noChanges: ['No change is scheduled.', 'Aucun changement n’est prévu.'],
  change: ['Change', 'Changement'],
  value: ['Value', 'Valeur'],
  source: ['Source', 'Source'],
  from: ['From', 'Du'],
  until: ['Until', 'Au'],
  known: ['Known problems', 'Problèmes connus'],
  problem: ['Problem', 'Problème'],
  workAround: ['Work-around', 'Solution de rechange'],
  noProblems: ['No problem is known.', 'Aucun problème n’est connu.'],
  'exchange-rates-without': [
    'File declarations in Canadian dollars; file the others once it is back, or let them wait.',
    'Soumettez les déclarations en dollars canadiens; soumettez les autres à son retour ou laissez-les attendre.',
  ],
  'business-numbers-without': [
    'Register your business once it is back; a broker files meanwhile.',
    'Inscrivez votre entreprise à son retour; d’ici là, un courtier soumet les déclarations.',
  ],
  'classification-without': [
    'Search the tariff by words and declare the number yourself.',
    'Cherchez dans le tarif par mots et déclarez le numéro vous-même.',
  ],
  'banks-without': [
    'Pay once they are back, or by a channel of your bank.',
    'Payez à leur retour ou par un mode de paiement de votre institution financière.',
  ],
  'sureties-without': [
    'Deposit cash, or wait: agreements are confirmed later.',
    'Déposez de l’argent ou attendez : les conventions seront confirmées plus tard.',
  ],
  'portal-without': ['Declare by EDI or API, or wait.', 'Déclarez par EDI ou API, ou attendez.'],
  'edi-gateway-without': [
    'Declare in the portal or by API; send waiting interchanges once it is back.',
    'Déclarez dans le portail ou par API; envoyez les échanges en attente à son retour.',
  ],
  'api-without': ['Declare in the portal or by EDI.', 'Déclarez dans le portail ou par EDI.'],
  'release-without': [
    'Account for the goods once their release shows; the time runs from the release itself.',
    'Déclarez les marchandises en détail lorsque leur mainlevée paraît; le délai court à partir de la mainlevée.',
  ],
});

export function problemPages(site: Site): void {
  site.page('/portal/messages/problems', signedIn, show);
}

async function show(visit: SignedIn) {
  const { ctx, language } = visit;
  const w = words[language];
  const now = ctx.clock.now();
  const partners = await Promise.all(
    partnerNames.map(async (name) => ({ name, partner: await partnerOf(ctx.store, name) })),
  );
  const planned = partners.flatMap(({ name, partner }) =>
    partner.schedule.filter(({ until }) => until > now).map((spell) => ({ name, ...spell })),
  );
  const body = html`${messageTabs(visit)}
<h2>${w.known}</h2>
${table<Problem>(
  w.known,
  [
    { title: w.problem, cell: ({ problem }) => problem },
    { title: w.workAround, cell: ({ workAround }) => workAround },
  ],
  [
    ...(await publishedProblems(visit)),
    ...partners.flatMap(({ name, partner }) => problemsOf(visit, name, partner)),
  ],
  w.noProblems,
)}
<h2>${w.now}</h2>
${table(
  w.now,
  [
    { title: w.system, cell: ({ name }) => systemWords[language][name] },
    { title: w.state, cell: ({ partner }) => stateTag(visit, conditionAt(partner, now)) },
  ],
  partners,
  '',
)}
<h2>${w.planned}</h2>
${table<{ name: PartnerName; from: string; until: string }>(
  w.planned,
  [
    { title: w.system, cell: ({ name }) => systemWords[language][name] },
    { title: w.from, cell: ({ from }) => instant(from, language) },
    { title: w.until, cell: ({ until }) => instant(until, language) },
  ],
  planned,
  w.noPlans,
)}
<h2>${w.systemChanges}</h2>
${await systemChanges(visit)}
<h2>${w.changes}</h2>
${await changesTable(visit)}`;
  return { title: messageWords[language].problems, body };
}

interface Problem {
  problem: string;
  workAround: string;
}

/** What the support desk found and has not mended yet. */
async function publishedProblems({ ctx, language }: SignedIn): Promise<Problem[]> {
  return (await knownErrors(ctx.store.read)).map(({ reference, ...known }) => ({
    problem: `${language === 'fr' ? known.titleFr : known.titleEn} (${reference})`,
    workAround: language === 'fr' ? known.workaroundFr : known.workaroundEn,
  }));
}

/** What is wrong with a system now. */
function problemsOf({ ctx, language }: SignedIn, name: PartnerName, partner: Partner): Problem[] {
  const w = words[language];
  const { isDown, errorShare } = conditionAt(partner, ctx.clock.now());
  const problems: Problem[] = [];
  if (isDown || errorShare > 0) {
    const problem = `${systemWords[language][name]}${colon[language]}${isDown ? w.isDown : w.isFaulty}`;
    problems.push({ problem, workAround: w[`${name}-without` as const] });
  }
  return problems;
}

/** What partners were told of; what nobody announced stands nowhere. */
async function systemChanges({ ctx, language }: SignedIn): Promise<Html> {
  const w = words[language];
  const told = (await allChanges(ctx.store.read)).filter(
    ({ touches, announcedAt }) => touches.includes('partner') && announcedAt !== null,
  );
  const when = (at: string | null) => (at === null ? '' : instant(at, language));
  return table<SystemChange>(
    w.systemChanges,
    [
      { title: w.change, cell: ({ titleEn, titleFr }) => (language === 'fr' ? titleFr : titleEn) },
      { title: w.announcedAt, cell: ({ announcedAt }) => when(announcedAt) },
      { title: w.plannedFor, cell: ({ plannedFor }) => when(plannedFor) },
      { title: w.deployedAt, cell: ({ deployedAt }) => when(deployedAt) },
      { title: w.backedOutAt, cell: ({ backedOutAt }) => when(backedOutAt) },
    ],
    told,
    w.noSystemChanges,
  );
}

/** Rates, limits and relief that will be others than today. */
async function changesTable({ ctx, language }: SignedIn): Promise<Html> {
  const w = words[language];
  const { reference } = await tariffOf(ctx.store);
  const today = ctx.clock.today();
  const ahead = reference
    .all('parameters')
    .filter(({ effectiveFrom }) => effectiveFrom > today)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return table<ReferenceRecord>(
    w.changes,
    [
      { title: w.from, cell: ({ effectiveFrom }) => day(effectiveFrom) },
      { title: w.change, cell: ({ data }) => data[`meaning_${language}`] ?? '' },
      { title: w.value, cell: ({ data }) => asTyped(data.value ?? '', language), isNumber: true },
      { title: w.source, cell: ({ source }) => source },
    ],
    ahead,
    w.noChanges,
  );
}

function stateTag(
  { language }: SignedIn,
  condition: { isDown: boolean; errorShare: number; latencyMilliseconds: number },
) {
  const w = words[language];
  if (condition.isDown) return tag(w.isDown, 'danger');
  if (condition.errorShare > 0) return tag(w.isFaulty, 'warning');
  return condition.latencyMilliseconds > 0 ? tag(w.isSlow, 'warning') : tag(w.works, 'success');
}
