import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../config.ts';

const k6Version = 'v1.8.1';
const cache = join(projectFolder, '.cache', 'k6');
const cached = join(cache, process.platform === 'win32' ? 'k6.exe' : 'k6');

export type FoundK6 = { command: string } | { command?: undefined; reason: { en: string; fr: string } };

/** k6 on the path, or in our own cache, or built with Go where Go is; or why there is none and what to do. */
export function findK6(say: (text: string) => void): FoundK6 {
  for (const command of ['k6', cached]) {
    if (spawnSync(command, ['version']).status === 0) return { command };
  }
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
  return {
    reason: {
      en: `k6 was not found and could not be built. Install it (https://grafana.com/docs/k6/latest/set-up/install-k6/) or Go, and run again`,
      fr: `k6 est introuvable et n’a pu être compilé. Installez-le (https://grafana.com/docs/k6/latest/set-up/install-k6/) ou Go, puis relancez`,
    },
  };
}
