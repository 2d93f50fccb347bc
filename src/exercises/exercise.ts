import { PickleStepType } from '@cucumber/messages';
import { type Bilingual, DomainError } from '../errors.ts';
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
  /** Whose part the person takes, by the name in the scenario. */
  player: string;
  /** By step: what is awaited of the person, or nothing where the step is done for it. */
  awaited: readonly (readonly Awaited[] | undefined)[];
}

/** A scenario cannot be handed out: nobody in it acts, or its checks need more than a journal tells. */
export class NotAnExercise extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOT_AN_EXERCISE';

  constructor(scenario: string, why: Bilingual) {
    super({
      en: `"${scenario}" cannot be handed out: ${why.en}`,
      fr: `« ${scenario} » ne peut être remis : ${why.fr}`,
    });
  }
}

const nobodyActs = {
  en: 'no partner does anything in it that the journal tells',
  fr: 'aucun partenaire n’y fait quoi que ce soit que dise le journal',
};
const needsMore = {
  en: 'its checks need more than the journal tells',
  fr: 'ses vérifications demandent plus que ce que dit le journal',
};

/** The name of a partner of a scenario, as the journal knows it. */
const partnerOf = ({ actor }: Event) => /^partner (.+)$/.exec(actor)?.[1];

async function eventsSince(environment: Environment, seq: number): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of eventsAfter(environment.store.read, seq)) events.push(event);
  return events;
}

/**
 * Make an exercise of a scenario. It is run once by itself, and what the player's steps keep is thrown away: the checks
 * have to hold by what the journal tells of those steps alone, as they will when a person has done them.
 *
 * @throws NotAnExercise
 */
export async function exerciseOf(scenario: Scenario): Promise<Exercise> {
  const environment = await openEnvironmentInMemory('twin', beginning);
  try {
    const world = await worldOver(environment);
    let player: string | undefined;
    const awaited: (Awaited[] | undefined)[] = [];
    for (const step of scenario.asRun) {
      const before = await lastSeq(environment.store.read);
      const kept = { ...world };
      await runTwin(world, scenario, step);
      const events = await eventsSince(environment, before);
      player ??= step.type === PickleStepType.ACTION ? events.map(partnerOf).find(Boolean) : undefined;
      const own = events.filter((event) => partnerOf(event) === player && player !== undefined);
      if (step.type !== PickleStepType.ACTION || own.length === 0) {
        awaited.push(undefined);
        continue;
      }
      for (const field of Object.keys(world)) if (!(field in kept)) delete world[field];
      Object.assign(world, kept);
      for (const event of own) await bind(world, event);
      awaited.push(own.map(awaitedOf));
    }
    if (player === undefined) throw new NotAnExercise(scenario.scenario, nobodyActs);
    return { scenario, player, awaited };
  } finally {
    await environment.close();
  }
}

async function runTwin(world: World, scenario: Scenario, step: Scenario['asRun'][number]): Promise<void> {
  try {
    await runStep(world, step);
  } catch (error) {
    throw new NotAnExercise(scenario.scenario, {
      en: `${needsMore.en} (${(error as Error).message.split('\n')[0]})`,
      fr: `${needsMore.fr} (${(error as Error).message.split('\n')[0]})`,
    });
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

  /** Go on as far as what the person did since allows: what the journal tells counts, and checks are run. */
  goOn(): Promise<Progress> {
    // Who presses twice goes on once.
    this.#going ??= this.#goOn().finally(() => {
      this.#going = undefined;
    });
    return this.#going;
  }

  async #goOn(): Promise<Progress> {
    const { scenario, awaited } = this.exercise;
    for (; this.#position < scenario.asRun.length; this.#position += 1) {
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
    const account = this.world.accountOf(this.exercise.player);
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
