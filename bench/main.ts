import { projectFolder } from '../src/config.ts';
import { benchAssess } from './assess.ts';
import { benchLarge } from './large.ts';
import { benchLive } from './live.ts';
import { benchPages } from './pages.ts';
import { benchStorage } from './storage.ts';
import { benchSubmit } from './submit.ts';
import { print, type Row, save } from './table.ts';
import { benchYear } from './year.ts';

const benchmarks: Record<string, () => Promise<Row[]>> = {
  assess: benchAssess,
  storage: benchStorage,
  submit: benchSubmit,
  large: benchLarge,
  pages: benchPages,
  live: benchLive,
  year: benchYear,
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are: ${Object.keys(benchmarks).join(', ')}`);
  process.exit(2);
}

const rows: Row[] = [];
for (const name of chosen.length > 0 ? chosen : Object.keys(benchmarks)) {
  console.error(`measuring ${name}`);
  rows.push(...(await benchmarks[name]!()));
}
print(rows);
save(projectFolder, rows);
