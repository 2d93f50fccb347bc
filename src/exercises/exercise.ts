import { PickleStepType } from '@cucumber/messages';
import { DomainError } from '../errors.ts';
import { type Environment, openEnvironmentInMemory } from '../open-environment.ts';
import type { Scenario } from '../simulation/catalogue.ts';
import { type Event, eventsAfter, lastSeq } from '../storage/events.ts';
import { bind } from './bind.ts';
import { runStep, type World, worldOver } from './step-library.ts';

/** Where every scenario begins, automated or not. */
export const beginning = { seed: '1', startsAt: '2024-11-04T08:00' };

/** Something that the journal has to tell before a step counts as done. */
export interface Awaited {
  action: string;
  /** Findings, where something is rejected. */
  codes: string[];
}

/** A scenario as a person does it: what the person does itself, all else being done for it. */
export interface Exercise {
  scenario: Scenario;
  /** Whose part the person takes, by the name in the scenario; nobody's where all of it is shown. */
  player: string | undefined;
  /** By step: what is awaited of the person, or nothing where the step is done for it. */
  awaited: readonly (readonly Awaited[] | undefined)[];
  /** By step: whether it waits until the person asks to be shown it. */
  isShown: readonly boolean[];
}

/** A scenario cannot be handed out: it does not hold even when it runs by itself. */
export class NotAnExercise extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOT_AN_EXERCISE';

  constructor(scenario: string, why: string) {
    super({
      en: `"${scenario}" cannot be handed out, because it does not hold by itself: ${why}`,
      fr: `« ${scenario} » ne peut être remis, car il ne tient pas de lui-même : ${why}`,
    });
  }
}

/** The name of a partner of a scenario, as the journal knows it. */
const partnerOf = ({ actor }: Event) => /^partner (.+)$/.exec(actor)?.[1];

async function eventsSince(environment: Environment, seq: number): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of eventsAfter(environment.store.read, seq)) events.push(event);
  return events;
}

/**
 * Make an exercise of a scenario. It is run by itself, and what steps of the player keep is thrown away: such a step is the
 * person's to do where all checks hold by what the journal tells of it alone, as they will when a person has done it. The
 * other steps of the player are shown to the person, and so is every step of a scenario in which it has none to do.
 *
 * @throws NotAnExercise
 */
export async function exerciseOf(scenario: Scenario): Promise<Exercise> {
  const acts = scenario.asRun.map(({ type }) => type === PickleStepType.ACTION);
  const ran = await runTwin(scenario, undefined, []);
  if ('why' in ran) throw new NotAnExercise(scenario.scenario, ran.why);
  const player = ran.events
    .flatMap((events, index) => (acts[index] ? events : []))
    .map(partnerOf)
    .find(Boolean);
  const own = ran.events.map((events) => events.filter((event) => partnerOf(event) === player));
  const isOwn = acts.map((isAct, index) => isAct && player !== undefined && own[index]!.length > 0);
  const done = await doneByHand(
    scenario,
    player,
    acts.flatMap((_, index) => (isOwn[index] ? [index] : [])),
  );
  return {
    scenario,
    player: done.length > 0 ? player : undefined,
    awaited: own.map((events, index) => (done.includes(index) ? events.map(awaitedOf) : undefined)),
    isShown: acts.map((isAct, index) => (done.length > 0 ? isOwn[index]! && !done.includes(index) : isAct)),
  };
}

/** Which of the player's steps a person can do: all of them, or as many as hold, one after the other. */
async function doneByHand(scenario: Scenario, player: string | undefined, own: number[]): Promise<number[]> {
  const holds = async (steps: number[]) => !('why' in (await runTwin(scenario, player, steps)));
  if (own.length === 0 || (await holds(own))) return own;
  let done: number[] = [];
  for (const step of own) if (await holds([...done, step])) done = [...done, step];
  return done;
}

