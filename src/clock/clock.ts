import type { Clock } from '../context.ts';
import { instantText, parseInstant } from './instants.ts';
import { realNow } from './real-time.ts';

/** Still: stands where it was put. Paced: simulated seconds pass for each real one. */
export type ClockState =
  | { mode: 'still'; at: string }
  | { mode: 'paced'; at: string; realAt: string; pace: number };

/** An environment's clock. Only `advanceTo` and the trainer move it, and it never goes back. */
export class EnvironmentClock implements Clock {
  #state: ClockState;
  #at: Temporal.ZonedDateTime;
  #now: string;

  constructor(state: ClockState) {
    this.#state = state;
    this.#at = parseInstant(state.at);
    this.#now = instantText(this.#at);
  }

  get state(): ClockState {
    return this.#state;
  }

  set(state: ClockState): void {
    this.#state = state;
    this.#at = parseInstant(state.at);
    this.#now = instantText(this.#at);
  }

  instant(): Temporal.ZonedDateTime {
    if (this.#state.mode === 'still') return this.#at;
    const elapsed = Temporal.Now.instant().since(Temporal.Instant.from(this.#state.realAt));
    const simulatedSeconds = Math.floor((elapsed.total('milliseconds') * this.#state.pace) / 1000);
    return this.#at.add({ seconds: simulatedSeconds });
  }

  now(): string {
    return this.#state.mode === 'still' ? this.#now : instantText(this.instant());
  }

  today(): string {
    return this.now().slice(0, 10);
  }

  realNow(): string {
    return realNow();
  }
}
