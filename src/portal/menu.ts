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
  help: ['Help', 'Aide'],
  exercise: ['Exercise', 'Exercice'],
  setUp: ['First time setup', 'Première configuration'],
});

/** The places of the portal; who works for a business is shown those that are open to it. */
export function portalMenu({ language, business }: Visit): MenuItem[] {
  const w = words[language];
  const exercise = { path: '/exercise', title: w.exercise };
  if (business === undefined) return [{ path: '/set-up', title: w.setUp }, exercise];
  return [
    { path: '/portal', title: w.home },
    { path: '/portal/releases', title: w.releases },
    { path: '/portal/declarations', title: w.declarations },
    { path: '/portal/financial', title: w.money },
    { path: '/portal/payments', title: w.payments },
    { path: '/portal/security', title: w.security },
    { path: '/portal/recourse', title: w.recourse, orElse: '/portal/recourse/cases' },
    { path: '/portal/agreements', title: w.agreements },
    { path: '/portal/messages', title: w.messages, orElse: '/portal/messages/problems' },
    { path: '/portal/business', title: w.business },
    { path: '/portal/help', title: w.help },
    exercise,
  ];
}
