import { allRights, partnerRights, providerRights, type Right } from '../accounts/rights.ts';
import type { Business } from '../accounts/store.ts';
import type { Membership, Role } from './store.ts';
import { everyProgram } from './store.ts';

/** Readers look. Source: CARM Client Portal walkthroughs (farrow.com, kibro.com). */
const readers: readonly Right[] = ['cad:read', 'account:read', 'reference:read'];

/** Editors do what the program does, but give nobody access. */
const editors: readonly Right[] = partnerRights;

const managers: readonly Right[] = [...partnerRights, 'access:manage'];

/** Officers of the CBSA decide; time, and what the outside systems do, are the trainer's. */
export const officerRights: readonly Right[] = allRights.filter(
  (right) => !['clock:move', 'security:provide', 'payment:deliver', 'certification:take'].includes(right),
);

/** What a role may do for its business. */
export function rightsOf(role: Role, kind: Business['kind']): readonly Right[] {
  const own = { BAM: managers, PAM: managers, EDITOR: editors, READER: readers }[role];
  if (kind !== 'surety') return own;
  return role === 'READER'
    ? ['reference:read']
    : [...providerRights, ...own.filter((right) => right === 'access:manage')];
}

/**
 * What a user may do for a business: by program account where its roles differ from one to the other.
 *
 * @returns rights by program account, or under '*' those for all of them
 */
export function rightsByProgram(
  memberships: readonly Membership[],
  kind: Business['kind'],
): Map<string, readonly Right[]> {
  return new Map(memberships.map(({ program, role }) => [program, rightsOf(role, kind)]));
}

/** The roles of a user in a business are for all of its program accounts. */
export function isWholeBusiness(memberships: readonly Membership[]): boolean {
  return memberships.some(({ program }) => program === everyProgram);
}
