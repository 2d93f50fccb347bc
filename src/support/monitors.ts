import { and, lte, ne, sql } from 'drizzle-orm';
import { dueWork } from '../clock/due-work.ts';
import { instantText, parseInstant } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import {
  conditionAt,
  type Partner,
  type PartnerName,
  partnerNames,
  partnerOf,
  switchPartner,
} from '../partners/partner.ts';
import { prepared } from '../storage/prepared.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { factsOfSystem, systemTitles } from './monitored.ts';
import { openTicket } from './open-ticket.ts';
import { beginOutage, endOutage, lastingOutage } from './outages.ts';
import { takeStep } from './step.ts';
import { openMonitored, stepsOf, type Ticket } from './store.ts';
import type { Facts } from './types.ts';
import type { FunctionalArea } from './vocabulary.ts';

/** Why an outside system is down, where somebody knows. */
export interface Reason {
  isPlanned: boolean;
  reason: string;
  /** The number of the ticket that tells of it. */
  ticket?: string | undefined;
}

/** Switch an outside system, and let the monitors see it at once: outage, ticket, known error. */
export async function switchSystem(
  tx: Tx,
  ctx: Context,
  name: PartnerName,
  change: Partial<Partner>,
  reason?: Reason,
): Promise<Partner> {
  const partner = await switchPartner(tx, ctx, name, change);
  await watchSystem(tx, ctx, name, partner, reason);
  return partner;
}

/** Look at every outside system, and at work that is late. */
export async function watchAll(tx: Tx, ctx: Context): Promise<void> {
  for (const name of partnerNames) await watchSystem(tx, ctx, name, await partnerOf(ctx.store, name, tx));
  await watchBatches(tx, ctx);
}

async function watchSystem(
  tx: Tx,
  ctx: Context,
  name: PartnerName,
  partner: Partner,
  { isPlanned, reason, ticket }: Reason = { isPlanned: false, reason: 'Found by a monitor' },
): Promise<void> {
  const { isDown, errorShare } = conditionAt(partner, ctx.clock.now());
  const outage = await lastingOutage(tx, name);
  if (isDown && outage === undefined) {
    await beginOutage(tx, ctx, { application: name, isPlanned, reason });
    if (!isPlanned)
      await alert(tx, ctx, {
        ...{ application: name, number: ticket },
        ...{ ...systemTitles(name).down, ...factsOfSystem[name] },
      });
  }
  if (!isDown && outage !== undefined) {
    await endOutage(tx, ctx, name);
    await noteRecovery(tx, ctx, name);
  }
  await watchErrors(tx, ctx, name, isDown ? 0 : errorShare);
}

async function watchErrors(tx: Tx, ctx: Context, name: PartnerName, errorShare: number): Promise<void> {
  const { reference } = await tariffOf(ctx.store);
  const limit = reference.parameter('support-error-share', ctx.clock.today()).value.toNumber();
  const application = `${name}-errors`;
  if (errorShare === 0 || errorShare < limit) return noteRecovery(tx, ctx, application);
  const { facts, functionalArea } = factsOfSystem[name];
  const degraded: Facts = { ...facts, effect: 'degradation' };
  await alert(tx, ctx, { application, ...systemTitles(name).faulty, facts: degraded, functionalArea });
}

/** Work that began and did not end in time. */
async function watchBatches(tx: Tx, ctx: Context): Promise<void> {
  const { reference } = await tariffOf(ctx.store);
  const hours = reference.parameter('support-batch-hours', ctx.clock.today()).value.toNumber();
  const before = instantText(parseInstant(ctx.clock.now()).subtract({ minutes: Math.round(hours * 60) }));
  for (const { kind, dueAt } of await unfinished(tx, { before })) {
    await alert(tx, ctx, {
      ...{ application: `batch ${kind}`, title: `Batch late / Traitement en retard : ${kind}` },
      ...{ description: `${kind}: ${dueAt}`, functionalArea: 'platform' },
      facts: { effect: 'stoppage', process: 'critical', functions: 'certain', scope: 'user-group' },
    });
  }
}

const unfinished = prepared((db) =>
  db
    .select()
    .from(dueWork)
    .where(and(ne(dueWork.state, 'done'), lte(dueWork.dueAt, sql.placeholder('before')))),
);

interface Alert {
  number?: string | undefined;
  application: string;
  title: string;
  description: string;
  functionalArea: FunctionalArea;
  facts: Facts;
}

/** One open ticket for each thing that is watched: what fails on is known, what fails again is noted there. */
async function alert(tx: Tx, ctx: Context, { title, description, number, ...seen }: Alert): Promise<void> {
  const open = await openMonitored(tx, seen.application);
  if (open === undefined) {
    await openTicket(tx, ctx, {
      ...{ source: 'monitor', kind: 'incident', category: 'interface', nature: 'outside-system' },
      ...{ title, description, organisationType: 'project', bn9: null, ...seen },
      ...(number === undefined ? {} : { number }),
    });
  } else if (await hasRecovered(tx, open)) {
    await takeStep(tx, ctx, open, { kind: 'recurred', text: description, isInternal: true });
  }
}

async function noteRecovery(tx: Tx, ctx: Context, application: string): Promise<void> {
  const open = await openMonitored(tx, application);
  if (open === undefined || (await hasRecovered(tx, open))) return;
  await takeStep(tx, ctx, open, { kind: 'recovered', isInternal: true });
}

/** Whether what a monitor found was well again when it looked last. */
async function hasRecovered(tx: Tx, { number }: Ticket): Promise<boolean> {
  const seen = (await stepsOf(tx, number)).filter(({ kind }) => kind === 'recovered' || kind === 'recurred');
  return seen.at(-1)?.kind === 'recovered';
}
