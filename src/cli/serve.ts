import { basename } from 'node:path';
import { serve } from '@hono/node-server';
import type { Command } from 'commander';
import { House } from '../house.ts';
import {
  createEnvironment,
  defaultStart,
  type Environment,
  openEnvironment,
  openEnvironmentFile,
} from '../open-environment.ts';
import { trainIn } from '../simulation/training.ts';
import { listEnvironments } from '../storage/environment-files.ts';
import { fail } from './terminal.ts';

/** Whoever just starts the program finds an environment to be trained in. */
const defaultName = 'default';

interface ServeOptions {
  port: string;
  requestsPerMinute: string;
  behindProxy?: true;
}

export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('Serve an environment over HTTP: its portal, /docs, /api/v1, /healthz, /metrics')
    .argument('[environment]', 'its name, created when it does not exist; or a database file', defaultName)
    .option('-p, --port <port>', 'port on the loopback interface', '8080')
    .option('--requests-per-minute <n>', 'rate limit for each credential', '600000')
    .option('--behind-proxy', 'take who asks from the X-Forwarded-For of the proxy before it')
    .action(async (name: string, options: ServeOptions) => {
      const isNamed = !name.endsWith('.sqlite');
      const environment = isNamed
        ? await openNamed(name)
        : await openEnvironmentFile(basename(name, '.sqlite'), name);
      const { port, requestsPerMinute, behindProxy: isBehindProxy = false } = options;
      const limits = { requestsPerMinute: Number(requestsPerMinute), isBehindProxy };
      const house = await House.around(environment, limits, { isNamed, fail });
      await serveHouse(house, environment, Number(port));
    });
}

async function openNamed(name: string): Promise<Environment> {
  if (!listEnvironments().some((each) => each.name === name)) {
    await createEnvironment(name, defaultStart);
    if (name === defaultName) await trainIn(name, 45);
  }
  return openEnvironment(name);
}

/** Serve until told to stop; then finish what is under way, and leave. */
async function serveHouse(house: House, { name, clock }: Environment, port: number): Promise<void> {
  const fetch = (request: Request, bindings: unknown) => house.fetch(request, bindings);
  const server = serve({ fetch, hostname: '127.0.0.1', port }, ({ port: actual }) => {
    console.log(`Simulation, not the real CARM. / Simulation, ce n’est pas la vraie GCRA.`);
    console.log(`${name} at ${clock.now()}: http://127.0.0.1:${actual}/`);
    house.isServedAt(`http://127.0.0.1:${actual}`);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(
      `Port ${port} is in use; choose another with --port. / Le port ${port} est occupé; choisissez-en un autre avec --port.`,
    );
    process.exit(2);
  });
  const stop = () => {
    // Whoever watches live would watch for ever; what else is under way has this long to end.
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2000);
    server.close(async () => {
      await house.close();
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
