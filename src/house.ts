import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type AppOptions, createApp, type WebApplication } from './app.ts';
import { projectFolder } from './config.ts';
import type { Keeper } from './control/keeper.ts';
import { Exercises } from './exercises/handed-out.ts';
import { k6AtHand } from './load/find-k6.ts';
import { LiveLoad } from './load/live-load.ts';
import { deliverNotices } from './notices/deliver.ts';
import { createEnvironment, type Environment, openEnvironment, system } from './open-environment.ts';
import { trainIn } from './simulation/training.ts';
import {
  cloneEnvironment,
  listEnvironments,
  reading,
  removeEnvironment,
  restoreSnapshot,
  takeSnapshot,
} from './storage/environment-files.ts';

/** An environment that is open, with its pages and its API. */
interface Room extends WebApplication {
  environment: Environment;
  /** Finish what is under way and let go of it. */
  close(): Promise<void>;
}

/** The environments that one server has open. A browser is in the one that its cookie names, software in that of a header. */
export class House {
  readonly #open = new Map<string, Promise<Room>>();
  readonly #options: AppOptions;
  readonly #first: string;
  readonly #fail: (error: unknown) => void;
  readonly #load: LiveLoad;

  private constructor(first: string, options: AppOptions, fail: (error: unknown) => void) {
    this.#first = first;
    this.#options = options;
    this.#fail = fail;
    this.#load = new LiveLoad(k6AtHand, fail);
  }

  /** A house whose first room is this environment; only one that is kept by name has others beside it. */
  static async around(
    environment: Environment,
    options: AppOptions,
    { isNamed, fail }: { isNamed: boolean; fail: (error: unknown) => void },
  ): Promise<House> {
    const { name } = environment;
    const house = new House(name, options, fail);
    const keeper = isNamed ? house.#keeper() : undefined;
    house.#open.set(name, house.#enter(environment, keeper));
    await house.#open.get(name);
    return house;
  }

  async fetch(request: Request, bindings: unknown): Promise<Response> {
    const { app } = await this.#roomOf(request);
    return app.fetch(request, bindings as object);
  }

  /** Tell where the server is, once it listens. */
  isServedAt(address: string): void {
    this.#load.isServedAt(address);
  }

  async close(): Promise<void> {
    await this.#load.leave();
    for (const name of [...this.#open.keys()]) await this.#shut(name);
  }

  /** The room that is asked for, where there is such an environment; else the first. */
  async #roomOf({ headers }: Request): Promise<Room> {
    const named =
      headers.get('carm-environment') ??
      /(?:^|;\s*)carm-environment=([a-z0-9-]+)/.exec(headers.get('cookie') ?? '')?.[1];
    if (named === undefined) return this.#roomNamed(this.#first);
    const isThere = this.#open.has(named) || listEnvironments().some(({ name }) => name === named);
    return this.#roomNamed(isThere ? named : this.#first);
  }

  /** The room of an environment, opened where it is not open. */
  #roomNamed(name: string): Promise<Room> {
    const open = this.#open.get(name);
    if (open !== undefined) return open;
    const room = openEnvironment(name).then((environment) => this.#enter(environment, this.#keeper()));
    this.#open.set(name, room);
    room.catch(() => this.#open.delete(name));
    return room;
  }

  async #enter(environment: Environment, keeper: Keeper | undefined): Promise<Room> {
    const application = createApp(environment, { ...this.#options, ...(keeper && { keeper }) });
    await environment.advanceTo(environment.clock.now());
    const letGo = this.#attend(environment, application);
    return { environment, ...application, close: letGo };
  }

  /** What goes on by itself: time that runs, response times that are kept, notices that are delivered. */
  #attend(environment: Environment, { recorder }: WebApplication): () => Promise<void> {
    const { store, clock } = environment;
    const saving = setInterval(() => void recorder.save(store).catch(this.#fail), 5000);
    const ticking = setInterval(() => {
      if (clock.state.mode === 'paced') void environment.advanceTo(clock.now()).catch(this.#fail);
    }, 1000);
    // One round at a time: a slow address delays only notices, never a reply.
    let delivering: Promise<unknown> | undefined;
    const looking = setInterval(() => {
      delivering ??= deliverNotices(environment.as(system))
        .catch(this.#fail)
        .finally(() => {
          delivering = undefined;
        });
    }, 1000);
    return async () => {
      for (const timer of [saving, ticking, looking]) clearInterval(timer);
      await delivering;
      await recorder.save(store);
      await environment.close();
    };
  }

  async #shut(name: string): Promise<void> {
    const room = await this.#open.get(name);
    this.#open.delete(name);
    await room?.close();
  }

  /** Do something with the files of an environment while nobody is in it: who comes meanwhile waits. */
  async #emptied(name: string, work: () => void, next: () => Promise<Room>): Promise<void> {
    const room = this.#open.get(name);
    const done = (async () => {
      await this.#load.leave(name);
      await (await room)?.close();
      work();
    })();
    const enter = (room: () => Promise<Room>) => {
      this.#open.delete(name);
      return room();
    };
    const after = done.then(
      () => enter(next),
      () => enter(() => this.#roomNamed(name)),
    );
    this.#open.set(name, after);
    await done;
  }

  readonly #exercises = new Exercises({
    enter: async (name) => (await this.#roomNamed(name)).environment,
    remove: async (name) => {
      await this.#shut(name);
      removeEnvironment(name);
    },
    isTaken: (name) => listEnvironments().some((each) => each.name === name),
  });

  #writing = 0;

  /** In a process of its own: it reads a whole journal, and prints. */
  #writeDebrief(name: string): void {
    const carm = join(projectFolder, 'bin', 'carm.js');
    const child = spawn(process.execPath, [carm, 'debrief', name], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#writing += 1;
    child.on('error', this.#fail);
    child.on('exit', () => {
      this.#writing -= 1;
    });
  }

  #keeper(): Keeper {
    return {
      list: listEnvironments,
      create: async (name, { days, ...options }) => {
        await createEnvironment(name, options);
        await trainIn(name, days);
      },
      clone: cloneEnvironment,
      takeSnapshot,
      restore: (name, label) =>
        this.#emptied(
          name,
          () => restoreSnapshot(name, label),
          () => this.#roomNamed(name),
        ),
      remove: (name) =>
        this.#emptied(
          name,
          () => removeEnvironment(name),
          () => this.#roomNamed(this.#first),
        ),
      writeDebrief: (name) => this.#writeDebrief(name),
      isWriting: () => this.#writing > 0,
      exercises: this.#exercises,
      load: this.#load,
      first: async () => (await this.#roomNamed(this.#first)).environment,
      reading,
    };
  }
}
