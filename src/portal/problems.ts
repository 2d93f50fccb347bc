import { atAccount } from '../pages/guards.ts';
import { each, html } from '../pages/html.ts';
import { facts, table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import type { AtAccount } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { conditionAt, type PartnerName, partnerNames, partnerOf } from '../partners/partner.ts';
import { knownErrors } from '../support/problem-store.ts';
import { messageTabs, messageWords } from './messages.ts';

const words = inBoth({
  now: ['Outside systems now', 'Systèmes externes maintenant'],
  system: ['System', 'Système'],
  state: ['State', 'État'],
  effect: ['What CARM does without it', 'Ce que la GCRA fait sans lui'],
  works: ['Works', 'Fonctionne'],
  isDown: ['Does not answer', 'Ne répond pas'],
  isFaulty: ['Fails at times', 'Échoue parfois'],
  isSlow: ['Slow', 'Lent'],
  planned: ['Scheduled outages and changes', 'Pannes et changements prévus'],
  noPlans: ['Nothing is scheduled.', 'Rien n’est prévu.'],
  from: ['From', 'Du'],
  until: ['Until', 'Au'],
  known: ['Known problems', 'Problèmes connus'],
  problem: ['Problem', 'Problème'],
  workAround: ['Work-around', 'Solution de rechange'],
  noProblems: ['No problem is known.', 'Aucun problème n’est connu.'],
  'exchange-rates': ['Exchange rates', 'Taux de change'],
  'business-numbers': ['Register of business numbers', 'Registre des numéros d’entreprise'],
  classification: ['Classification suggestions', 'Suggestions de classement'],
  banks: ['Banks', 'Banques'],
  sureties: ['Security providers', 'Cautions'],
  release: ['Release system', 'Système de mainlevée'],
  'exchange-rates-without': [
    'Declarations that need a rate are refused, wait, or are assessed with the last one',
    'Les déclarations qui exigent un taux sont refusées, attendent ou sont calculées avec le dernier',
  ],
  'business-numbers-without': ['No business is registered', 'Aucune entreprise n’est inscrite'],
  'classification-without': ['Declare the number yourself', 'Déclarez le numéro vous-même'],
  'banks-without': ['Payments are refused; pay later', 'Les paiements sont refusés; payez plus tard'],
  'sureties-without': ['Agreements wait for confirmation', 'Les ententes attendent leur confirmation'],
  'release-without': ['Releases show once it is back', 'Les mainlevées paraissent à son retour'],
});

export function problemPages(site: Site): void {
  site.page('/portal/messages/problems', atAccount('cad:read'), show);
}

async function show(visit: AtAccount) {
  const { ctx, language } = visit;
  const w = words[language];
  const now = ctx.clock.now();
  const partners = await Promise.all(
    partnerNames.map(async (name) => ({ name, partner: await partnerOf(ctx.store, name) })),
  );
  const planned = partners.flatMap(({ name, partner }) =>
    partner.schedule.filter(({ until }) => until > now).map((spell) => ({ name, ...spell })),
  );
  const known = await knownErrors(ctx.store.read);
  const inFrench = language === 'fr';
  const body = html`${messageTabs(visit)}
<h2>${w.now}</h2>
${table(
  w.now,
  [
    { title: w.system, cell: ({ name }) => w[name] },
    { title: w.state, cell: ({ partner }) => stateTag(visit, conditionAt(partner, now)) },
    { title: w.effect, cell: ({ name }) => w[`${name}-without` as const] },
  ],
  partners,
  '',
)}
<h2>${w.planned}</h2>
${table<{ name: PartnerName; from: string; until: string }>(
  w.planned,
  [
    { title: w.system, cell: ({ name }) => w[name] },
    { title: w.from, cell: ({ from }) => from.slice(0, 16).replace('T', ' ') },
    { title: w.until, cell: ({ until }) => until.slice(0, 16).replace('T', ' ') },
  ],
  planned,
  w.noPlans,
)}
<h2>${w.known}</h2>
${
  known.length === 0
    ? html`<p class="empty">${w.noProblems}</p>`
    : each(known, ({ reference, titleEn, titleFr, workaroundEn, workaroundFr }) =>
        facts([
          [w.problem, `${inFrench ? titleFr : titleEn} (${reference})`],
          [w.workAround, inFrench ? workaroundFr : workaroundEn],
        ]),
      )
}`;
  return { title: messageWords[language].problems, body };
}

function stateTag(
  { language }: AtAccount,
  condition: { isDown: boolean; errorShare: number; latencyMilliseconds: number },
) {
  const w = words[language];
  if (condition.isDown) return tag(w.isDown, 'danger');
  if (condition.errorShare > 0) return tag(w.isFaulty, 'warning');
  return condition.latencyMilliseconds > 0 ? tag(w.isSlow, 'warning') : tag(w.works, 'success');
}
