import type { Command } from 'commander';
import { allRights, partnerRights } from '../accounts/rights.ts';
import type { Actor } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { issueToken, openEnvironment } from '../open-environment.ts';

export function tokenCommand(program: Command): void {
  program
    .command('token <environment>')
    .description(
      'Give out an API token: for a partner by its business number, or for the trainer with --control',
    )
    .option('--bn9 <bn9>', 'the business it acts for')
    .option('--control', 'may do everything, time and faults included')
    .option('--scopes <scopes>', 'rights, separated by commas')
    .action(async (name: string, options: { bn9?: string; control?: boolean; scopes?: string }) => {
      if (options.bn9 === undefined && options.control !== true) {
        throw new InvalidInput({
          en: 'Say --bn9 <bn9> or --control',
          fr: 'Indiquez --bn9 <ne9> ou --control',
        });
      }
      const kind: Actor['kind'] = options.control === true ? 'control' : 'partner';
      const scopes = options.scopes?.split(',') ?? (options.control === true ? allRights : partnerRights);
      const unknown = scopes.find((scope) => !(allRights as readonly string[]).includes(scope));
      if (unknown !== undefined) {
        throw new InvalidInput({
          en: `${unknown} is no right; rights: ${allRights.join(', ')}`,
          fr: `${unknown} n’est pas un droit; droits : ${allRights.join(', ')}`,
        });
      }
      const environment = await openEnvironment(name);
      try {
        const holder = {
          name: options.bn9 ?? 'control',
          kind,
          scopes,
          ...(options.bn9 === undefined ? {} : { bn9: options.bn9 }),
        };
        console.log(await issueToken(environment, holder));
      } finally {
        await environment.close();
      }
    });
}
