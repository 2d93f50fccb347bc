import { spawnSync } from 'node:child_process';
import { findChromium } from '../src/debrief/find-chromium.ts';

/** Install Debian's where we may; otherwise there is none. */
export function setUpChromium(say: (text: string) => void): string | undefined {
  const found = findChromium();
  if (found !== undefined) return found;
  if (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    spawnSync('apt-get', ['--version']).status === 0
  ) {
    say('installing Chromium from Debian’s packages');
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return findChromium();
}
