import type { Html } from '../../pages/html.ts';
import { tabs } from '../../pages/layout.ts';
import type { Visit } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';

const words = inBoth({
  title: ['Financial information', 'Renseignements financiers'],
  history: ['Transaction history', 'Historique des transactions'],
  statements: ['Statements of account', 'Relevés de compte'],
  notices: ['Daily notices', 'Avis quotidiens'],
  reconciliation: ['Reconciliation', 'Rapprochement'],
});

export function financialTabs(visit: Visit): Html {
  const w = words[visit.language];
  return tabs(visit, w.title, [
    { path: '/portal/financial', title: w.history },
    { path: '/portal/financial/statements', title: w.statements },
    { path: '/portal/financial/notices', title: w.notices },
    { path: '/portal/financial/reconciliation', title: w.reconciliation },
  ]);
}
