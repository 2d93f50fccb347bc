import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { verify } from '../billing/verify.ts';
import { instantText, parseInstant } from '../clock/instants.ts';
import { businessFigures } from '../debrief/figures.ts';
import { debriefPage } from '../debrief/page.ts';
import { coverage, type Debrief } from '../debrief/types.ts';
import type { Bilingual } from '../errors.ts';
import type { LoadFigures } from '../load/figures.ts';
import { findK6 } from '../load/find-k6.ts';
import { runProfile } from '../load/run-profile.ts';
import { type Environment, openEnvironmentFile, system } from '../open-environment.ts';
import { makePartner, registerPartners } from '../population/businesses.ts';
import { evaluateAvailability, evaluateResponseTime } from '../slr/evaluate.ts';
import { requirements } from '../slr/requirements.ts';
import { eventsInOrder } from '../storage/events.ts';
import { outagesUntil } from '../support/outages.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { agendaOf } from './agenda.ts';
import { businessDigest } from './digest.ts';
import { liveThrough } from './live-through.ts';
import type { Plan } from './plan.ts';
import { runFeatures } from './run-features.ts';

/** Tells how far a rehearsal is. */
export interface Progress {
  stage(text: string): void;
  step(done: number, of: number, what: string): void;
}

const incompleteMark = 'INCOMPLETE.txt';

/**
 * Run a rehearsal: its scenarios, its simulated days, its load; then write the folder of the run. Until all of it is
 * written the folder is marked incomplete, and no report appears before it is whole.
 *
 * @returns the folder
 */
export async function rehearse(plan: Plan, reports: string, progress: Progress): Promise<string> {
  const folder = newRunFolder(plan, reports);
  writeFileSync(
    join(folder, incompleteMark),
    'This run did not finish; run the plan again.\nCette exécution ne s’est pas terminée; relancez le plan.\n',
  );
  progress.stage(`run folder ${folder}`);
  progress.stage('business scenarios');
  const scenarios = await runFeatures(plan.features.tags, folder);
  const environment = await openEnvironmentFile(plan.name, join(folder, 'environment.sqlite'), {
    seed: plan.seed,
    startsAt: plan.dates.from,
  });
  try {
    await liveThePlan(environment, plan, progress);
    const { load, leftOut } = await putLoad(plan, folder, progress);
    progress.stage('report');
    const debrief = await gather(environment, plan, { scenarios, load, leftOut });
    await writeReports(environment, debrief, folder);
  } finally {
    await environment.close();
  }
  rmSync(join(folder, incompleteMark));
  return folder;
}

/** `reports/<plan>-<seed>-<n>/`, n being the first number that is free. */
function newRunFolder(plan: Plan, reports: string): string {
  mkdirSync(reports, { recursive: true });
  const stem = `${plan.name}-${plan.seed}-`;
  const taken = readdirSync(reports)
    .filter((name) => name.startsWith(stem))
    .map((name) => Number(basename(name).slice(stem.length)));
  const folder = join(reports, `${stem}${Math.max(0, ...taken.filter(Number.isInteger)) + 1}`);
  mkdirSync(folder);
  return folder;
}

async function liveThePlan(environment: Environment, plan: Plan, progress: Progress): Promise<void> {
  const { chance } = environment.as(system);
  const { importers, brokers } = plan.population;
  const partners = [
    ...Array.from({ length: brokers }, (_, index) => makePartner(chance, 'broker', index)),
    ...Array.from({ length: importers }, (_, index) => makePartner(chance, 'importer', index)),
  ];
  await registerPartners(environment.as(system), partners);
  const agenda = agendaOf(plan, chance, partners, await tariffOf(environment.store));
  progress.stage(`simulated days ${plan.dates.from.slice(0, 10)} to ${plan.dates.to.slice(0, 10)}`);
  const until = instantText(parseInstant(plan.dates.to));
  await liveThrough(environment, agenda, until, (done, of, day) => progress.step(done, of, day));
}

