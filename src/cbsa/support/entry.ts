import { z } from '@hono/zod-openapi';
import {
  button,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textArea,
  textField,
} from '../../pages/form.ts';
import { html } from '../../pages/html.ts';
import type { Params, Site } from '../../pages/site.ts';
import { factFields, factsOf, optionsOf, typedFacts } from '../../pages/ticket.ts';
import { ticketWords } from '../../pages/ticket-words.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { enterTicket } from '../../support/open-ticket.ts';
import { priorities, ticketKinds } from '../../support/types.ts';
import {
  functionalAreas,
  namesOf,
  organisationTypes,
  ticketCategories,
  ticketSources,
} from '../../support/vocabulary.ts';
import { desk, supportTabs } from './queue.ts';

const words = inBoth({
  title: ['Take down a ticket', 'Consigner un billet'],
  send: ['Open the ticket', 'Ouvrir le billet'],
});

/** What comes by phone or email is taken down here. */
export function supportEntryPages(site: Site): void {
  site.form('/cbsa/support/new', desk, {
    show,
    schema: z.object({
      source: z.enum(namesOf(ticketSources)),
      kind: z.enum(ticketKinds),
      functionalArea: z.enum(namesOf(functionalAreas)),
      category: z.enum(namesOf(ticketCategories)),
      organisationType: z.enum(namesOf(organisationTypes)),
      bn9: z.string().max(9).optional(),
      application: z.string().max(50).optional(),
      phase: z.string().max(50).optional(),
      title: z.string().min(1).max(200),
      description: z.string().min(1).max(10_000),
      claimedPriority: z.enum(priorities).optional(),
      ...typedFacts,
    }),
    act: async ({ ctx }, typed) => {
      const { source, kind, functionalArea, category, organisationType, bn9, application } = typed;
      const { phase, title, description, claimedPriority = null } = typed;
      const { number } = await enterTicket(ctx, {
        ...{ source, kind, functionalArea, category, organisationType, title, description },
        ...{ claimedPriority, bn9: bn9 ?? null, facts: factsOf(typed) },
        ...(application === undefined ? {} : { application }),
        ...(phase === undefined ? {} : { phase }),
      });
      return `/cbsa/support/tickets/${number}`;
    },
  });
}

function show(visit: SignedIn, _: Params, state: FormState) {
  const { language } = visit;
  const [w, own] = [ticketWords[language], words[language]];
  const one = (name: string, label: string, value: string, options: readonly (readonly [string, string])[]) =>
    selectField(language, state, { name, label, value, options, isRequired: true });
  const kinds = ticketKinds.map((kind) => [kind, w[kind]] as const);
  const fields = html`<div class="fields">${one('source', w.source, 'phone', optionsOf(ticketSources, language))}
${one('kind', w.kind, 'incident', kinds)}
${one('functionalArea', w.area, 'accounting', optionsOf(functionalAreas, language))}
${one('category', w.category, 'client-support', optionsOf(ticketCategories, language))}
${one('organisationType', w.organisation, 'importer', optionsOf(organisationTypes, language))}
${textField(language, state, { name: 'bn9', label: w.business, size: 10, inputmode: 'numeric' })}
${textField(language, state, { name: 'application', label: w.application, size: 20 })}
${textField(language, state, { name: 'phase', label: w.phase, size: 20 })}
${selectField(language, state, { name: 'claimedPriority', label: w.claimed, isOptional: true, options: priorities.map((each) => [each, each] as const) })}</div>
${textField(language, state, { name: 'title', label: w.title, isRequired: true, maxlength: 200 })}
${textArea(language, state, { name: 'description', label: w.description, rows: 6, isRequired: true })}
${factFields(language, state)}
<div class="buttons">${button(own.send)}</div>`;
  const body = html`${supportTabs(visit)}${errorSummary(language, state)}${postForm(to(visit, '/cbsa/support/new'), fields)}`;
  return { title: own.title, body };
}
