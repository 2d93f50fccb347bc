import { createEnvironment, type Environment } from '../open-environment.ts';
import type { Scenario } from '../simulation/catalogue.ts';
import { record } from '../storage/events.ts';
import { Attempt, beginning, type Exercise, exerciseOf, type Progress } from './exercise.ts';
import { bringInPlayers } from './players.ts';

/** An exercise in the hands of somebody. */
export interface HandedOut {
  /** Its environment. */
  name: string;
  /** Who does it, as the trainer calls that person. */
  person: string;
  exercise: Exercise;
  attempt: Attempt;
  progress: Progress;
  wasHelped: boolean;
}

/** What a house does for exercises: open an environment, and get rid of one. */
export interface Rooms {
  enter(name: string): Promise<Environment>;
  remove(name: string): Promise<void>;
  isTaken(name: string): boolean;
}

/**
 * The exercises that a server has handed out, each in an environment of its own. They are kept in memory: after a restart
 * they are handed out again.
 */
export class Exercises {
  readonly #handedOut = new Map<string, HandedOut>();
  readonly #rooms: Rooms;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
  }

  all(): HandedOut[] {
    return [...this.#handedOut.values()];
  }

  in(environment: string): HandedOut | undefined {
    return this.#handedOut.get(environment);
  }

  /** Hand a scenario out to somebody. @throws NotAnExercise */
  async handOut(scenario: Scenario, person: string): Promise<HandedOut> {
    const exercise = await exerciseOf(scenario);
    let number = 1;
    while (this.#rooms.isTaken(`exercise-${number}`)) number += 1;
    return this.#prepare(`exercise-${number}`, exercise, person);
  }

  /** Begin again in a fresh environment. */
  async again({ name, exercise, person }: HandedOut): Promise<HandedOut> {
    await this.#rooms.remove(name);
    return this.#prepare(name, exercise, person);
  }

  async takeBack({ name }: HandedOut): Promise<void> {
    this.#handedOut.delete(name);
    await this.#rooms.remove(name);
  }

  /**
   * See what was done since. What is over is told to the journal of the trainer's environment, once.
   *
   * @param toShow whether the person asks to be shown the step that comes
   */
  async check(given: HandedOut, trainers: Environment, toShow = false): Promise<Progress> {
    const wasOver = given.progress.isOver;
    given.progress = await given.attempt.goOn(toShow);
    if (!given.progress.isOver || wasOver) return given.progress;
    const { scenario, feature } = given.exercise.scenario;
    const action = given.exercise.player === undefined ? 'exercise.watched' : 'exercise.done';
    const { wasHelped } = given;
    const actor = {
      id: given.person,
      name: given.person,
      kind: 'partner',
      scopes: new Set<string>(),
    } as const;
    const detail = { feature, wasHelped, experience: 'not-told' };
    await trainers.store.inTransaction((tx) =>
      record(tx, trainers.as({ ...actor, channel: 'CCP' }), {
        ...{ action, subject: scenario, detail },
      }),
    );
    return given.progress;
  }

  async #prepare(name: string, exercise: Exercise, person: string): Promise<HandedOut> {
    await createEnvironment(name, beginning);
    const environment = await this.#rooms.enter(name);
    const attempt = await Attempt.begin(exercise, environment);
    await bringInPlayers(environment, exercise.scenario.language === 'fr' ? 'fr' : 'en');
    const progress = attempt.progress();
    const given = { name, person, exercise, attempt, progress, wasHelped: false };
    this.#handedOut.set(name, given);
    return given;
  }
}
