import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { type Bilingual, DomainError, InvalidInput } from '../errors.ts';
import type { Environment } from '../open-environment.ts';
import { record } from '../storage/events.ts';
import { type LoadFigures, loadFigures } from './figures.ts';
import { noK6 } from './find-k6.ts';
import { prepareLivePool } from './prepare-pool.ts';
import { type LoadOrder, startK6, submissionsOf } from './run-profile.ts';

/** As many released goods are made for one load at most: some seconds of work beside the people. */
const mostReleases = 50_000;

/** Load on an environment in which people work, as it stands or as it ended. */
export interface LoadStatus {
  environment: string;
  order: LoadOrder;
  state: 'preparing' | 'running' | 'stopping' | 'ended' | 'failed';
  startedAt: string;
  figures?: LoadFigures;
  why?: Bilingual;
}

/** What is asked for does not go with the load that runs, or with none running. */
export class LoadState extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'LOAD_STATE';

  constructor(runs: boolean) {
    super(
      runs
        ? {
            en: 'Load is being put on already: stop it first',
            fr: 'Une charge est déjà en cours : arrêtez-la d’abord',
          }
        : { en: 'No load is running', fr: 'Aucune charge n’est en cours' },
    );
  }
}

/** Puts load on the environments of one server, one at a time, while people go on working. */
export class LiveLoad {
  readonly #k6: () => string | undefined;
  readonly #fail: (error: unknown) => void;
  #address: string | undefined;
  #status: LoadStatus | undefined;
  #kill: ((signal: 'SIGINT' | 'SIGKILL') => void) | undefined;
  #work: Promise<void> | undefined;

  /** @param k6 where k6 is, or nothing */
  constructor(k6: () => string | undefined, fail: (error: unknown) => void) {
    this.#k6 = k6;
    this.#fail = fail;
  }

  /** Tell where the server is, once it listens. */
  isServedAt(address: string): void {
    this.#address = address;
  }

  status(): LoadStatus | undefined {
    return this.#status;
  }

  isUnderWay(): boolean {
    return this.#work !== undefined;
  }

  /** Begin to put load on an environment. @throws LoadState, InvalidInput */
  async begin(ctx: Context, environment: Environment, order: LoadOrder): Promise<void> {
    if (this.isUnderWay()) throw new LoadState(true);
    const releases = submissionsOf(order);
    if (releases > mostReleases) throw new InvalidInput(tooMuch(releases));
    const k6 = this.#k6();
    if (k6 === undefined || this.#address === undefined) throw new InvalidInput(noK6);
    this.#status = {
      ...{ environment: environment.name, order, state: 'preparing', startedAt: ctx.clock.now() },
    };
    this.#work = this.#run(ctx, environment, { order, k6, address: this.#address })
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#work = undefined;
        this.#kill = undefined;
      });
  }

  /** Let what is under way end, and keep its figures. @throws LoadState */
  stop(): void {
    if (!this.isUnderWay()) throw new LoadState(false);
    this.#status!.state = 'stopping';
    this.#kill?.('SIGINT');
  }

  /** End at once whatever load is on an environment, or on any: it is about to be closed. */
  async leave(environment = this.#status?.environment): Promise<void> {
    if (!this.isUnderWay() || this.#status?.environment !== environment) return;
    this.#status!.state = 'stopping';
    this.#kill?.('SIGKILL');
    await this.#work;
  }

  async #run(
    ctx: Context,
    environment: Environment,
    { order, k6, address }: { order: LoadOrder; k6: string; address: string },
  ): Promise<void> {
    const { profile, rate, seconds } = order;
    const { store, name } = environment;
    const tell = (action: string, detail: object) =>
      store.inTransaction((tx) => record(tx, ctx, { action, subject: profile, detail: { ...detail } }));
    const folder = mkdtempSync(join(tmpdir(), 'carm-live-load-'));
    const [poolFile, summary] = [join(folder, 'pool.json'), join(folder, 'k6.json')];
    try {
      const size = { importers: 100, accepted: 100, waiting: submissionsOf(order) };
      const pool = await prepareLivePool(environment, size);
      writeFileSync(poolFile, JSON.stringify(pool), { mode: 0o600 });
      await tell('load.began', { rate, seconds });
      if (this.#status!.state === 'preparing') {
        const variables = { POOL: poolFile, BASE_URL: address, SUMMARY: summary, ENVIRONMENT: name };
        const running = startK6(k6, order, variables);
        this.#kill = (signal) => running.process.kill(signal);
        this.#status!.state = 'running';
        await running.ended;
      }
      const figures = existsSync(summary)
        ? await loadFigures(profile, readFileSync(summary, 'utf8'), store)
        : undefined;
      const { requests = 0, responseTime, thresholdsHeld } = figures ?? {};
      await tell('load.ended', { requests, p98: responseTime?.p98, thresholdsHeld });
      this.#status = { ...this.#status!, state: 'ended', ...(figures && { figures }) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  #failed(error: unknown): void {
    const why =
      error instanceof DomainError
        ? error.text
        : {
            en: 'The load failed: see the log of the server',
            fr: 'La charge a échoué : voir le journal du serveur',
          };
    this.#status = { ...this.#status!, state: 'failed', why };
    if (!(error instanceof DomainError)) this.#fail(error);
  }
}

function tooMuch(releases: number): Bilingual {
  const [en, fr] = [mostReleases.toLocaleString('en-CA'), mostReleases.toLocaleString('fr-CA')];
  return {
    en: `That load needs ${releases.toLocaleString('en-CA')} releases, and ${en} are the most: lower the rate or the seconds`,
    fr: `Cette charge demande ${releases.toLocaleString('fr-CA')} mainlevées, et le maximum est de ${fr} : baissez le débit ou la durée`,
  };
}
