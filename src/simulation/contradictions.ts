import type { Bilingual } from '../errors.ts';
import type { Plan } from './plan.ts';

/** What a plan says that cannot be: dates out of order, phases that overlap, names that name nothing. All at once. */
export function contradictionsOf(plan: Plan): Bilingual[] {
  return [
    ...ofDates(plan),
    ...plan.phases.flatMap((_, i) => ofPhase(plan, i)),
    ...ofCast(plan),
    ...ofChanges(plan),
    ...(plan.support?.reports ?? []).flatMap((_, i) => ofReport(plan, i)),
  ];
}

/** Said where it is so, at a place in the plan. */
function when(isSo: boolean, at: string, en: string, fr: string): Bilingual[] {
  return isSo ? [{ en: `${at}: ${en}`, fr: `${at} : ${fr}` }] : [];
}

const outOfOrder = ['from must be before to', 'from doit précéder to'] as const;
const outside = ['outside of the dates of the plan', 'hors des dates du plan'] as const;

function ofDates({ dates, faults, defects, sessions, load, slr }: Plan): Bilingual[] {
  return [
    ...when(dates.from >= dates.to, 'dates', ...outOfOrder),
    ...faults.flatMap(({ from, to }, i) => when(from >= to, `faults.${i}`, ...outOfOrder)),
    ...defects.flatMap(({ from, to }, i) => [
      ...when(to !== undefined && from >= to, `defects.${i}`, ...outOfOrder),
      ...when(from < dates.from || (to ?? from) > dates.to, `defects.${i}`, ...outside),
    ]),
    ...sessions.flatMap(({ from, to }, i) => when(from > to, `sessions.${i}`, ...outOfOrder)),
    ...when(
      new Set(slr).size < slr.length,
      'slr',
      'a requirement is named twice',
      'une exigence est nommée deux fois',
    ),
    ...when(
      load !== undefined && !slr.includes('1.4-1'),
      'load',
      'nothing judges it; add 1.4-1 to slr',
      'rien n’en juge; ajoutez 1.4-1 à slr',
    ),
  ];
}

function ofPhase({ phases, dates }: Plan, index: number): Bilingual[] {
  const { id, from, to, countsAs } = phases[index]!;
  const before = phases[index - 1];
  const at = `phases.${index} (${id})`;
  return [
    ...when(from > to, at, ...outOfOrder),
    ...when(from < dates.from.slice(0, 10) || to > dates.to.slice(0, 10), at, ...outside),
    ...when(
      before !== undefined && from <= before.to,
      at,
      `begins before ${before?.id} is over`,
      `commence avant la fin de ${before?.id}`,
    ),
    ...when(
      countsAs !== undefined && phases.every((phase) => phase.id !== countsAs),
      at,
      `countsAs names no phase: ${countsAs}`,
      `countsAs ne nomme aucune phase : ${countsAs}`,
    ),
  ];
}

function ofCast({ cast, exercises, population }: Plan): Bilingual[] {
  const members = (type: string) =>
    cast.reduce((total, group) => total + (group.type === type ? group.count : 0), 0);
  const tooMany = (type: 'importer' | 'broker', there: number) =>
    when(
      members(type) > there,
      'cast',
      `${members(type)} of type ${type}, and the population has ${there}`,
      `${members(type)} de type ${type}, et la population en compte ${there}`,
    );
  return [
    ...cast.flatMap(({ role, type, experience: { novice, practised, expert } }, i) => [
      ...when(
        (role === 'partner') === (type === undefined),
        `cast.${i}`,
        'a partner has a type, and nobody else has',
        'un partenaire a un type, et nul autre n’en a',
      ),
      ...when(
        Math.abs(novice + practised + expert - 1) > 1e-9,
        `cast.${i}.experience`,
        'the shares do not add up to 1',
        'la somme des parts n’est pas 1',
      ),
    ]),
    ...tooMany('importer', population.importers),
    ...tooMany('broker', population.brokers),
    ...exercises.flatMap(({ role }, i) =>
      when(
        cast.every((group) => group.role !== role),
        `exercises.${i}`,
        `nobody in the cast is ${role}`,
        `personne dans la distribution n’est ${role}`,
      ),
    ),
  ];
}

function ofChanges({ changes }: Plan): Bilingual[] {
  return changes.flatMap(({ id, announcedAt, deployedAt, backedOutAt }, i) => [
    ...when(
      announcedAt !== undefined && announcedAt > deployedAt,
      `changes.${i} (${id})`,
      'announced after it was deployed; leave announcedAt out',
      'annoncé après son déploiement; omettez announcedAt',
    ),
    ...when(
      backedOutAt !== undefined && backedOutAt <= deployedAt,
      `changes.${i} (${id})`,
      'backed out before it was deployed',
      'retiré avant son déploiement',
    ),
  ]);
}

function ofReport({ support, dates, changes }: Plan, index: number): Bilingual[] {
  const report = support!.reports[index]!;
  const at = `support.reports.${index}`;
  return [
    ...when(report.from > report.to, at, ...outOfOrder),
    ...when(report.from < dates.from.slice(0, 10) || report.to > dates.to.slice(0, 10), at, ...outside),
    ...when(
      (report.kind === 'incident') === (report.facts === undefined),
      at,
      'an incident has facts, and nothing else has',
      'un incident a des faits, et rien d’autre n’en a',
    ),
    ...when(
      (report.stays === undefined) === (report.resolvedAfter === undefined),
      at,
      'say either resolvedAfter or stays',
      'indiquez resolvedAfter ou stays, l’un des deux',
    ),
    ...when(
      report.causedBy !== undefined && changes.every((change) => change.id !== report.causedBy),
      at,
      `causedBy names no change: ${report.causedBy}`,
      `causedBy ne nomme aucun changement : ${report.causedBy}`,
    ),
    ...when(
      report.tickets !== undefined && report.tickets.length !== report.count,
      at,
      `names ${report.tickets?.length} tickets and counts ${report.count}`,
      `nomme ${report.tickets?.length} billets et en compte ${report.count}`,
    ),
  ];
}
