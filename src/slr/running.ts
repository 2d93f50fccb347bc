import type { ReferenceData } from '../reference/reference.ts';
import type { Running } from './elapsed.ts';

/** What clocks run by on a date: holidays, support hours, and whether waiting stops them. */
export function runningOn(reference: ReferenceData, today: string): Running {
  const number = (name: string) => reference.parameter(name, today).value.toNumber();
  return {
    holidays: reference.holidays,
    supportHours: { opens: number('support-opens'), closes: number('support-closes') },
    stopsWhileWaiting: number('support-waiting-stops-clock') === 1,
  };
}
