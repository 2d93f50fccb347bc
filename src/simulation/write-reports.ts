import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromiumFlags } from '../debrief/find-chromium.ts';
import { debriefPage, debriefSlides } from '../debrief/page.ts';
import type { Debrief } from '../debrief/types.ts';
import { debriefWorkbook } from '../debrief/workbook.ts';
import type { Environment } from '../open-environment.ts';
import { eventsInOrder } from '../storage/events.ts';

/** Each file is written beside its name and then put there: a half-written one is never seen. */
export async function writeReports(
  environment: Environment,
  debrief: Debrief,
  { folder, chromium }: { folder: string; chromium: string | undefined },
): Promise<void> {
  const put = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, `${name}.part`), content);
    renameSync(join(folder, `${name}.part`), join(folder, name));
  };
  await writeEvents(environment, folder);
  put('digest.txt', `${debrief.business.digest}\n`);
  put('load.json', JSON.stringify(debrief.measured.load, null, 2));
  put(
    'slr.json',
    JSON.stringify(
      {
        measured: debrief.measured.responseTime,
        byMonth: debrief.business.serviceLevels,
        incidentsAndChanges: debrief.business.register,
      },
      null,
      2,
    ),
  );
  for (const [language, ending] of [
    ['fr', '.fr'],
    ['en', ''],
  ] as const) {
    put(`debrief${ending}.xlsx`, await debriefWorkbook(debrief, language));
    put(`debrief${ending}.html`, await debriefPage(debrief, language));
    put(`slides${ending}.html`, await debriefSlides(debrief, language));
    if (chromium === undefined) continue;
    await print(chromium, folder, { from: `debrief${ending}.html`, to: `debrief${ending}.pdf` });
    await print(chromium, folder, { from: `slides${ending}.html`, to: `slides${ending}.pdf` });
  }
  put('debrief.json', JSON.stringify(debrief, null, 2));
}

async function writeEvents({ store }: Environment, folder: string): Promise<void> {
  const lines = createWriteStream(join(folder, 'events.ndjson.part'));
  for await (const event of eventsInOrder(store.read)) lines.write(`${JSON.stringify(event)}\n`);
  lines.end();
  await once(lines, 'finish');
  renameSync(join(folder, 'events.ndjson.part'), join(folder, 'events.ndjson'));
}

/** A page of the folder as a PDF, printed by Chromium. */
async function print(
  chromium: string,
  folder: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const part = join(folder, `${to}.part`);
  const profile = join(folder, '.chromium');
  const child = spawn(
    chromium,
    [
      ...['--headless', ...chromiumFlags, '--no-pdf-header-footer', `--user-data-dir=${profile}`],
      ...[`--print-to-pdf=${part}`, pathToFileURL(join(folder, from)).href],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  rmSync(profile, { recursive: true, force: true });
  if (code !== 0) throw new Error(`${from} could not be printed (${code}): ${said.join('').slice(-500)}`);
  renameSync(part, join(folder, to));
}
