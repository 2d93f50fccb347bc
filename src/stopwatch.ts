/** Milliseconds since some fixed start, never going back: to time how long things take. */
export function stopwatch(): number {
  return performance.now();
}
