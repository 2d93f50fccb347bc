import type { Context, Tx } from '../context.ts';
import { type Environment, system } from '../open-environment.ts';
import { record } from '../storage/events.ts';
import { escalate, type OpenStatus, reopen, resolve, respond, setStatus } from '../support/handle-ticket.ts';
import { openTicket } from '../support/open-ticket.ts';
import { openMonitored } from '../support/store.ts';
import type { TicketSource } from '../support/vocabulary.ts';
import type { TicketStep } from './support-agenda.ts';
import type { Report } from './support-plan.ts';

/** The support desk of a rehearsal: does with each ticket what the plan says becomes of it. */
export class Desk {
  readonly #environment: Environment;
  readonly #numbers = new Map<string, string>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  async act(step: TicketStep): Promise<void> {
    const { store } = this.#environment;
    const ctx = this.#environment.as(step.doing === 'open' || step.doing === 'reopen' ? step.by : system);
    await store.inTransaction((tx) =>
      step.doing === 'open' ? this.#open(tx, ctx, step) : this.#handle(tx, ctx, step),
    );
  }

  /** What a monitor finds is answered at once, and resolved when the system works again. */
  async watch(application: string, worksAgain: boolean): Promise<void> {
    const ctx = this.#environment.as(system);
    await this.#environment.store.inTransaction(async (tx) => {
      const ticket = await openMonitored(tx, application);
      if (ticket === undefined) return;
      if (worksAgain) await resolve(tx, ctx, ticket.number, { text: application, nature: 'outside-system' });
      else await respond(tx, ctx, ticket.number, application);
    });
  }

  async #open(
    tx: Tx,
    ctx: Context,
    { report, key, number, title, phase, organisation }: TicketStep,
  ): Promise<void> {
    // A monitor has opened it by itself.
    if (report.by === 'monitor' && number !== undefined) return void this.#numbers.set(key, number);
    const ticket = await openTicket(tx, ctx, {
      ...{ kind: report.kind, category: report.category, functionalArea: report.area, title, phase },
      ...{ description: title, claimedPriority: report.claimedPriority ?? null, facts: report.facts ?? {} },
      source: sources[report.by],
      organisationType: organisation,
      ...(number === undefined ? {} : { number }),
      ...(report.causedBy === undefined ? {} : { causedByChange: report.causedBy }),
    });
    this.#numbers.set(key, ticket.number);
  }

  async #handle(tx: Tx, ctx: Context, { doing, report, key, title }: TicketStep): Promise<void> {
    const number = this.#numbers.get(key)!;
    switch (doing) {
      case 'respond':
        return void (await respond(tx, ctx, number, title));
      case 'escalate':
        return void (await escalate(tx, ctx, number, { to: 'operator' }));
      case 'to vendor':
        return void (await escalate(tx, ctx, number, { to: 'vendor' }));
      case 'wait':
        await setStatus(tx, ctx, number, { status: waitsAs(report) });
        return tellPlan(tx, ctx, number, report);
      case 'resolve':
        return void (await resolve(tx, ctx, number, { text: title, nature: report.nature }));
      case 'reopen':
        return void (await reopen(tx, ctx, number, title));
      case 'open':
        throw new Error(`ticket ${key} is open already`);
    }
  }
}

function waitsAs({ stays }: Report): OpenStatus {
  return stays === undefined || stays === 'New' ? 'Open' : stays;
}

/** What is to become of it before going live. */
async function tellPlan(tx: Tx, ctx: Context, number: string, { plan }: Report): Promise<void> {
  if (plan === undefined) return;
  await record(tx, ctx, { action: 'ticket.planned', subject: number, detail: plan });
}

const sources: Record<TicketStep['report']['by'], TicketSource> = {
  'project-support': 'phone',
  'model-cbsa': 'portal',
  partner: 'portal',
  monitor: 'monitor',
};
