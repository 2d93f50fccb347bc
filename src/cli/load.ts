import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Argument, type Command } from 'commander';
import { findK6 } from '../load/find-k6.ts';
import { type ProfileName, profileNames, runProfile } from '../load/run-profile.ts';
import { defaultStart } from '../open-environment.ts';

export function loadCommand(program: Command): void {
  program
    .command('load')
    .description('Start an environment, put a load profile on it with k6, and report')
    .addArgument(new Argument('<profile>', 'what day to imitate').choices(profileNames))
    .option('--rate <n>', 'transactions a second', '50')
    .option('--seconds <n>', 'how long', '30')
    .option('--out <folder>', 'where to keep the figures and the database')
    .action(async (profile: ProfileName, options: { rate: string; seconds: string; out?: string }) => {
      const say = (text: string) => console.error(text);
      const k6 = findK6(say);
      if (k6.command === undefined) {
        console.error(`${k6.reason.en}\n${k6.reason.fr}`);
        process.exitCode = 2;
        return;
      }
      const folder = options.out ?? mkdtempSync(join(tmpdir(), 'carm-load-'));
      const environment = { ...defaultStart, startsAt: '2024-11-04T09:00' };
      const [rate, seconds] = [Number(options.rate), Number(options.seconds)];
      const figures = await runProfile({ profile, rate, seconds, folder, environment, k6: k6.command, say });
      writeFileSync(join(folder, 'load.json'), JSON.stringify(figures, null, 2));
      const { median, p90, p98, p99 } = figures.responseTime;
      console.log(
        `${profile}: ${figures.requests} requests, ${figures.requestsPerSecond.toFixed(1)} a second`,
      );
      console.log(
        `class 1, ms: median ${median.toFixed(1)}, p90 ${p90.toFixed(1)}, p98 ${p98.toFixed(1)}, p99 ${p99.toFixed(1)}`,
      );
      for (const { name, passes, fails } of figures.checks)
        console.log(`check "${name}": ${passes} passed, ${fails} failed`);
      console.log(
        `SLR 1.4-1 ${figures.thresholdsHeld ? 'held' : 'did not hold'}; figures in ${join(folder, 'load.json')}`,
      );
    });
}
