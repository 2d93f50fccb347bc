import { z } from '@hono/zod-openapi';
import { defectIds, defectsIn } from '../defects/defects.ts';
import { type DefectDescription, defectDescriptions } from '../defects/descriptions.ts';
import { errorSummary, type FormState, postButton } from '../pages/form.ts';
import { trainer } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { table, tag } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { colon, inBoth } from '../pages/words.ts';
import { switchDefect } from '../support/defects.ts';

const words = inBoth({
  title: ['Known defects', 'Défauts connus'],
  lead: [
    'What went wrong in CES 2.0 and in the first weeks after go-live. Put one in, and it happens again, until you take it out. The desk has a problem for each that is in; everybody is told of it, and of its work-around, unless you put it in unannounced.',
    'Ce qui n’allait pas dans CES 2.0 et dans les premières semaines après la mise en service. Activez un défaut, et il se reproduit jusqu’à ce que vous le retiriez. Le bureau a un problème pour chacun qui est présent; tous en sont avertis, avec sa solution de rechange, à moins que vous ne l’activiez sans l’annoncer.',
  ],
  defect: ['Defect', 'Défaut'],
  reference: ['Reference', 'Référence'],
  workaround: ['Work-around', 'Solution de rechange'],
  resolution: ['Resolved in its day by', 'Résolu en son temps par'],
  source: ['Source', 'Source'],
  state: ['State', 'État'],
  isIn: ['In', 'Présent'],
  isOut: ['Out', 'Absent'],
  change: ['Change', 'Modifier'],
  putIn: ['Put in', 'Activer'],
  takeOut: ['Take out', 'Retirer'],
  unannounced: ['Put in unannounced', 'Activer sans l’annoncer'],
});

/** The known defects: each can be put in and taken out again. */
export function defectPages(site: Site): void {
  site.form('/control/defects', trainer, {
    show,
    schema: z.object({
      id: z.enum(defectIds),
      isIn: z.enum(['yes', 'no']),
      isPublished: z.literal('yes').optional(),
    }),
    act: async ({ ctx }, { id, isIn, isPublished }) => {
      const wanted = { isIn: isIn === 'yes', isPublished: isPublished === 'yes' };
      await ctx.store.inTransaction((tx) => switchDefect(tx, ctx, id, wanted));
      return '/control/defects';
    },
  });
}

async function show(visit: SignedIn, _: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const inNow = await defectsIn(ctx.store);
  const change = ({ id }: DefectDescription) => {
    const act = (text: string, fields: Record<string, string>) =>
      postButton(to(visit, '/control/defects'), text, { id, ...fields });
    if (inNow.includes(id)) return act(w.takeOut, { isIn: 'no' });
    return html`<div class="buttons">${act(w.putIn, { isIn: 'yes', isPublished: 'yes' })}${act(w.unannounced, { isIn: 'yes' })}</div>`;
  };
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
${table<DefectDescription>(
  w.title,
  [
    { title: w.reference, cell: ({ reference }) => reference },
    {
      title: w.defect,
      cell: ({ title, workaround, resolution, source }) =>
        html`${title[language]}<details><summary>${w.workaround}</summary><p>${workaround[language]}</p><p>${w.resolution}${colon[language]}${resolution[language]}</p><p>${w.source}${colon[language]}${source}</p></details>`,
    },
    {
      title: w.state,
      cell: ({ id }) => (inNow.includes(id) ? tag(w.isIn, 'danger') : tag(w.isOut, 'success')),
    },
    { title: w.change, cell: change },
  ],
  defectDescriptions,
  '',
)}`;
  return { title: w.title, body };
}
