import { OnshelfError } from '../../core/onshelf-error.js';
import type { AttendHistory, EncoderCard } from '../../types/encoder-card.js';
import type { HistoryItem } from '../../types/history.js';
import type { Pack } from '../../types/pack.js';

/** Difference from the plain pass, as a share of its largest number, up to which a reader is right. */
const TOLERANCE = 1e-4;
const MEASUREMENTS = 3;

/** A history of as many items as the card reads, of the pack's first rows. It is nobody's. */
export function longestHistory(
  { items, idOf }: Pick<Pack, 'items' | 'idOf'>,
  { length, kinds: [name = 'view_item'] }: EncoderCard,
): HistoryItem[] {
  return Array.from({ length }, (_, place) => {
    const row = place % items;
    return { row, itemId: idOf(row), name, interest: 1, weight: 1, against: 0 };
  });
}

/**
 * Median milliseconds of a run, after one to warm up. The thread is free between runs.
 *
 * @param run reads one history
 */
export async function timeRuns(run: () => unknown): Promise<number> {
  await run();
  const times: number[] = [];
  for (let index = 0; index < MEASUREMENTS; index++) {
    await new Promise((resolve) => setTimeout(resolve));
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[MEASUREMENTS >> 1];
}

/**
 * Checks a reader's answer for a known history.
 *
 * @param read the reader's
 * @param plain the reference
 * @param history what to read
 * @throws OnshelfError `wrong-result` where they differ by more than rounding
 */
export async function checkReader(
  read: (history: readonly HistoryItem[]) => Promise<readonly Float64Array[]>,
  plain: AttendHistory,
  history: readonly HistoryItem[],
): Promise<void> {
  const [expected, given] = [plain(history), await read(history)].map((parts) => parts.flatMap((part) => [...part]));
  const most = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  // Not the other way round: what is not a number is wrong too.
  const isRight = expected.every((value, at) => Math.abs(value - given[at]) <= TOLERANCE * most);
  if (!isRight) throw new OnshelfError('wrong-result', 'it gave other weights than the plain pass');
}
