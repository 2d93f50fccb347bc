import { instantText, parseInstant, timeZone } from '../clock/instants.ts';
import { type Environment, openEnvironment, system } from '../open-environment.ts';
import { bringInCast } from '../population/cast.ts';
import { takeSnapshot } from '../storage/environment-files.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { switchTraining } from '../users/training.ts';
import { agendaOf, inOrder } from './agenda.ts';
import { liveThrough } from './live-through.ts';

/** What a trainee finds: some trade, most of it in order. */
const trade = {
  releasesPerDay: 3,
  errorShare: 0.1,
  lateShare: 0.1,
  latePayerShare: 0.2,
  correctionShare: 0.1,
  channels: { CCP: 1, EDI: 0, API: 0 },
};

/**
 * Make an environment ready for training: a cast to take on, and some days of its trade that went before.
 *
 * @param days how many days the environment's clock moves on while the cast trades
 */
export async function prepareTraining(
  environment: Environment,
  days: number,
  progress: (done: number, of: number, at: string) => void,
): Promise<void> {
  const { clock, store } = environment;
  const ctx = environment.as(system);
  const partners = await bringInCast(ctx);
  await switchTraining(ctx, true);
  const from = parseInstant(clock.now());
  const until = from.add({ days });
  const at = (instant: Temporal.ZonedDateTime) =>
    instant.withTimeZone(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  const dates = { from: at(from), to: at(until) };
  const plan = { dates, trade, faults: [], defects: [] };
  const agenda = inOrder(plan, agendaOf(plan, ctx.chance, partners, await tariffOf(store)));
  await liveThrough(environment, agenda, instantText(until), progress);
}

/** The same for an environment that nobody has open; a reset leads back to the first day of training. */
export async function trainIn(name: string, days: number): Promise<void> {
  const environment = await openEnvironment(name);
  try {
    await prepareTraining(environment, days, () => undefined);
  } finally {
    await environment.close();
  }
  await takeSnapshot(name, 'initial');
}
