import { allFakers } from '@faker-js/faker';
import { partnerRights } from '../accounts/rights.ts';
import type { Chance } from '../chance.ts';
import type { Actor, Channel } from '../context.ts';
import type { Partner } from '../population/businesses.ts';
import type { Group, PartnerType, Plan, Role } from './plan.ts';

export const experiences = ['novice', 'practised', 'expert'] as const;

export type Experience = (typeof experiences)[number];

/** One of the cast. Nobody real: the names are made up. */
export interface Participant {
  /** Such as "model-cbsa 017"; the journal knows it by this. */
  id: string;
  name: string;
  role: Role;
  type: PartnerType | undefined;
  experience: Experience;
  /** The business it acts for, of those that trade. */
  partner: Partner | undefined;
}

/** The cast of a plan: each member the same whatever others there are. */
export function castOf(plan: Plan, chance: Chance, partners: readonly Partner[]): Participant[] {
  const cast: Participant[] = [];
  const counts = new Map<string, number>();
  for (const group of plan.cast) {
    for (let i = 0; i < group.count; i++) {
      const kind = group.type ?? group.role;
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      cast.push(participant(chance, group, number, partners));
    }
  }
  return cast;
}

function participant(
  chance: Chance,
  { role, type, experience }: Group,
  number: number,
  partners: readonly Partner[],
): Participant {
  const id = `${type ?? role} ${String(number).padStart(3, '0')}`;
  const own = chance.child(`participant ${id}`);
  const faker = own.fraction() < 0.25 ? allFakers.fr_CA : allFakers.en_CA;
  faker.seed(own.whole(1, 2 ** 31 - 1));
  const drawn = own.fraction();
  const { novice, practised } = experience;
  return {
    id,
    name: faker.person.fullName(),
    role,
    type,
    experience: drawn < novice ? 'novice' : drawn < novice + practised ? 'practised' : 'expert',
    partner: partners.filter((partner) => partner.kind === type)[number - 1],
  };
}

/** A business that files by a channel. */
export function actorFor({ bn9, legalName }: Partner, channel: Channel): Actor {
  const scopes = new Set(partnerRights);
  return { id: `partner ${bn9}`, name: legalName, kind: 'partner', bn9, scopes, channel };
}

/** The participant as the journal and the use cases know it. */
export function actorOf({ id, name, role, partner }: Participant): Actor {
  if (role !== 'partner')
    return { id, name, kind: role === 'model-cbsa' ? 'cbsa' : 'control', scopes: new Set(), channel: 'CCP' };
  const scopes = new Set(partnerRights);
  return { id, name, kind: 'partner', bn9: partner?.bn9 ?? '', scopes, channel: 'CCP' };
}
