import { dollarsOf } from '../pages/formats.ts';
import { officer } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { table } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { inBoth } from '../pages/words.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { markWords } from './mark.ts';

const words = inBoth({
  title: ['Contraventions', 'Infractions'],
  lead: [
    'The contraventions of the Master Penalty Document and their amounts by level. A penalty is issued from the account of the client.',
    'Les infractions du document cadre des sanctions et leurs montants par niveau. Une sanction s’impose à partir du compte du client.',
  ],
  code: ['Code', 'Code'],
  name: ['Contravention', 'Infraction'],
  level1: ['First level', 'Premier niveau'],
  level2: ['Second level', 'Deuxième niveau'],
  level3: ['Third level', 'Troisième niveau'],
  retention: ['Counts for, in months', 'Compte pendant, en mois'],
  source: ['Source', 'Source'],
  mark: ['Mark', 'Cote'],
});

export function contraventionPages(site: Site): void {
  site.page('/cbsa/penalties', officer('penalty:issue'), async ({ ctx, language }) => {
    const w = words[language];
    const { reference } = await tariffOf(ctx.store);
    const amount = (name: 'level1' | 'level2' | 'level3') => ({
      title: w[name],
      isNumber: true,
      cell: ({ data }: ReferenceRecord) => (data[name] === undefined ? '' : dollarsOf(data[name], language)),
    });
    const list = table<ReferenceRecord>(
      w.title,
      [
        { title: w.code, cell: ({ key }) => key },
        { title: w.name, cell: ({ data }) => data[`name_${language}`] ?? '' },
        amount('level1'),
        amount('level2'),
        amount('level3'),
        { title: w.retention, cell: ({ data }) => data.retention_months ?? '', isNumber: true },
        { title: w.source, cell: ({ source }) => source },
        { title: w.mark, cell: ({ mark }) => markWords(mark, language) },
      ],
      reference.all('contraventions'),
      '',
    );
    return { title: w.title, body: html`<p>${w.lead}</p>${list}` };
  });
}
