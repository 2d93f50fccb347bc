import { declarationsChart, revenueChart } from '../charts.ts';
import { numbers, type Section, words } from '../section.ts';
import type { Debrief } from '../types.ts';

/** What was declared, assessed, billed and paid. */
export function business({ business: figures }: Debrief): Section {
  return {
    id: 'figures',
    title: { en: 'Figures', fr: 'Chiffres' },
    charts: [
      {
        title: { en: 'Declarations by day', fr: 'Déclarations par jour' },
        svg: (language) => declarationsChart(figures, language),
      },
      {
        title: { en: 'Revenue by account ($)', fr: 'Revenus par compte ($)' },
        svg: (language) => revenueChart(figures, language),
      },
    ],
    tables: [
      {
        id: 'figures',
        title: {
          en: 'Figures, each with the query that finds it again in environment.sqlite',
          fr: 'Chiffres, chacun avec la requête qui le retrouve dans environment.sqlite',
        },
        columns: [words('Figure', 'Chiffre'), numbers('Value', 'Valeur'), words('Query', 'Requête')],
        rows: figures.figures.map(({ label, value, query }) => [label, value, query]),
      },
      {
        id: 'rejections',
        title: { en: 'Rejections by finding', fr: 'Rejets par constatation' },
        columns: [words('Finding', 'Constatation'), numbers('Count', 'Nombre')],
        rows: figures.rejectionsByCode.map(({ code, count }) => [code, count]),
        trace: `select * from events where action = 'cad.rejected'`,
      },
      {
        id: 'statements',
        title: { en: 'Statements', fr: 'Relevés' },
        columns: [
          words('Issued on', 'Émis le'),
          numbers('Count', 'Nombre'),
          numbers('To be paid ($)', 'À payer ($)'),
        ],
        rows: figures.statements.map(({ issuedOn, count, payable }) => [issuedOn, count, payable]),
        trace: 'select issued_on, count(*) from statements group by 1',
      },
    ],
  };
}
