import { allRights, partnerRights, providerRights, type Right } from '../accounts/rights.ts';
import type { Business } from '../accounts/store.ts';
import type { Role } from './store.ts';

/** Readers look. Source: CARM Client Portal walkthroughs (farrow.com, kibro.com). */
const readers: readonly Right[] = ['cad:read', 'account:read', 'reference:read', 'support:ask'];

/** Editors do what the program does, but give nobody access. */
const editors: readonly Right[] = partnerRights;

const managers: readonly Right[] = [...partnerRights, 'access:manage'];

/** Who manages the business as a whole also says who else does, and shares a provider's clients out. */
const businessManagers: readonly Right[] = [...managers, 'business:manage'];

/** Officers of the CBSA decide; time, and what the outside systems do, are the trainer's. */
export const officerRights: readonly Right[] = allRights.filter(
  (right) => !['clock:move', 'security:provide', 'payment:deliver', 'certification:take'].includes(right),
);

/** What a role may do for its business. */
export function rightsOf(role: Role, kind: Business['kind']): readonly Right[] {
  const own = { BAM: businessManagers, PAM: managers, EDITOR: editors, READER: readers }[role];
  if (kind !== 'surety') return own;
  return role === 'READER'
    ? ['reference:read', 'support:ask']
    : [...providerRights, ...own.filter((right) => right === 'access:manage' || right === 'business:manage')];
}
