import type { Bilingual } from '../../errors.ts';
import { numbers, type Section, type Table, words } from '../section.ts';
import type { Debrief } from '../types.ts';
import { named, total } from './names.ts';

/** Who took part, by role, kind of partner and experience; and by which channel declarations came. */
export function participation({ business: { people } }: Debrief): Section | undefined {
  if (people.participants.length === 0) return undefined;
  const partners = people.participants.filter((each) => each.role === 'partner');
  return {
    id: 'participation',
    title: { en: 'Participation', fr: 'Participation' },
    paragraphs: [
      {
        en: 'One participant may hold several roles, and a broker acts for clients: declarations count those filed on behalf of others, and those of certification.',
        fr: 'Un participant peut tenir plusieurs rôles, et un courtier agit pour ses clients : les déclarations comptent celles produites au nom d’autrui et celles de la certification.',
      },
    ],
    tables: [
      counted('by-role', { en: 'By role', fr: 'Par rôle' }, people.participants, (each) => each.role),
      counted(
        'by-type',
        { en: 'Trade chain partners by type', fr: 'Partenaires de la chaîne commerciale par type' },
        partners,
        (each) => each.type!,
      ),
      counted(
        'by-experience',
        { en: 'By experience', fr: 'Par expérience' },
        people.participants,
        (each) => each.experience,
      ),
      submissions(people.submissions),
    ],
  };
}

function counted<T>(id: string, title: Bilingual, list: readonly T[], keyOf: (each: T) => string): Table {
  const rows = [...Map.groupBy(list, keyOf)].map(([key, members]) => [named(key), members.length] as const);
  return {
    id,
    title,
    columns: [{ title }, numbers('Participants', 'Participants')],
    rows,
    total: total(rows),
    trace: `select json_extract(detail, '$.${id.slice(3)}'), count(*) from events where action = 'participant.joined' group by 1`,
  };
}

function submissions(list: Debrief['business']['people']['submissions']): Table {
  const rows = list
    .toSorted((a, b) => b.count - a.count)
    .map(({ cadType, channel, count }) => [cadType, named(channel), count] as const);
  return {
    id: 'submissions',
    title: { en: 'Declarations by type and channel', fr: 'Déclarations par type et voie' },
    columns: [words('Type', 'Type'), words('Channel', 'Voie'), numbers('Accepted', 'Acceptées')],
    rows,
    total: total(rows),
    trace: `select json_extract(detail, '$.cadType'), json_extract(detail, '$.channel'), count(*) from events where action = 'cad.accepted' group by 1, 2`,
  };
}
