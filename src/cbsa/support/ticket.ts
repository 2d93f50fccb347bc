import { z } from '@hono/zod-openapi';
import type { Context, Tx } from '../../context.ts';
import {
  button,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textArea,
  textField,
} from '../../pages/form.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Params, Site } from '../../pages/site.ts';
import {
  factFields,
  factsOf,
  optionsOf,
  ticketFacts,
  ticketTimeline,
  typedFacts,
} from '../../pages/ticket.ts';
import { ticketWords } from '../../pages/ticket-words.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import {
  addNote,
  byDesk,
  escalate,
  linkChange,
  openStatuses,
  reclassify,
  reopen,
  resolve,
  respond,
  setStatus,
} from '../../support/handle-ticket.ts';
import { linkProblem } from '../../support/problems.ts';
import { stepsOf, type Ticket, ticketBy } from '../../support/store.ts';
import { isResolved, ticketKinds } from '../../support/types.ts';
import { escalationTargets, namesOf, ticketNatures } from '../../support/vocabulary.ts';
import { namesOfActors } from '../../users/actors.ts';
import { desk, supportTabs } from './queue.ts';

const words = inBoth({
  respond: ['Answer', 'Répondre'],
  note: ['Note for the desk alone', 'Noter pour le bureau seul'],
  status: ['Change the status', 'Changer le statut'],
  escalate: ['Escalate', 'Acheminer'],
  to: ['To', 'À'],
  facts: ['Decide the priority by facts', 'Décider de la priorité selon les faits'],
  resolve: ['Resolve', 'Résoudre'],
  reopen: ['Open again', 'Rouvrir'],
  links: ['Link to a change or a problem', 'Lier à un changement ou à un problème'],
  problem: ['Number of the problem', 'Numéro du problème'],
  do: ['Do it', 'Exécuter'],
});

const text = z.string().min(1).max(10_000);
const optional = z.string().max(10_000).optional();
const reference = z.string().max(50).optional();

/** One ticket, and what the desk decides about it. */
export function supportTicketPages(site: Site): void {
  const here = '/cbsa/support/tickets/:ticket';
  site.page(here, desk, show);

  const deskForm = <S extends z.ZodType>(
    name: string,
    schema: S,
    act: (tx: Tx, ctx: Context, number: string, input: z.infer<S>) => Promise<Ticket>,
  ) =>
    site.form(`${here}/${name}`, desk, {
      show,
      schema,
      act: async ({ ctx }, input, { ticket }) => {
        await byDesk(ctx, (tx, own) => act(tx, own, ticket!, input));
        return `/cbsa/support/tickets/${ticket}`;
      },
    });

  // Each text has a name of its own: the forms stand on one page.
  deskForm('respond', z.object({ answer: text }), (tx, ctx, number, { answer }) =>
    respond(tx, ctx, number, answer),
  );
  deskForm('note', z.object({ note: text }), (tx, ctx, number, { note }) => addNote(tx, ctx, number, note));
  deskForm(
    'status',
    z.object({ status: z.enum(openStatuses), statusText: optional }),
    (tx, ctx, number, { status, statusText }) => setStatus(tx, ctx, number, { status, text: statusText }),
  );
  deskForm(
    'escalate',
    z.object({ to: z.enum(namesOf(escalationTargets)), escalationText: optional }),
    (tx, ctx, number, { to: target, escalationText }) =>
      escalate(tx, ctx, number, { to: target, text: escalationText }),
  );
  deskForm(
    'facts',
    z.object({ kind: z.enum(ticketKinds), factsText: optional, ...typedFacts }),
    (tx, ctx, number, { kind, factsText, ...typed }) =>
      reclassify(tx, ctx, number, { kind, facts: factsOf(typed), text: factsText }),
  );
  deskForm(
    'resolve',
    z.object({ resolution: text, nature: z.enum(namesOf(ticketNatures)), fixedBy: reference }),
    (tx, ctx, number, { resolution, nature, fixedBy }) =>
      resolve(tx, ctx, number, { text: resolution, nature, fixedByChange: fixedBy }),
  );
  deskForm('reopen', z.object({ reason: text }), (tx, ctx, number, { reason }) =>
    reopen(tx, ctx, number, reason),
  );
  deskForm(
    'links',
    z.object({
      problem: z.coerce.number().int().optional(),
      causedByChange: reference,
      fixedByChange: reference,
    }),
    async (tx, ctx, number, { problem, ...changes }) => {
      if (problem !== undefined) await linkProblem(tx, ctx, number, problem);
      return Object.keys(changes).length > 0 ? linkChange(tx, ctx, number, changes) : ticketBy(tx, number);
    },
  );
}

async function show(visit: SignedIn, { ticket: number }: Params, state: FormState) {
  const { ctx, language } = visit;
  const { read } = ctx.store;
  const ticket = await ticketBy(read, number!);
  const steps = await stepsOf(read, ticket.number);
  const names = await namesOfActors(read, [...new Set(steps.map(({ by }) => by))]);
  const body = html`${supportTabs(visit)}${errorSummary(language, state)}${ticketFacts(language, ticket)}
${decisions(visit, ticket, state)}
${ticketTimeline(language, steps, names)}`;
  return { title: `${ticketWords[language].ticket} ${ticket.number}: ${ticket.title}`, body };
}

/** What the desk may do with it now. */
function decisions(visit: SignedIn, ticket: Ticket, state: FormState): Html {
  const { language } = visit;
  const [w, own] = [ticketWords[language], words[language]];
  const box = (
    name: 'respond' | 'note' | 'status' | 'escalate' | 'facts' | 'resolve' | 'reopen' | 'links',
    fields: Html,
  ) =>
    html`<details class="more"><summary>${own[name]}</summary>${postForm(
      to(visit, `/cbsa/support/tickets/${ticket.number}/${name}`),
      html`${fields}<div class="buttons">${button(own.do)}</div>`,
      { label: own[name] },
    )}</details>`;
  const textBox = (name: string, isRequired: boolean) =>
    textArea(language, state, { name, label: w.text, isRequired });
  const change = (name: string, label: string) => textField(language, state, { name, label, size: 16 });
  const always = html`${box('note', textBox('note', true))}${box('links', html`${textField(language, state, { name: 'problem', label: own.problem, size: 6, inputmode: 'numeric' })}${change('causedByChange', w.causedByChange)}${change('fixedByChange', w.fixedByChange)}`)}`;
  if (isResolved(ticket)) return html`${box('reopen', textBox('reason', true))}${always}`;
  const choose = (
    name: string,
    label: string,
    options: readonly (readonly [string, string])[],
    value?: string,
  ) => selectField(language, state, { name, label, options, value, isRequired: true });
  const open = openStatuses.map((status) => [status, w[status]] as const);
  const kinds = ticketKinds.map((kind) => [kind, w[kind]] as const);
  return html`${box('respond', textBox('answer', true))}
${box('status', html`${choose('status', w.status, open)}${textBox('statusText', false)}`)}
${box('escalate', html`${choose('to', own.to, optionsOf(escalationTargets, language), 'operator')}${textBox('escalationText', false)}`)}
${box('facts', html`${choose('kind', w.kind, kinds, ticket.kind)}${factFields(language, state, ticket.facts)}${textBox('factsText', false)}`)}
${box('resolve', html`${choose('nature', w.nature, optionsOf(ticketNatures, language))}${textBox('resolution', true)}${change('fixedBy', w.fixedByChange)}`)}
${always}`;
}
