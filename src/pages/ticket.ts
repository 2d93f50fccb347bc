import { z } from '@hono/zod-openapi';
import type { Bilingual } from '../errors.ts';
import { otherKinds } from '../support/classify.ts';
import { priorityRules } from '../support/priority-rules.ts';
import type { Ticket, TicketStep } from '../support/store.ts';
import { effects, type Facts, processes, type Status, scopes, workarounds } from '../support/types.ts';
import {
  functionalAreas,
  organisationTypes,
  ticketCategories,
  ticketNatures,
  ticketSources,
} from '../support/vocabulary.ts';
import { type FormState, type Options, selectField, textField } from './form.ts';
import { type Html, html } from './html.ts';
import { facts, table, tag } from './parts.ts';
import { ticketWords } from './ticket-words.ts';
import type { Language } from './words.ts';

export function statusTag(language: Language, status: Status): Html {
  const tone =
    status === 'New' ? 'info' : status === 'Resolved' || status === 'Closed' ? 'success' : 'warning';
  return tag(ticketWords[language][status], tone);
}

export const minute = (instant: string | null) => instant?.slice(0, 16).replace('T', ' ');

/** Everything that is known of a ticket. */
export function ticketFacts(language: Language, ticket: Ticket): Html {
  const w = ticketWords[language];
  const { kind, priority, claimedPriority, rule } = ticket;
  const isUnsupported = claimedPriority !== null && claimedPriority !== priority;
  return facts([
    [w.status, statusTag(language, ticket.status)],
    [w.kind, w[kind]],
    [w.priority, priority],
    [w.because, ruleText(rule)?.[language]],
    [w.claimed, isUnsupported ? `${claimedPriority} (${w.notSupported})` : claimedPriority],
    [w.area, functionalAreas[ticket.functionalArea][language]],
    [w.category, ticketCategories[ticket.category][language]],
    [w.nature, ticketNatures[ticket.nature][language]],
    [w.source, ticketSources[ticket.source][language]],
    [w.application, ticket.application],
    [w.organisation, organisationTypes[ticket.organisationType][language]],
    [w.business, ticket.bn9],
    [w.phase, ticket.phase],
    [w.openedAt, minute(ticket.openedAt)],
    [w.respondedAt, minute(ticket.respondedAt)],
    [w.resolvedAt, minute(ticket.resolvedAt)],
    [w.closedAt, minute(ticket.closedAt)],
    [w.causedByChange, ticket.causedByChange],
    [w.fixedByChange, ticket.fixedByChange],
  ]);
}

function ruleText(rule: string): Bilingual | undefined {
  return priorityRules.find(({ id }) => id === rule)?.text ?? new Map(Object.entries(otherKinds)).get(rule);
}

/** What happened to a ticket, the oldest first. */
export function ticketTimeline(
  language: Language,
  steps: readonly TicketStep[],
  names: ReadonlyMap<string, string>,
): Html {
  const w = ticketWords[language];
  return html`<h2>${w.timeline}</h2>${table<TicketStep>(
    w.timeline,
    [
      { title: w.when, cell: ({ at }) => minute(at) ?? '' },
      { title: w.what, cell: ({ kind }) => w[kind] },
      { title: w.status, cell: ({ status }) => w[status] },
      { title: w.priority, cell: ({ priority }) => priority ?? '' },
      { title: w.by, cell: ({ by }) => names.get(by) ?? by },
      { title: w.told, cell: ({ text }) => text },
    ],
    steps,
    '',
  )}`;
}

/** The names of a list, as a select offers them. */
export function optionsOf(list: Record<string, Bilingual>, language: Language): Options {
  return Object.entries(list).map(([name, text]) => [name, text[language]] as const);
}

/** What a form tells of the facts of an incident; what is left empty is not known. */
export const typedFacts = {
  effect: z.enum(effects).optional(),
  criticality: z.enum(processes).optional(),
  functions: z.enum(['all', 'certain']).optional(),
  scope: z.enum(scopes).optional(),
  partners: z.coerce.number().int().min(0).max(100_000).optional(),
  workaround: z.enum(workarounds).optional(),
  impactNil: z.literal('yes').optional(),
};

type TypedFacts = { [name in keyof typeof typedFacts]?: z.infer<(typeof typedFacts)[name]> };

export function factsOf(typed: TypedFacts): Facts {
  const { effect, criticality, functions, scope, partners, workaround, impactNil } = typed;
  const told = { effect, process: criticality, functions, scope, partners, workaround };
  return impactNil === 'yes' ? { ...told, impactNil: true } : told;
}

/** The fields of the facts, with those that are known. */
export function factFields(language: Language, state: FormState, known: Facts = {}): Html {
  const w = ticketWords[language];
  const choice = <K extends keyof typeof w>(
    name: string,
    label: string,
    values: readonly K[],
    value?: K | null,
  ) =>
    selectField(language, state, {
      ...{ name, label, value: value ?? undefined, isOptional: true },
      options: values.map((each) => [each, w[each]] as const),
    });
  return html`<div class="fields">${choice('effect', w.effect, effects, known.effect)}
${choice('criticality', w.criticality, processes, known.process)}
${choice('functions', w.functions, ['all', 'certain'], known.functions)}
${choice('scope', w.scope, scopes, known.scope)}
${textField(language, state, { name: 'partners', label: w.partners, size: 4, inputmode: 'numeric', value: known.partners?.toString() })}
${choice('workaround', w.workaround, workarounds, known.workaround)}
${selectField(language, state, {
  ...{ name: 'impactNil', label: w.impactNil, isOptional: true },
  value: known.impactNil === true ? 'yes' : undefined,
  options: [['yes', language === 'en' ? 'Yes' : 'Oui']],
})}</div>`;
}
