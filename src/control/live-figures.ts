import type { Channel, Context } from '../context.ts';
import { type Answered, answeredSince } from '../http/response-times.ts';
import { type OpenClock, openClocks } from '../slr/open-clocks.ts';
import { runningOn } from '../slr/running.ts';
import { type Event, eventsAfter, lastSeq } from '../storage/events.ts';
import { incidentsOf, registerOf } from '../support/register.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { namesOfActors } from '../users/actors.ts';
import { minutesBefore, sessionsInUse } from '../users/sessions.ts';

/** As far back as a chart shows, in real minutes. */
export const minutesShown = 30;

/** As many events of before as are read when somebody begins to watch. */
const readAtFirst = 20_000;

export interface Minute {
  /** The machine's, in UTC: 2026-11-24T10:15. */
  minute: string;
  accepted: Record<Channel, number>;
  rejected: number;
}

export interface Activity {
  actor: string;
  name: string;
  isSignedIn: boolean;
  /** What it did last, when by the machine's time, and to what. */
  action: string;
  subject: string;
  at: string;
  done: number;
  rejected: number;
}

export interface LiveFigures {
  minutes: Minute[];
  answered: Answered[];
  clocks: OpenClock[];
  activities: Activity[];
  signedIn: number;
}

/**
 * What goes on in an environment now. The journal is read on from where it was read last, and the figures are made once a
 * second at most, however many watch; while nobody does nothing is read.
 */
export class LiveWatch {
  readonly #ctx: Context;
  #seq: number | undefined;
  readonly #minutes = new Map<string, Minute>();
  readonly #activities = new Map<string, Omit<Activity, 'name' | 'isSignedIn'>>();
  readonly #names = new Map<string, string>();
  #made: { at: string; figures: Promise<LiveFigures> } | undefined;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  figures(): Promise<LiveFigures> {
    const at = this.#ctx.clock.realNow().slice(0, 19);
    if (this.#made?.at !== at) {
      // One reading at a time, whatever became of the one before.
      const before = this.#made?.figures;
      this.#made = { at, figures: Promise.allSettled([before]).then(() => this.#make()) };
    }
    return this.#made.figures;
  }

  async #make(): Promise<LiveFigures> {
    const { store, clock } = this.#ctx;
    const { read } = store;
    this.#seq ??= Math.max(0, (await lastSeq(read)) - readAtFirst);
    for await (const event of eventsAfter(read, this.#seq)) this.#note(event);
    const realNow = clock.realNow();
    const since = minutesBefore(realNow, minutesShown).slice(0, 16);
    for (const minute of this.#minutes.keys()) if (minute < since) this.#minutes.delete(minute);
    const { reference } = await tariffOf(store);
    const running = runningOn(reference, clock.today());
    const signedIn = new Set(await sessionsInUse(read, clock));
    return {
      minutes: [...this.#minutes.values()],
      answered: await answeredSince(read, since),
      clocks: openClocks(incidentsOf(await registerOf(read)), running, clock.now()),
      activities: await this.#named(signedIn),
      signedIn: signedIn.size,
    };
  }

  #note({ seq, realAt, actor, action, subject, outcome, detail }: Event): void {
    this.#seq = seq;
    const minute = this.#minuteOf(realAt.slice(0, 16));
    if (action === 'cad.accepted') {
      const { channel } = JSON.parse(detail) as { channel: Channel };
      minute.accepted[channel] += 1;
    }
    if (action === 'cad.rejected') minute.rejected += 1;
    if (actor === 'system' || actor === 'visitor') return;
    const { done, rejected } = this.#activities.get(actor) ?? { done: 0, rejected: 0 };
    const isRejected = outcome === 'rejected' ? 1 : 0;
    // Whoever acted last stands last.
    this.#activities.delete(actor);
    this.#activities.set(actor, {
      ...{ actor, action, subject, at: realAt },
      ...{ done: done + 1 - isRejected, rejected: rejected + isRejected },
    });
  }

  #minuteOf(minute: string): Minute {
    const row = this.#minutes.get(minute) ?? {
      ...{ minute, accepted: { CCP: 0, EDI: 0, API: 0 }, rejected: 0 },
    };
    this.#minutes.set(minute, row);
    return row;
  }

  async #named(signedIn: ReadonlySet<string>): Promise<Activity[]> {
    const newest = [...this.#activities.values()].reverse().slice(0, 250);
    const unknown = newest.map(({ actor }) => actor).filter((actor) => !this.#names.has(actor));
    for (const [actor, name] of await namesOfActors(this.#ctx.store.read, unknown))
      this.#names.set(actor, name);
    return newest.map((each) => ({
      ...each,
      name: this.#names.get(each.actor)!,
      isSignedIn: signedIn.has(each.actor.split('.')[0]!),
    }));
  }
}
