import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { instantText, parseInstant } from '../clock/instants.ts';
import { findChromium } from '../debrief/find-chromium.ts';
import type { Bilingual } from '../errors.ts';
import { findK6 } from '../load/find-k6.ts';
import { runProfile } from '../load/run-profile.ts';
import { type Environment, openEnvironmentFile, system } from '../open-environment.ts';
import { makePartner, registerPartners } from '../population/businesses.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { agendaOf, inOrder } from './agenda.ts';
import { agendaOfCast } from './cast-agenda.ts';
import { catalogue, type Scenario } from './catalogue.ts';
import { earlierRuns } from './earlier-runs.ts';
import { gatherDebrief } from './gather-debrief.ts';
import { liveThrough } from './live-through.ts';
import { castOf } from './people.ts';
import type { Plan } from './plan.ts';
import { runFeatures } from './run-features.ts';
import { markComplete, newRunFolder } from './run-folder.ts';
import { agendaOfSupport } from './support-agenda.ts';
import { writeReports } from './write-reports.ts';

/** Tells how far a rehearsal is. */
export interface Progress {
  stage(text: string): void;
  step(done: number, of: number, what: string): void;
}

const noPdf: Bilingual = {
  en: 'No PDF: Chromium was not found. Install it, or name it by CHROMIUM_PATH; the HTML prints from any browser',
  fr: 'Pas de PDF : Chromium est introuvable. Installez-le, ou nommez-le par CHROMIUM_PATH; le HTML s’imprime depuis tout navigateur',
};

/**
 * Run a rehearsal: its scenarios, its simulated days, its load; then write the folder of the run. Until all of it is
 * written the folder is marked incomplete, and no report appears before it is whole.
 *
 * @returns the folder
 */
export async function rehearse(plan: Plan, reports: string, progress: Progress): Promise<string> {
  const folder = newRunFolder(plan, reports);
  progress.stage(`run folder ${folder}`);
  const listed = catalogue(plan.features.tags);
  progress.stage(`${listed.length} business scenarios, run meanwhile`);
  const environment = await openEnvironmentFile(
    plan.name,
    join(folder, 'environment.sqlite'),
    { seed: plan.seed, startsAt: plan.dates.from },
    // A run that is stopped is marked incomplete, and begun again.
    { isDurable: false },
  );
  try {
    // Scenarios need nothing of the days that are lived meanwhile, and have a processor of their own where there is one.
    // Whichever fails, the other one ends before the environment is closed.
    const [ran, lived] = await Promise.allSettled([
      runFeatures(plan.features.tags, folder),
      liveThePlan(environment, plan, listed, progress),
    ]);
    if (lived.status === 'rejected') throw lived.reason;
    if (ran.status === 'rejected') throw ran.reason;
    const scenarios = ran.value;
    const { load, leftOut } = await putLoad(plan, folder, progress);
    progress.stage('report');
    const chromium = findChromium();
    if (chromium === undefined) leftOut.push(noPdf);
    const earlier = earlierRuns(plan.name, reports);
    const debrief = await gatherDebrief(environment, plan, { scenarios, load, leftOut, earlier });
    await writeReports(environment, debrief, { folder, chromium });
  } finally {
    await environment.close();
  }
  markComplete(folder);
  return folder;
}

async function liveThePlan(
  environment: Environment,
  plan: Plan,
  scenarios: readonly Scenario[],
  progress: Progress,
): Promise<void> {
  const { chance } = environment.as(system);
  const { importers, brokers } = plan.population;
  const partners = [
    ...Array.from({ length: brokers }, (_, index) => makePartner(chance, 'broker', index)),
    ...Array.from({ length: importers }, (_, index) => makePartner(chance, 'importer', index)),
  ];
  await registerPartners(environment.as(system), partners);
  const tariff = await tariffOf(environment.store);
  const cast = castOf(plan, chance, partners);
  const { holidays } = tariff.reference;
  const agenda = inOrder(plan, [
    ...agendaOf(plan, chance, partners, tariff),
    ...agendaOfCast(plan, { chance, cast, scenarios, holidays }),
    ...agendaOfSupport(plan, { chance, cast, holidays }),
  ]);
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
