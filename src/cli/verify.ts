import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { verify } from '../billing/verify.ts';
import { existingFile } from '../storage/environment-files.ts';
import { openSqliteFile } from '../storage/sqlite.ts';

export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'Check every invariant of an environment’s ledger, statements and journal; exit 1 when one does not hold',
    )
    .argument('<environment>', 'its name, or a database file')
    .action(async (given: string) => {
      const store = await openSqliteFile(
        given.endsWith('.sqlite') && existsSync(given) ? given : existingFile(given),
      );
      try {
        const violations = await verify(store.read);
        for (const { invariant, offender, detail } of violations)
          console.error(`${invariant}: ${offender} (${detail})`);
        console.log(
          violations.length === 0 ? 'in order: every invariant holds' : `${violations.length} violation(s)`,
        );
        process.exitCode = violations.length === 0 ? 0 : 1;
      } finally {
        await store.close();
      }
    });
}
