import type { MenuItem } from '../pages/layout.ts';
import type { Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';

const words = inBoth({
  home: ['Home', 'Accueil'],
  releases: ['Releases', 'Mainlevées'],
  declarations: ['Declarations', 'Déclarations'],
  money: ['Financial information', 'Renseignements financiers'],
  payments: ['Payments', 'Paiements'],
  security: ['Financial security', 'Garantie financière'],
  recourse: ['Penalties and appeals', 'Sanctions et appels'],
  messages: ['Notifications', 'Avis'],
  business: ['My business', 'Mon entreprise'],
  agreements: ['Agreements', 'Conventions'],
  setUp: ['First time setup', 'Première configuration'],
});

/** The menu of somebody who works for a business, by what that business is. */
export function portalMenu({ language, business, account }: Visit): MenuItem[] {
  const w = words[language];
  if (business === undefined) return [{ path: '/set-up', title: w.setUp }];
  const own = { path: '/portal/business', title: w.business };
  if (business.kind === 'surety') return [{ path: '/portal/agreements', title: w.agreements }, own];
  if (account === undefined) return [own];
  return [
    { path: '/portal', title: w.home },
    { path: '/portal/releases', title: w.releases },
    { path: '/portal/declarations', title: w.declarations },
    { path: '/portal/financial', title: w.money },
    { path: '/portal/payments', title: w.payments },
    { path: '/portal/security', title: w.security },
    { path: '/portal/recourse', title: w.recourse },
    { path: '/portal/messages', title: w.messages },
    own,
  ];
}