async function putLoad(plan: Plan, folder: string, progress: Progress) {
  const leftOut: Bilingual[] = [];
  if (plan.load === undefined) return { load: null, leftOut };
  const k6 = findK6((text) => progress.stage(text));
  if (k6.command === undefined) {
    leftOut.push({
      en: `No load, no response times: ${k6.reason.en}`,
      fr: `Ni charge ni temps de réponse : ${k6.reason.fr}`,
    });
    progress.stage(k6.reason.en);
    return { load: null, leftOut };
  }
  progress.stage(
    `load: ${plan.load.profile}, ${plan.load.rate} transactions a second for ${plan.load.seconds} seconds`,
  );
  const loadFolder = join(folder, 'load');
  const figures = await runProfile({
    ...plan.load,
    folder: loadFolder,
    environment: { seed: plan.seed, startsAt: '2024-11-04T09:00' },
    k6: k6.command,
    say: () => undefined,
  });
  rmSync(loadFolder, { recursive: true });
  return { load: figures, leftOut };
}

async function gather(
  environment: Environment,
  plan: Plan,
  {
    scenarios,
    load,
    leftOut,
  }: Pick<Debrief['measured'], 'load' | 'leftOut'> & { scenarios: Debrief['business']['scenarios'] },
): Promise<Debrief> {
  const { read } = environment.store;
  const outages = await outagesUntil(read, environment.clock.now());
  const chosen = requirements().filter((each) => (plan.slr as string[]).includes(each.id));
  const applications = [
    ...new Set(['exchange-rates', ...plan.faults.map((each) => each.application), 'api']),
  ];
  return {
    plan: plan.name,
    title: plan.title,
    seed: plan.seed,
    simulated: plan.dates,
    business: {
      ...(await businessFigures(read)),
      digest: await businessDigest(read),
      scenarios,
      violations: await verify(read),
      availability: chosen.flatMap((each) =>
        each.kind === 'availability'
          ? applications.flatMap((app) =>
              monthsOf(plan).map((month) => evaluateAvailability(each, outages, app, month)),
            )
          : [],
      ),
    },
    measured: {
      responseTime: chosen.flatMap((each) =>
        each.kind === 'response-time' ? [evaluateResponseTime(each, load?.server ?? [], scopeOf(load))] : [],
      ),
      load,
      leftOut,
    },
    covers: coverage,
  };
}

function scopeOf(load: LoadFigures | null): string {
  return load === null ? '–' : `${load.profile}, class 1`;
}

function monthsOf({ dates }: Plan): string[] {
  const months: string[] = [];
  const last = Temporal.PlainYearMonth.from(dates.to.slice(0, 7));
  for (
    let month = Temporal.PlainYearMonth.from(dates.from.slice(0, 7));
    Temporal.PlainYearMonth.compare(month, last) <= 0;
  ) {
    months.push(month.toString());
    month = month.add({ months: 1 });
  }
  return months;
}

/** Each file is written beside its name and then put there: a half-written one is never seen. */
async function writeReports(environment: Environment, debrief: Debrief, folder: string): Promise<void> {
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.part`), text);
    renameSync(join(folder, `${name}.part`), join(folder, name));
  };
  const lines = createWriteStream(join(folder, 'events.ndjson.part'));
  for await (const event of eventsInOrder(environment.store.read)) lines.write(`${JSON.stringify(event)}\n`);
  lines.end();
  await once(lines, 'finish');
  renameSync(join(folder, 'events.ndjson.part'), join(folder, 'events.ndjson'));
  put('digest.txt', `${debrief.business.digest}\n`);
  put('load.json', JSON.stringify(debrief.measured.load, null, 2));
  put(
    'slr.json',
    JSON.stringify([...debrief.measured.responseTime, ...debrief.business.availability], null, 2),
  );
  put('debrief.fr.html', await debriefPage(debrief, 'fr'));
  put('debrief.html', await debriefPage(debrief, 'en'));
  put('debrief.json', JSON.stringify(debrief, null, 2));
}

/** Whether a run went to its end. */
export function isComplete(folder: string): boolean {
  return existsSync(join(folder, 'debrief.json')) && !existsSync(join(folder, incompleteMark));
}
