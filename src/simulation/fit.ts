import type { Bilingual } from '../errors.ts';
import { type Plan, partnerTypes } from './plan.ts';

/** Weeks of sprint that changes of a size ask of people who are used to the system. Assumption A-109. */
const weeksOf = { none: 0, small: 1, medium: 3, large: 6 };

/**
 * Where a plan asks for trouble, told before it runs: what CES 2.0 learned.
 *
 * Source: CES 2.0 debrief, recommendations for future simulations.
 */
export function warningsOf(plan: Plan): Bilingual[] {
  if (plan.phases.length === 0) return [];
  return [...ofCast(plan), ...ofTime(plan), ...ofPreparation(plan)];
}

function ofCast({ cast }: Plan): Bilingual[] {
  const missing = partnerTypes.filter((type) => cast.every((group) => group.type !== type));
  if (missing.length === 0) return [];
  return [
    {
      en: `The cast does not have every kind of partner that CARM touches: ${missing.join(', ')}`,
      fr: `La distribution n’a pas tous les genres de partenaires que touche la GCRA : ${missing.join(', ')}`,
    },
  ];
}

/** Novices need half as much time again. */
function ofTime({ phases, cast, scope }: Plan): Bilingual[] {
  const days = phases
    .filter((phase) => phase.kind === 'sprint')
    .reduce((sum, { from, to }) => sum + Temporal.PlainDate.from(from).until(to).days + 1, 0);
  const members = cast.reduce((sum, group) => sum + group.count, 0);
  const novices = cast.reduce((sum, group) => sum + group.count * group.experience.novice, 0);
  const share = members === 0 ? 0 : novices / members;
  const needed = Math.ceil(weeksOf[scope] * (1 + share / 2) * 7);
  if (days >= needed) return [];
  return [
    {
      en: `${days} days of sprint are short for changes of size ${scope} and a cast with ${Math.round(share * 100)} % novices: ${needed} would fit`,
      fr: `${days} jours de sprint sont peu pour des changements de taille ${scope} et une distribution comptant ${Math.round(share * 100)} % de débutants : ${needed} conviendraient`,
    },
  ];
}

function ofPreparation({ phases, cast, sessions, changes }: Plan): Bilingual[] {
  const roles = [...new Set(cast.map((group) => group.role))];
  const unready = roles.filter((role) =>
    sessions.every((each) => each.kind !== 'kick-off' || !each.for.includes(role)),
  );
  const silent = changes.filter((change) => change.announcedAt === undefined);
  return [
    ...unready.map((role) => ({
      en: `No kick-off session is planned for ${role}`,
      fr: `Aucune séance de lancement n’est prévue pour ${role}`,
    })),
    ...(phases.some((phase) => phase.kind === 'wind-down')
      ? []
      : [
          {
            en: 'No phase is planned to wind down',
            fr: 'Aucune phase de clôture graduelle n’est prévue',
          },
        ]),
    ...silent.map(({ id }) => ({
      en: `The change ${id} is not announced`,
      fr: `Le changement ${id} n’est pas annoncé`,
    })),
  ];
}
