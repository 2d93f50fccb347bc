#!/usr/bin/env node
// Checks the Node it runs on before it loads anything: the SQLite driver stops an old Node without a word.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isRecent = Number(process.versions.node.split('.')[0]) >= 26;
const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (!isRecent && !existsSync(pinned)) {
  console.error(
    `carm needs Node 26 or later; this is ${process.versions.node}. Run "npm ci" in ${root}: it brings one.\n` +
      `carm a besoin de Node 26 ou plus récent; celui-ci est ${process.versions.node}. Lancez « npm ci » dans ${root}.`,
  );
  process.exit(2);
}

if (isRecent) {
  await import('../src/main.ts');
} else {
  const result = spawnSync(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exit(result.status ?? 1);
}
