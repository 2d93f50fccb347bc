import { join } from 'node:path';
import { businessOfActor } from '../accounts/business-of-actor.ts';
import { findBusiness } from '../accounts/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { findChromium } from '../debrief/find-chromium.ts';
import { type Bilingual, DomainError } from '../errors.ts';
import { responseTimes } from '../http/response-times.ts';
import { type Environment, environmentOver } from '../open-environment.ts';
import { requirementIds } from '../slr/requirements.ts';
import { existingFile } from '../storage/environment-files.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { eventsAfter, lastSeq, record } from '../storage/events.ts';
import { openSqliteFile } from '../storage/sqlite.ts';
import { phaseKey } from '../support/open-ticket.ts';
import { outagesUntil } from '../support/outages.ts';
import { findUser } from '../users/store.ts';
import { earlierRuns } from './earlier-runs.ts';
import { gatherDebrief } from './gather-debrief.ts';
import { Plan } from './plan.ts';
import { runFeatures } from './run-features.ts';
import { markComplete, newRunFolder } from './run-folder.ts';
import { writeReports } from './write-reports.ts';

/** A sprint that people live through in an environment, while a trainer leads it. */
export interface Sprint {
  name: string;
  title: Bilingual;
  /** The last event before it. */
  afterSeq: number;
  beganAt: string;
  endedAt: string | null;
  /** What its lead adds to the observations. */
  remarks: Bilingual[];
}

const key = 'sprint';

/** What is asked for does not go with where the sprint stands. */
export class SprintNotThere extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'SPRINT_STATE';

  constructor(runs: boolean) {
    super(
      runs
        ? { en: 'A sprint is running: finish it first', fr: 'Un sprint est en cours : terminez-le d’abord' }
        : {
            en: 'No sprint is running: begin one first',
            fr: 'Aucun sprint n’est en cours : commencez-en un',
          },
    );
  }
}

/** The sprint that runs, or the last one that did. */
export async function sprintOf(on: Reader): Promise<Sprint | undefined> {
  const saved = await environmentValue(on, key);
  return saved === undefined ? undefined : (JSON.parse(saved) as Sprint);
}

/** Begin a sprint: tickets are counted in it from now on. @throws SprintNotThere */
export async function beginSprint(
  tx: Tx,
  ctx: Context,
  { name, title }: Pick<Sprint, 'name' | 'title'>,
): Promise<Sprint> {
  const before = await sprintOf(tx);
  if (before?.endedAt === null) throw new SprintNotThere(true);
  const afterSeq = await lastSeq(tx);
  const sprint = { name, title, afterSeq, beganAt: ctx.clock.now(), endedAt: null, remarks: [] };
  await putValue(tx, key, JSON.stringify(sprint));
  await putValue(tx, phaseKey, name);
  await record(tx, ctx, { action: 'phase.began', subject: name, detail: { kind: 'sprint', title } });
  return sprint;
}

/** What the lead adds to the observations of the debrief, also once the sprint is over. @throws SprintNotThere */
export async function addRemark(tx: Tx, ctx: Context, remark: Bilingual): Promise<void> {
  const sprint = await sprintOf(tx);
  if (sprint === undefined) throw new SprintNotThere(false);
  await putValue(tx, key, JSON.stringify({ ...sprint, remarks: [...sprint.remarks, remark] }));
  await record(tx, ctx, { action: 'remark.added', subject: sprint.name, detail: { ...remark } });
}

/** End the sprint, and note who took part: everybody who did anything in it. @throws SprintNotThere */
export async function endSprint(tx: Tx, ctx: Context): Promise<Sprint> {
  const sprint = await sprintOf(tx);
  if (sprint === undefined || sprint.endedAt !== null) throw new SprintNotThere(false);
  const actors = new Set<string>();
  for await (const { actor } of eventsAfter(tx, sprint.afterSeq)) actors.add(actor);
  for (const actor of [...actors].sort()) {
    const detail = await participantOf(tx, actor);
    if (detail !== undefined) await record(tx, ctx, { action: 'participant.joined', subject: actor, detail });
  }
  const ended = { ...sprint, endedAt: ctx.clock.now() };
  await putValue(tx, key, JSON.stringify(ended));
  await putValue(tx, phaseKey, '');
  await record(tx, ctx, { action: 'phase.ended', subject: sprint.name });
  return ended;
}

const rolesOf = { cbsa: 'model-cbsa', control: 'project-support', partner: 'partner' } as const;

/** Who stands behind an actor; nobody behind the system's own work, or before signing in. */
async function participantOf(on: Reader, actor: string) {
  const experience = 'not-told';
  const bn9 = await businessOfActor(on, actor);
  const business = bn9 === undefined ? undefined : await findBusiness(on, bn9);
  if (business !== undefined) return { role: rolesOf.partner, type: business.kind, experience };
  const user = await findUser(on, actor);
  return user === undefined || user.kind === 'partner' ? undefined : { role: rolesOf[user.kind], experience };
}

/**
 * Write the debrief of the last sprint of an environment, running or over, into a new folder; a server may have the
 * environment open meanwhile. Its figures are those of the environment from its first day on.
 *
 * @param withScenarios run all business scenarios as well: minutes of both processors
 * @returns the folder
 * @throws NotFound, SprintNotThere
 */
export async function debriefSprint(
  name: string,
  { reports, withScenarios }: { reports: string; withScenarios: boolean },
): Promise<string> {
  const store = await openSqliteFile(existingFile(name));
  const environment = await environmentOver(name, store);
  try {
    const plan = await planOf(environment);
    const folder = newRunFolder(plan, reports);
    // What the figures are found again in.
    await store.copyTo(join(folder, 'environment.sqlite'));
    const answered = await store.read.db.select().from(responseTimes);
    const scenarios = withScenarios ? await runFeatures('', folder) : [];
    const chromium = findChromium();
    const earlier = earlierRuns(plan.name, reports);
    const leftOut = withScenarios
      ? []
      : [
          {
            en: 'The business scenarios were not run for this debrief',
            fr: 'Les scénarios d’affaires n’ont pas été exécutés pour ce bilan',
          },
        ];
    const measured = { scenarios, load: null, leftOut, earlier, answered };
    const debrief = await gatherDebrief(environment, plan, measured);
    await writeReports(environment, debrief, { folder, chromium });
    markComplete(folder);
    return folder;
  } finally {
    await environment.close();
  }
}

/** The sprint as a plan would have told of it: what a debrief says beside figures. */
async function planOf({ store, clock }: Environment): Promise<Plan> {
  const sprint = await sprintOf(store.read);
  if (sprint === undefined) throw new SprintNotThere(false);
  const minute = (instant: string) => instant.slice(0, 16);
  const begins = (await environmentValue(store.read, 'begins at')) ?? sprint.beganAt;
  const until = sprint.endedAt ?? clock.now();
  const faults = (await outagesUntil(store.read, until)).map(({ application, startedAt, ...outage }) => ({
    ...{ application, from: minute(startedAt), to: minute(outage.endedAt) },
    ...{ isPlanned: outage.isPlanned, reason: outage.reason },
  }));
  return Plan.parse({
    ...{ name: sprint.name, title: sprint.title, faults, remarks: sprint.remarks },
    seed: (await environmentValue(store.read, 'seed')) ?? '1',
    dates: { from: minute(begins), to: minute(until) },
    scope: 'none',
    population: { importers: 1, brokers: 0 },
    trade: { releasesPerDay: 1, errorShare: 0, lateShare: 0, latePayerShare: 0 },
    features: { tags: '' },
    slr: [...requirementIds],
  });
}
