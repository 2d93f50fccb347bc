import type { MenuItem } from '../pages/layout.ts';
import type { Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';

const words = inBoth({
  work: ['Work', 'Travail'],
  accounts: ['Accounts', 'Comptes'],
  recalculations: ['Mass recalculation', 'Recalcul en masse'],
  typeC: ['Type C', 'Type C'],
  tariff: ['Tariff and rates', 'Tarif et taux'],
  penalties: ['Contraventions', 'Infractions'],
  users: ['Users', 'Utilisateurs'],
  support: ['Support desk', 'Bureau de soutien'],
  trainer: ['Prepare and run', 'Préparer et animer'],
});

/** The menu of an officer; a trainer in the place of one finds the way back. */
export function officerMenu({ language, user }: Visit): MenuItem[] {
  const w = words[language];
  const own = [
    { path: '/cbsa', title: w.work },
    { path: '/cbsa/accounts', title: w.accounts },
    { path: '/cbsa/recalculations', title: w.recalculations },
    { path: '/cbsa/type-c', title: w.typeC },
    { path: '/cbsa/tariff', title: w.tariff },
    { path: '/cbsa/penalties', title: w.penalties },
    { path: '/cbsa/users', title: w.users },
    { path: '/cbsa/support', title: w.support },
  ];
  return user?.kind === 'control' ? [...own, { path: '/control', title: w.trainer }] : own;
}
