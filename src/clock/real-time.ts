/** The machine's time: for the journal and for timing how long things take, never for what is owed. */
export function realNow(): string {
  return Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
}