/** Run a scenario by itself. Of the steps done by hand only what the journal tells of the player is kept. */
async function runTwin(
  scenario: Scenario,
  player: string | undefined,
  byHand: readonly number[],
): Promise<{ events: Event[][] } | { why: string }> {
  const environment = await openEnvironmentInMemory('twin', beginning);
  try {
    const world = await worldOver(environment);
    const told: Event[][] = [];
    for (const [index, step] of scenario.asRun.entries()) {
      const before = await lastSeq(environment.store.read);
      const kept = { ...world };
      await runStep(world, step);
      const events = await eventsSince(environment, before);
      told.push(events);
      if (!byHand.includes(index)) continue;
      for (const field of Object.keys(world)) if (!(field in kept)) delete world[field];
      Object.assign(world, kept);
      for (const event of events) if (partnerOf(event) === player) await bind(world, event);
    }
    return { events: told };
  } catch (error) {
    return { why: (error as Error).message.split('\n')[0]! };
  } finally {
    await environment.close();
  }
}

function awaitedOf({ action, detail }: Event): Awaited {
  const { codes = [] } = JSON.parse(detail) as { codes?: string[] };
  return { action, codes: [...codes].sort() };
}

export type StepState = 'done' | 'passed' | 'failed' | 'waiting' | 'to come';

/** How far a person is with an exercise. */
export interface Progress {
  states: StepState[];
  /** What a check found, where one failed. */
  why: string | undefined;
  isOver: boolean;
}

/** An exercise that somebody does in an environment of its own. */
export class Attempt {
  readonly exercise: Exercise;
  readonly world: World;
  #position = 0;
  #seq = 0;
  #why: string | undefined;
  #going: Promise<Progress> | undefined;

  private constructor(exercise: Exercise, world: World) {
    this.exercise = exercise;
    this.world = world;
  }

  /** Prepare what is given, up to the first step that is the person's own. */
  static async begin(exercise: Exercise, environment: Environment): Promise<Attempt> {
    const attempt = new Attempt(exercise, await worldOver(environment));
    await attempt.goOn();
    return attempt;
  }

  /**
   * Go on as far as what the person did since allows: what the journal tells counts, and checks are run.
   *
   * @param toShow whether the person asks to be shown the step that comes
   */
  goOn(toShow = false): Promise<Progress> {
    // Who presses twice goes on once.
    this.#going ??= this.#goOn(toShow).finally(() => {
      this.#going = undefined;
    });
    return this.#going;
  }

  async #goOn(toShow: boolean): Promise<Progress> {
    const { scenario, awaited, isShown } = this.exercise;
    const asked = toShow ? this.#position : undefined;
    for (; this.#position < scenario.asRun.length; this.#position += 1) {
      if (isShown[this.#position] && this.#position !== asked) break;
      const expected = awaited[this.#position];
      if (!(expected === undefined ? await this.#run() : await this.#isDone(expected))) break;
    }
    return this.progress();
  }

  progress(): Progress {
    const { scenario } = this.exercise;
    const states = scenario.asRun.map(({ type }, index): StepState => {
      if (index < this.#position) return type === PickleStepType.OUTCOME ? 'passed' : 'done';
      if (index > this.#position) return 'to come';
      return this.#why === undefined ? 'waiting' : 'failed';
    });
    return { states, why: this.#why, isOver: this.#position === scenario.asRun.length };
  }

  /** The step that follows, done for the person or checked. @returns whether it went well */
  async #run(): Promise<boolean> {
    try {
      await runStep(this.world, this.exercise.scenario.asRun[this.#position]!);
      this.#why = undefined;
      // What is done for the person is none of its own acts.
      if (this.exercise.scenario.asRun[this.#position]!.type !== PickleStepType.OUTCOME)
        this.#seq = await lastSeq(this.world.environment.store.read);
      return true;
    } catch (error) {
      this.#why = (error as Error).message;
      return false;
    }
  }

  /** Whether the person did what a step asks for, in its order; what it tried beside that does not count. */
  async #isDone(expected: readonly Awaited[]): Promise<boolean> {
    const { environment } = this.world;
    const account = this.world.accountOf(this.exercise.player!);
    const ending = `.${account.slice(0, 9)}`;
    const own = (await eventsSince(environment, this.#seq)).filter(({ actor }) => actor.endsWith(ending));
    const found: Event[] = [];
    for (const event of own) {
      const next = expected[found.length];
      const { action, codes } = awaitedOf(event);
      if (next?.action === action && next.codes.join() === codes.join()) found.push(event);
    }
    if (found.length < expected.length) return false;
    for (const event of found) await bind(this.world, event);
    this.#seq = found.at(-1)!.seq;
    return true;
  }
}
