import { z } from '@hono/zod-openapi';
import { errorSummary, type FormState, postButton } from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { link } from '../pages/parts.ts';
import { rulingFacts, rulingWords } from '../pages/ruling.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { askForInformation, assignRuling, decideRuling } from '../rulings/request.ts';
import { type Ruling, rulingBy } from '../rulings/store.ts';
import { historyOf } from './history.ts';
import { reasonedForm } from './reasoned.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  assign: ['Take it on', 'S’en charger'],
  question: ['What the client is asked', 'Ce qui est demandé au client'],
  ask: ['Ask for information', 'Demander des renseignements'],
  decision: ['Decision, with its reasons', 'Décision, avec ses motifs'],
  decide: ['Render the decision', 'Rendre la décision'],
});

const text = z.string().min(1).max(10_000);
const guard = officer('recourse:decide');

export function rulingPages(site: Site): void {
  site.page('/cbsa/rulings/:id', guard, show);

  site.form('/cbsa/rulings/:id/assign', guard, {
    show,
    schema: z.object({}),
    act: async ({ ctx }, _, { id }) => {
      await assignRuling(ctx, Number(id));
      return `/cbsa/rulings/${id}`;
    },
  });

  site.form('/cbsa/rulings/:id/ask', guard, {
    show,
    schema: z.object({ question: text }),
    act: async ({ ctx }, { question }, { id }) => {
      await askForInformation(ctx, Number(id), question);
      return `/cbsa/rulings/${id}`;
    },
  });

  site.form('/cbsa/rulings/:id/decide', guard, {
    show,
    schema: z.object({ ruling: text }),
    act: async ({ ctx }, { ruling }, { id }) => {
      await decideRuling(ctx, Number(id), ruling);
      return `/cbsa/rulings/${id}`;
    },
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const ruling = await rulingBy(ctx.store.read, Number(id));
  const { programAccount } = ruling;
  await noteAccount(visit, programAccount);
  const body = html`${errorSummary(language, state)}
<p>${link(to(visit, `/cbsa/accounts/${programAccount}`), programAccount)}</p>
${rulingFacts(language, ruling)}
${nextStep(visit, ruling, state)}
${await historyOf(visit, { onBehalfOf: programAccount, subjects: [`ruling ${ruling.id}`] })}`;
  return { title: `${rulingWords[language].ruling} ${id}`, body };
}

function nextStep(visit: SignedIn, { id, status }: Ruling, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const here = to(visit, `/cbsa/rulings/${id}`);
  if (status === 'SUBMITTED') return postButton(`${here}/assign`, w.assign, {}, false);
  if (status !== 'ASSIGNED') return nothing;
  const ask = (name: 'ask' | 'decide', field: string, label: string) =>
    html`<details class="more"><summary>${w[name]}</summary>${reasonedForm(language, state, `${here}/${name}`, { field, label, decisions: [[name, w[name]]] })}</details>`;
  return html`${ask('ask', 'question', w.question)}${ask('decide', 'ruling', w.decision)}`;
}
