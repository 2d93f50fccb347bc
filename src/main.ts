import { Command, CommanderError } from 'commander';
import { assessCommand } from './cli/assess.ts';
import { classifyIncidentCommand } from './cli/classify-incident.ts';
import { debriefCommand } from './cli/debrief.ts';
import { dueCommand } from './cli/due.ts';
import { envCommand } from './cli/env.ts';
import { loadCommand } from './cli/load.ts';
import { planCommand } from './cli/plan.ts';
import { rehearseCommand } from './cli/rehearse.ts';
import { seedCommand } from './cli/seed.ts';
import { serveCommand } from './cli/serve.ts';
import { slrCommand } from './cli/slr.ts';
import { fail } from './cli/terminal.ts';
import { tokenCommand } from './cli/token.ts';
import { verifyCommand } from './cli/verify.ts';
import { version } from './config.ts';

const program = new Command('carm')
  .description(
    'A complete simulated CARM. Not the real CARM. / Une GCRA simulée complète. Ce n’est pas la vraie GCRA.',
  )
  .version(version)
  .showHelpAfterError()
  .exitOverride();

assessCommand(program);
classifyIncidentCommand(program);
debriefCommand(program);
dueCommand(program);
envCommand(program);
loadCommand(program);
planCommand(program);
rehearseCommand(program);
seedCommand(program);
serveCommand(program);
slrCommand(program);
tokenCommand(program);
verifyCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else fail(error);
}
