import type { Reader } from '../context.ts';
import type { Exercises } from '../exercises/handed-out.ts';
import type { LiveLoad } from '../load/live-load.ts';
import type { Environment, NewEnvironment } from '../open-environment.ts';
import type { EnvironmentFile } from '../storage/environment-files.ts';

/** Who keeps the environments of a server. What it does here, `carm env` does from a terminal. */
export interface Keeper {
  list(): EnvironmentFile[];
  /** A new environment with a cast to take on, which traded for some days. */
  create(name: string, options: NewEnvironment & { days: number }): Promise<void>;
  clone(from: string, to: string): Promise<void>;
  takeSnapshot(name: string, label: string): Promise<void>;
  /** Put an environment back to a snapshot; whoever works in it goes on from there. */
  restore(name: string, label: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Have the debrief of its sprint written, beside what else goes on. */
  writeDebrief(name: string): void;
  isWriting(): boolean;
  readonly exercises: Exercises;
  readonly load: LiveLoad;
  /** The environment that the server was begun with: the trainer's. */
  first(): Promise<Environment>;
  reading<T>(name: string, work: (on: Reader) => Promise<T>): Promise<T>;
}
