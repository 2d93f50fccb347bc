import { z } from '@hono/zod-openapi';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  textArea,
  textField,
} from '../../pages/form.ts';
import { html, nothing } from '../../pages/html.ts';
import { table, tag } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { minute } from '../../pages/ticket.ts';
import { ticketWords } from '../../pages/ticket-words.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { allProblems, type SupportProblem } from '../../support/problem-store.ts';
import { closeProblem, onProblem, openProblem, publishProblem } from '../../support/problems.ts';
import { desk, supportTabs } from './queue.ts';

const words = inBoth({
  title: ['Problems and known errors', 'Problèmes et erreurs connues'],
  lead: [
    'What is behind tickets. A published problem is a known error: the portal tells everybody of it, with its work-around.',
    'Ce qui se cache derrière les billets. Un problème publié est une erreur connue : le portail l’annonce à tous, avec sa solution de rechange.',
  ],
  number: ['Number', 'Numéro'],
  reference: ['Reference', 'Référence'],
  titleEn: ['Problem, in English', 'Problème, en anglais'],
  titleFr: ['Problem, in French', 'Problème, en français'],
  workaroundEn: ['Work-around, in English', 'Solution de rechange, en anglais'],
  workaroundFr: ['Work-around, in French', 'Solution de rechange, en français'],
  publish: ['Publish it as a known error', 'La publier comme erreur connue'],
  yes: ['Yes', 'Oui'],
  state: ['State', 'État'],
  known: ['Known error', 'Erreur connue'],
  internal: ['Not published', 'Non publié'],
  closed: ['Closed', 'Clos'],
  open: ['Open a problem', 'Ouvrir un problème'],
  close: ['Close', 'Clore'],
  publishIt: ['Publish', 'Publier'],
  none: ['There are no problems.', 'Il n’y a pas de problèmes.'],
});

export function supportProblemPages(site: Site): void {
  site.form('/cbsa/support/problems', desk, {
    show,
    schema: z.object({
      reference: z.string().min(1).max(20),
      titleEn: z.string().min(1).max(1000),
      titleFr: z.string().min(1).max(1000),
      workaroundEn: z.string().max(1000).default(''),
      workaroundFr: z.string().max(1000).default(''),
      publish: z.literal('yes').optional(),
    }),
    act: async ({ ctx }, { publish, ...problem }) => {
      const input = { ...problem, isPublished: publish === 'yes' };
      await onProblem(ctx, (tx, own) => openProblem(tx, own, input));
      return '/cbsa/support/problems';
    },
  });

  for (const [name, act] of [
    ['close', closeProblem],
    ['publish', publishProblem],
  ] as const) {
    site.form(`/cbsa/support/problems/:id/${name}`, desk, {
      show,
      schema: z.object({}),
      act: async ({ ctx }, _, { id }) => {
        await onProblem(ctx, (tx, own) => act(tx, own, Number(id)));
        return '/cbsa/support/problems';
      },
    });
  }
}

async function show(visit: SignedIn, _: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const problems = await allProblems(ctx.store.read);
  const body = html`${supportTabs(visit)}${errorSummary(language, state)}<p>${w.lead}</p>
${table<SupportProblem>(
  w.title,
  [
    { title: w.number, cell: ({ id }) => id },
    { title: w.reference, cell: ({ reference }) => reference },
    {
      title: language === 'en' ? w.titleEn : w.titleFr,
      cell: (each) => (language === 'en' ? each.titleEn : each.titleFr),
    },
    { title: w.state, cell: (each) => stateTag(visit, each) },
    { title: ticketWords[language].openedAt, cell: ({ openedAt }) => minute(openedAt) ?? '' },
    { title: w.close, cell: (each) => nextStep(visit, each) },
  ],
  problems,
  w.none,
)}
<h2>${w.open}</h2>
${postForm(to(visit, '/cbsa/support/problems'), openFields(visit, state), { label: w.open })}`;
  return { title: w.title, body };
}

function openFields({ language }: SignedIn, state: FormState) {
  const w = words[language];
  const area = (name: 'titleEn' | 'titleFr' | 'workaroundEn' | 'workaroundFr', isRequired: boolean) =>
    textArea(language, state, { name, label: w[name], rows: 2, isRequired });
  return html`${textField(language, state, { name: 'reference', label: w.reference, size: 14, isRequired: true })}
${area('titleEn', true)}${area('titleFr', true)}${area('workaroundEn', false)}${area('workaroundFr', false)}
${choiceField(language, state, { name: 'publish', label: w.publish, isMany: true, options: [['yes', w.yes]] })}
<div class="buttons">${button(w.open)}</div>`;
}

function stateTag({ language }: SignedIn, { closedAt, isPublished }: SupportProblem) {
  const w = words[language];
  if (closedAt !== null) return tag(w.closed, 'success');
  return isPublished ? tag(w.known, 'warning') : tag(w.internal);
}

function nextStep(visit: SignedIn, { id, closedAt, isPublished }: SupportProblem) {
  const w = words[visit.language];
  if (closedAt !== null) return minute(closedAt) ?? '';
  const here = to(visit, `/cbsa/support/problems/${id}`);
  const publish = isPublished ? nothing : postButton(`${here}/publish`, `${w.publishIt} ${id}`);
  return html`${publish}${postButton(`${here}/close`, `${w.close} ${id}`)}`;
}
