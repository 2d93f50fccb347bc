import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../config.ts';
import type { Bilingual } from '../errors.ts';

const k6Version = 'v1.8.1';
const cache = join(projectFolder, '.cache', 'k6');
const cached = join(cache, process.platform === 'win32' ? 'k6.exe' : 'k6');

/** What to do where there is no k6. */
export const noK6: Bilingual = {
  en: 'k6 was not found and could not be built. Install it (https://grafana.com/docs/k6/latest/set-up/install-k6/) or Go, and run again',
  fr: 'k6 est introuvable et n’a pu être compilé. Installez-le (https://grafana.com/docs/k6/latest/set-up/install-k6/) ou Go, puis relancez',
};

export type FoundK6 = { command: string } | { command?: undefined; reason: Bilingual };

/** k6 on the path or in our own cache, where it is there already. */
export function k6AtHand(): string | undefined {
  return ['k6', cached].find((command) => spawnSync(command, ['version']).status === 0);
}

/** k6 as it is at hand, or built with Go where Go is; or why there is none and what to do. */
export function findK6(say: (text: string) => void): FoundK6 {
  const command = k6AtHand();
  if (command !== undefined) return { command };
  if (spawnSync('go', ['version']).status === 0) {
    say(`building k6 ${k6Version} with Go, once; this takes some minutes`);
    mkdirSync(cache, { recursive: true });
    const built = spawnSync('go', ['install', `go.k6.io/k6@${k6Version}`], {
      env: { ...process.env, GOBIN: cache },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (built.status === 0 && existsSync(cached)) return { command: cached };
    say(built.stderr.trim().split('\n').at(-1) ?? '');
  }
  return { reason: noK6 };
}
