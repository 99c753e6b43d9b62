import { ROWS_WRITTEN } from './view-rows.js';

/** The items of a batch of histories in the order in which a recurrent unit reads them: all oldest ones, then all next ones. */
export interface StepOrder {
  /** Histories, longest first: those that have an item at a step are always the first few. Shape [histories] */
  readonly histories: Uint32Array;
  /** Number of histories with an item at each step. Shape [steps]. */
  readonly active: Uint32Array;
  /** Row of each step's first item, and the number of rows: multiples of `ROWS_WRITTEN`. Shape [steps + 1]. */
  readonly firsts: Uint32Array;
  /** The item of each row, an index in the batch; -1 where a step has no more. Shape [rows]. */
  readonly items: Int32Array;
}

/**
 * Orders the items of a batch by steps.
 *
 * @param starts of a `HistoryBatch`, whose histories have their latest items first
 */
export function stepOrder(starts: Uint32Array): StepOrder {
  const count = starts.length - 1;
  const lengthOf = (history: number): number => starts[history + 1] - starts[history];
  const histories = Uint32Array.from({ length: count }, (_, history) => history).sort((a, b) => lengthOf(b) - lengthOf(a) || a - b);
  const steps = count === 0 ? 0 : lengthOf(histories[0]);
  const active = new Uint32Array(steps);
  for (const history of histories) for (let step = 0; step < lengthOf(history); step++) active[step]++;
  const firsts = new Uint32Array(steps + 1);
  for (let step = 0; step < steps; step++) firsts[step + 1] = firsts[step] + ROWS_WRITTEN * Math.ceil(active[step] / ROWS_WRITTEN);
  const items = new Int32Array(firsts[steps]).fill(-1);
  for (let step = 0; step < steps; step++) {
    for (let rank = 0; rank < active[step]; rank++) items[firsts[step] + rank] = starts[histories[rank] + 1] - 1 - step;
  }
  return { histories, active, firsts, items };
}
