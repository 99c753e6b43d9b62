/** Durations of a measurement. */
export interface Durations {
  /** Milliseconds of calls that warm up, and of calls that are measured. */
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** Times of the calls. */
export interface Timing {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly calls: number;
}

const FEWEST_WARM_UPS = 3;
const FEWEST_CALLS = 9;
const MAX_CALLS = 2001;
/** Slower calls are warm after the first and are measured three times only. */
const SLOW_MS = 2000;
const SLOW_CALLS = 3;
/** Browsers' clocks have a resolution of 5 microseconds: faster calls are timed several at a time, and their mean counts. */
const SHORTEST_MS = 0.5;
const MAX_TOGETHER = 1000;

/**
 * Times calls one after another, after a warm-up.
 *
 * @param call under test; receives the number of the call
 * @param durations of warm-up and measurement
 */
export async function timeCalls(call: (index: number) => Promise<unknown>, { warmUpMs, measureMs }: Durations): Promise<Timing> {
  let index = 0;
  let slow = false;
  let fastest = Number.POSITIVE_INFINITY;
  const startOfWarmUp = performance.now();
  while (!slow && (index < FEWEST_WARM_UPS || performance.now() - startOfWarmUp < warmUpMs)) {
    const time = await timeOnce(call, index++);
    slow = time > SLOW_MS;
    fastest = Math.min(fastest, time);
  }
  const together = Math.max(1, Math.ceil(SHORTEST_MS / Math.max(fastest, SHORTEST_MS / MAX_TOGETHER)));
  const times: number[] = [];
  const fewest = slow ? SLOW_CALLS : FEWEST_CALLS;
  const start = performance.now();
  while (times.length < fewest || (!slow && times.length < MAX_CALLS && performance.now() - start < measureMs)) {
    const startOfCalls = performance.now();
    for (let calls = 0; calls < together; calls++) await call(index++);
    times.push((performance.now() - startOfCalls) / together);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  return { medianMs: at(0.5), p95Ms: at(0.95), calls: times.length * together };
}

/** Milliseconds of one call. */
export async function timeOnce(call: (index: number) => Promise<unknown>, index: number): Promise<number> {
  const start = performance.now();
  await call(index);
  return performance.now() - start;
}
