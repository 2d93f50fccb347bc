import { z } from '@hono/zod-openapi';
import type { SupportProblem } from './problem-store.ts';
import { stepKinds, type Ticket, type TicketStep } from './store.ts';
import { Facts, priorities, statuses, ticketKinds } from './types.ts';

export const TicketView = z
  .object({
    number: z.string(),
    kind: z.enum(ticketKinds),
    priority: z.enum(priorities).nullable().openapi({ description: 'As the facts decide' }),
    claimedPriority: z.enum(priorities).nullable(),
    rule: z.string().openapi({ description: 'By which rule: carm classify-incident --rules lists them' }),
    facts: Facts,
    status: z.enum(statuses),
    source: z.string(),
    category: z.string(),
    functionalArea: z.string(),
    nature: z.string(),
    title: z.string(),
    application: z.string(),
    organisationType: z.string(),
    process: z.string(),
    phase: z.string(),
    openedAt: z.string(),
    respondedAt: z.string().nullable(),
    resolvedAt: z.string().nullable(),
    closedAt: z.string().nullable(),
  })
  .openapi('Ticket');

export const StepView = z.object({
  at: z.string(),
  kind: z.enum(stepKinds),
  status: z.enum(statuses),
  priority: z.enum(priorities).nullable(),
  text: z.string(),
});

export const TicketWithSteps = TicketView.extend({ steps: z.array(StepView) }).openapi('TicketWithSteps');

const Sentence = z.object({ en: z.string(), fr: z.string() });

export const KnownErrorView = z
  .object({
    reference: z.string(),
    application: z.string(),
    title: Sentence,
    workaround: Sentence,
    openedAt: z.string(),
  })
  .openapi('KnownError');

export function toTicketView(ticket: Ticket): z.infer<typeof TicketView> {
  const { number, kind, priority, claimedPriority, rule, facts, status, source, category } = ticket;
  const { functionalArea, nature, title, application, organisationType, process, phase } = ticket;
  const { openedAt, respondedAt, resolvedAt, closedAt } = ticket;
  return {
    ...{ number, kind, priority, claimedPriority, rule, facts, status, source, category, functionalArea },
    ...{ nature, title, application, organisationType, process, phase },
    ...{ openedAt, respondedAt, resolvedAt, closedAt },
  };
}

export function toStepView({ at, kind, status, priority, text }: TicketStep): z.infer<typeof StepView> {
  return { at, kind, status, priority, text };
}

export function toKnownErrorView(problem: SupportProblem): z.infer<typeof KnownErrorView> {
  const { reference, application, openedAt } = problem;
  return {
    ...{ reference, application, openedAt },
    title: { en: problem.titleEn, fr: problem.titleFr },
    workaround: { en: problem.workaroundEn, fr: problem.workaroundFr },
  };
}
