import type { Bilingual } from '../errors.ts';
import type { Debrief } from './types.ts';

/** Something that a run shows, by which rule it is seen, and what to do about it. */
export interface Observation {
  rule: string;
  kind: 'success' | 'challenge';
  text: Bilingual;
  recommendation?: Bilingual;
}

type Rule = (debrief: Debrief) => Omit<Observation, 'rule'> | undefined;

/** Share of exercises done with help from which participants count as not trained. Assumption A-108. */
const tooMuchHelp = 0.25;

const rules: Record<string, Rule> = {
  'ledger-holds': ({ business: { violations } }) =>
    violations.length === 0
      ? {
          kind: 'success',
          text: {
            en: 'The ledger balances, every statement adds up and the journal is whole.',
            fr: 'Le grand livre est équilibré, chaque relevé est juste et le journal est intact.',
          },
        }
      : {
          kind: 'challenge',
          text: {
            en: `${violations.length} invariants of the ledger are broken.`,
            fr: `${violations.length} invariants du grand livre sont rompus.`,
          },
          recommendation: {
            en: 'Do not go live before `carm verify` names no offender.',
            fr: 'Ne pas mettre en service avant que `carm verify` ne nomme plus de fautif.',
          },
        },
  'changes-announced': ({ business: { people } }) => {
    const silent = people.changes.filter((change) => change.announcedAt === null);
    if (people.changes.length === 0) return undefined;
    if (silent.length === 0) {
      return {
        kind: 'success',
        text: {
          en: 'Every change was announced to those it touches before it was deployed.',
          fr: 'Chaque changement a été annoncé aux personnes touchées avant son déploiement.',
        },
      };
    }
    return {
      kind: 'challenge',
      text: {
        en: `${silent.length} of ${people.changes.length} changes reached users unannounced.`,
        fr: `${silent.length} changements sur ${people.changes.length} ont touché les utilisateurs sans annonce.`,
      },
      recommendation: {
        en: 'Announce each change to those it touches before it is deployed.',
        fr: 'Annoncer chaque changement aux personnes touchées avant de le déployer.',
      },
    };
  },
  'processes-covered': ({ business: { covers } }) => {
    const missing = covers.filter((each) => each.scenarios === 0 || each.leftOut !== null);
    if (missing.length === 0) return undefined;
    const list = (language: 'en' | 'fr') => missing.map((each) => each.process[language]).join(', ');
    return {
      kind: 'challenge',
      text: {
        en: `Not all business processes were rehearsed: ${list('en')}.`,
        fr: `Tous les processus d’affaires n’ont pas été répétés : ${list('fr')}.`,
      },
      recommendation: {
        en: 'Rehearse what was left out before deciding, or say why it may be left out.',
        fr: 'Répéter ce qui a été omis avant de décider, ou dire pourquoi l’omission est acceptable.',
      },
    };
  },
  'wind-down': ({ business: { people } }) =>
    people.phases.length === 0 || people.phases.some((phase) => phase.kind === 'wind-down')
      ? undefined
      : {
          kind: 'challenge',
          text: {
            en: 'The rehearsal stopped at once: no phase was left to wind down.',
            fr: 'La répétition s’est arrêtée d’un coup : aucune phase de clôture graduelle.',
          },
          recommendation: {
            en: 'Leave time to finish work, and keep participants engaged while it ends.',
            fr: 'Prévoir du temps pour finir le travail et garder les participants mobilisés jusqu’à la fin.',
          },
        },
  'trained-in-advance': ({ business: { people } }) => {
    const count = (key: 'done' | 'helped' | 'failed') =>
      people.exercises.reduce((sum, each) => sum + each[key], 0);
    const tried = count('done') + count('helped');
    if (tried === 0 || count('helped') / tried < tooMuchHelp) return undefined;
    return {
      kind: 'challenge',
      text: {
        en: `${count('helped')} of ${tried} exercises were done with help.`,
        fr: `${count('helped')} exercices sur ${tried} ont été faits avec de l’aide.`,
      },
      recommendation: {
        en: 'Train participants before the first sprint, by an exercise for each role.',
        fr: 'Former les participants avant le premier sprint, par un exercice pour chaque rôle.',
      },
    };
  },
  'outages-cost': ({ business: { faults } }) => {
    const rejected = faults.reduce((sum, each) => sum + each.rejected, 0);
    const hours = faults.reduce((sum, each) => sum + each.hoursLost, 0);
    if (rejected === 0) return undefined;
    return {
      kind: 'challenge',
      text: {
        en: `Outages rejected ${rejected} submissions, which then waited ${hours.toFixed(1)} hours in all.`,
        fr: `Des pannes ont fait rejeter ${rejected} soumissions, qui ont attendu ${hours.toFixed(1).replace('.', ',')} heures en tout.`,
      },
      recommendation: {
        en: 'Let declarations wait for their rate instead of refusing them while the service is down.',
        fr: 'Laisser les déclarations attendre leur taux plutôt que de les refuser pendant la panne du service.',
      },
    };
  },
  'service-levels': ({ business: { register, serviceLevels } }) => {
    const judged = [
      ...register.map(({ slr, result }) => ({ id: slr, isMissed: result === 'fail' })),
      ...serviceLevels.map(({ id, verdict }) => ({ id, isMissed: verdict === 'fail' })),
    ];
    const missed = [...new Set(judged.filter((each) => each.isMissed).map(({ id }) => id))];
    if (judged.length === 0) return undefined;
    return missed.length === 0
      ? {
          kind: 'success',
          text: {
            en: 'Every service level that could be judged was met.',
            fr: 'Chaque niveau de service dont on pouvait juger a été respecté.',
          },
        }
      : {
          kind: 'challenge',
          text: {
            en: `Service levels were missed: ${missed.join(', ')}. Each miss is explained under service levels.`,
            fr: `Des niveaux de service ont été manqués : ${missed.join(', ')}. Chaque manquement est expliqué sous les niveaux de service.`,
          },
          recommendation: {
            en: 'Look at what each miss took, and put on a load that is like production before judging response times.',
            fr: 'Examiner ce qu’a demandé chaque manquement, et appliquer une charge semblable à la production avant de juger des temps de réponse.',
          },
        };
  },
  'escalated-in-time': ({ business: { support } }) => {
    const slow = support?.escalations.filter((each) => each.over.length > 0) ?? [];
    if (slow.length === 0) return undefined;
    const list = (language: 'en' | 'fr') =>
      slow
        .map(({ phase, meanDays }) => {
          const days = String(meanDays);
          return language === 'en' ? `${days} days (${phase})` : `${days.replace('.', ',')} jours (${phase})`;
        })
        .join(', ');
    return {
      kind: 'challenge',
      text: {
        en: `Cases took long to be escalated, on average: ${list('en')}.`,
        fr: `Les cas ont mis longtemps à être acheminés, en moyenne : ${list('fr')}.`,
      },
      recommendation: {
        en: 'Give the desk a limit for handing a case on, and watch it daily.',
        fr: 'Fixer au centre d’assistance un délai d’acheminement et le surveiller chaque jour.',
      },
    };
  },
  'claims-supported': ({ business: { support } }) => {
    const wishes = support?.unsupported.filter((each) => each.is === 'none') ?? [];
    const count = wishes.reduce((sum, each) => sum + each.count, 0);
    if (count === 0) return undefined;
    return {
      kind: 'challenge',
      text: {
        en: `${count} wishes, questions or requests were raised as incidents with a priority.`,
        fr: `${count} souhaits, questions ou demandes ont été signalés comme incidents avec une priorité.`,
      },
      recommendation: {
        en: 'Ask for the facts that decide a priority when a ticket is opened, and publish known enhancements.',
        fr: 'Demander à l’ouverture d’un billet les faits qui décident de la priorité, et publier les améliorations connues.',
      },
    };
  },
  'others-wait': ({ business: { support } }) => {
    const waiting = support?.unresolved.filter(({ status }) => status === 'Awaiting OGD').length ?? 0;
    if (waiting === 0) return undefined;
    return {
      kind: 'challenge',
      text: {
        en: `${waiting} incidents wait for another department, for which no service level holds.`,
        fr: `${waiting} incidents attendent un autre ministère, pour lequel aucun niveau de service ne vaut.`,
      },
      recommendation: {
        en: 'Agree on a service level with the departments whose data CARM rests on.',
        fr: 'Convenir d’un niveau de service avec les ministères dont dépendent les données de la GCRA.',
      },
    };
  },
  'scenarios-pass': ({ business: { scenarios } }) => {
    const failed = scenarios.filter((each) => each.status === 'failed').length;
    if (scenarios.length === 0) return undefined;
    return failed === 0
      ? {
          kind: 'success',
          text: {
            en: `All ${scenarios.length} business scenarios passed.`,
            fr: `Les ${scenarios.length} scénarios d’affaires ont tous réussi.`,
          },
        }
      : {
          kind: 'challenge',
          text: {
            en: `${failed} of ${scenarios.length} business scenarios failed.`,
            fr: `${failed} scénarios d’affaires sur ${scenarios.length} ont échoué.`,
          },
          recommendation: {
            en: 'Mend what they show before going live.',
            fr: 'Corriger ce qu’ils révèlent avant la mise en service.',
          },
        };
  },
};

/** What a run shows, drawn from its figures by rules that it names. */
export function observationsOf(debrief: Debrief): Observation[] {
  return Object.entries(rules).flatMap(([rule, look]) => {
    const seen = look(debrief);
    return seen === undefined ? [] : [{ rule, ...seen }];
  });
}
