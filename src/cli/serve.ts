import { basename } from 'node:path';
import { serve } from '@hono/node-server';
import type { Command } from 'commander';
import { type AppOptions, createApp } from '../app.ts';
import { deliverNotices } from '../notices/deliver.ts';
import {
  createEnvironment,
  defaultStart,
  type Environment,
  openEnvironment,
  openEnvironmentFile,
  system,
} from '../open-environment.ts';
import { listEnvironments } from '../storage/environment-files.ts';
import { trainIn } from './env.ts';
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
      const environment = name.endsWith('.sqlite')
        ? await openEnvironmentFile(basename(name, '.sqlite'), name)
        : await openNamed(name);
      const { port, requestsPerMinute, behindProxy: isBehindProxy = false } = options;
      await serveEnvironment(environment, Number(port), {
        requestsPerMinute: Number(requestsPerMinute),
        isBehindProxy,
      });
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
export async function serveEnvironment(
  environment: Environment,
  port: number,
  options: AppOptions,
): Promise<void> {
  const { app, recorder } = createApp(environment, options);
  await environment.advanceTo(environment.clock.now());
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, ({ port: actual }) => {
    console.log(`Simulation, not the real CARM. / Simulation, ce n’est pas la vraie GCRA.`);
    console.log(`${environment.name} at ${environment.clock.now()}: http://127.0.0.1:${actual}/`);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(
      `Port ${port} is in use; choose another with --port. / Le port ${port} est occupé; choisissez-en un autre avec --port.`,
    );
    process.exit(2);
  });
  const saving = setInterval(() => void recorder.save(environment.store).catch(fail), 5000);
  const ticking = setInterval(() => {
    if (environment.clock.state.mode === 'paced')
      void environment.advanceTo(environment.clock.now()).catch(fail);
  }, 1000);
  // One round at a time: a slow address delays only notices, never a reply.
  let isDelivering = false;
  const delivering = setInterval(() => {
    if (isDelivering) return;
    isDelivering = true;
    void deliverNotices(environment.as(system))
      .catch(fail)
      .finally(() => {
        isDelivering = false;
      });
  }, 1000);
  const stop = () => {
    clearInterval(delivering);
    clearInterval(saving);
    clearInterval(ticking);
    // Whoever watches live would watch for ever; what else is under way has this long to end.
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2000);
    server.close(async () => {
      await recorder.save(environment.store);
      await environment.close();
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
