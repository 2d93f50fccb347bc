import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { submitCad } from '../../src/cad/submit.ts';
import type { Debrief } from '../../src/debrief/types.ts';
import { createEnvironment, type Environment, openEnvironment, system } from '../../src/open-environment.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { debriefSprint } from '../../src/simulation/live-sprint.ts';
import { aCad, asImporter, released } from '../support/a-carm.ts';
import { aVisitor, type Visitor } from '../support/a-visitor.ts';

const maple = '700010010RM0001' as never;
const before = { home: process.env.CARM_HOME, reports: process.env.CARM_REPORTS };

let folder: string;
let environment: Environment;
let theo: Visitor;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carm-sprint-'));
  process.env.CARM_HOME = folder;
  process.env.CARM_REPORTS = join(folder, 'reports');
  await createEnvironment('cohort', { seed: '1', startsAt: '2024-11-04T08:00' });
  environment = await openEnvironment('cohort');
  await bringInCast(environment.as(system));
  theo = await aVisitor(environment, 'Theo Clarke');
});

afterEach(async () => {
  await environment.close();
  for (const [name, value] of [
    ['CARM_HOME', before.home],
    ['CARM_REPORTS', before.reports],
  ] as const) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(folder, { recursive: true });
});

const typed = { name: 'sprint-1', titleEn: 'Sprint 1', titleFr: 'Sprint un' };

it('its debrief tells who took part, its tickets by sprint, the outage and what the lead remarked', async () => {
  expect((await theo.send('/control/sprint/finish', {})).text).toContain('No sprint is running');
  await theo.send('/control/sprint/begin', typed);
  expect((await theo.send('/control/sprint/begin', typed)).text).toContain('A sprint is running');
  await submitCad(asImporter(environment, maple), aCad(maple, await released(environment, maple, 1)));
  const alice = await aVisitor(environment, 'Alice Tremblay');
  const asked = { kind: 'question', functionalArea: 'accounting', category: 'education', title: 'How?' };
  await alice.send('/portal/help/new', { ...asked, description: 'How do I correct?' });
  const down = { state: 'isDown', errorShare: '0', latencyMilliseconds: '0' };
  await theo.send('/control/systems/portal', down);
  await environment.advanceTo('2024-11-04T12:00');
  await theo.send('/control/systems/portal', { ...down, state: 'up' });
  const remark = { en: 'The cohort was tired.', fr: 'La cohorte était fatiguée.' };
  await theo.send('/control/sprint/remark', remark);
  await theo.send('/control/sprint/finish', {});
  await environment.advanceTo('2024-11-05T12:00');

  const run = await debriefSprint('cohort', { reports: process.env.CARM_REPORTS!, withScenarios: false });
  const debrief = JSON.parse(readFileSync(join(run, 'debrief.json'), 'utf8')) as Debrief;
  expect(debrief.business.remarks).toEqual([remark]);
  expect(debrief.business.people.phases).toMatchObject([{ id: 'sprint-1', from: '2024-11-04' }]);
  expect(debrief.business.people.participants.map(({ role, type }) => [role, type])).toContainEqual([
    'partner',
    'importer',
  ]);
  expect(debrief.business.faults).toMatchObject([{ application: 'portal', minutes: 240 }]);
  expect(debrief.business.serviceLevels).toContainEqual(
    expect.objectContaining({ scope: 'portal 2024-11', verdict: 'fail' }),
  );
  expect(debrief.business.support?.byPhase).toMatchObject([
    { phase: 'sprint-1', incidents: 1, questions: 1 },
  ]);
  expect(debrief.business.violations).toEqual([]);
  expect(readdirSync(run)).toEqual(
    expect.arrayContaining(['environment.sqlite', 'debrief.html', 'debrief.fr.html', 'debrief.xlsx']),
  );

  const name = run.split('/').at(-1)!;
  const { text } = await theo.open('/control/sprint');
  expect(text).toContain(`/control/sprint/runs/${name}/debrief.html`);
  const page = await theo.open(`/control/sprint/runs/${name}/debrief.html`);
  expect(page.text).toContain('The cohort was tired.');
  expect((await theo.open(`/control/sprint/runs/${name}/..%2Fevents`)).status).toBe(404);
  expect((await alice.open(`/control/sprint/runs/${name}/debrief.html`)).status).toBe(403);
});

it('without a sprint there is nothing to debrief', async () => {
  const options = { reports: process.env.CARM_REPORTS!, withScenarios: false };
  await expect(debriefSprint('cohort', options)).rejects.toMatchObject({ code: 'SPRINT_STATE' });
});
