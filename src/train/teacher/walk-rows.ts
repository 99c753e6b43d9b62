import { TopList } from '../../core/numbers/top-list.js';
import type { Interactions } from '../log/interactions.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';
import { countSteps, SEVERAL, type StepTable } from './count-steps.js';
import { pairShoppers } from './pair-shoppers.js';

/** Maximum number of items that an item's row names: with 100 lists were no better, and the regressions took several times as long. */
const ROW_LENGTH = 40;

/**
 * The rows of a teacher that walks: where one or two steps of any shoppers lead from an item. Two steps count together about as much
 * as one. Steps that one shopper alone made are walked too, which is what the closed form and its second hop cannot do; what they lead to is
 * named only where no single shopper is needed for it:
 *
 * - a pair that at least one shopper but fewer than the minimum made, anywhere in their history, is not named;
 * - a pair that nobody made is named only if it would still be reached without any one of the shoppers;
 * - with a minimum of 3 or more, only steps that so many shoppers made are walked. With 1, nothing is left out.
 *
 * @param interactions all of them
 * @param minimumSupport minimum number of shoppers of a published pair, 1 or more
 * @param progress reports the items finished, of 2 x items
 * @returns scores above 0, from each item (row) to those that may follow (columns, ascending), never itself; shape [items, items]
 * @see Nikolakopoulos, Karypis: RecWalk: Nearly Uncoupled Random Walks for Top-N Recommendation, WSDM 2019
 * @see Sweeney: k-Anonymity: A Model for Protecting Privacy, 2002
 */
export function walkRows(interactions: Interactions, minimumSupport: number, progress: ProgressStep): SparseMatrix {
  const { items } = interactions;
  const steps = countSteps(interactions, minimumSupport, progress);
  const shoppersOf = pairShoppers(interactions);
  const walk = new TwoSteps(steps, items, minimumSupport > 1);
  const list = new TopList(ROW_LENGTH);
  const offsets = new Uint32Array(items + 1);
  const rows: { items: Uint32Array; scores: Float64Array }[] = [];
  for (let item = 0; item < items; item++) {
    const reached = walk.from(item);
    const shoppers = shoppersOf.of(item);
    for (const target of reached) {
      const made = shoppers[target];
      const named = made === 0 ? walk.needsNobody(target) : made >= minimumSupport;
      if (named && target !== item) list.offer(target, walk.scores[target]);
    }
    const top = list.take();
    rows.push(top);
    offsets[item + 1] = offsets[item] + top.items.length;
    if (item % 256 === 0) progress.update(items + item);
  }
  const result = {
    rows: items,
    columns: items,
    offsets,
    indices: new Uint32Array(offsets[items]),
    values: new Float32Array(offsets[items]),
  };
  for (const [item, top] of rows.entries()) {
    const order = Array.from(top.items, (_, place) => place).sort((a, b) => top.items[a] - top.items[b]);
    result.indices.set(
      order.map((place) => top.items[place]),
      offsets[item],
    );
    result.values.set(
      order.map((place) => top.scores[place]),
      offsets[item],
    );
  }
  return result;
}

/** Walks one and two steps from an item. */
class TwoSteps {
  /** Of the items that the last call reached. Shape [items]. */
  readonly scores: Float64Array;
  readonly #steps: StepTable;
  readonly #scale: number;
  readonly #guarded: boolean;
  /** Shoppers whom every way to an item needs: at most two, since a way has two steps. `SEVERAL`: no such shopper. */
  readonly #needed: readonly [Int32Array, Int32Array];
  #reached: number[] = [];

  constructor(steps: StepTable, items: number, guarded: boolean) {
    this.scores = new Float64Array(items);
    this.#steps = steps;
    this.#guarded = guarded;
    this.#needed = [new Int32Array(items), new Int32Array(items)];
    let sum = 0;
    for (const strength of steps.strengths) sum += strength;
    let filled = 0;
    for (let item = 0; item < items; item++) if (steps.offsets[item + 1] > steps.offsets[item]) filled++;
    this.#scale = filled / Math.max(sum, Number.MIN_VALUE);
  }

  /** Items reached from an item by one or two steps; may contain the item itself. */
  from(item: number): readonly number[] {
    for (const target of this.#reached) this.scores[target] = 0;
    this.#reached = [];
    const { offsets, items, strengths, onlyShopper } = this.#steps;
    for (let first = offsets[item]; first < offsets[item + 1]; first++) {
      const between = items[first];
      this.#reach(between, strengths[first], onlyShopper[first], SEVERAL);
      const step = this.#scale * strengths[first];
      for (let second = offsets[between]; second < offsets[between + 1]; second++) {
        this.#reach(items[second], step * strengths[second], onlyShopper[first], onlyShopper[second]);
      }
    }
    return this.#reached;
  }

  /** Whether the item would be reached without any one shopper. */
  needsNobody(target: number): boolean {
    return !this.#guarded || (this.#needed[0][target] === SEVERAL && this.#needed[1][target] === SEVERAL);
  }

  #reach(target: number, score: number, first: number, second: number): void {
    const [a, b] = this.#needed;
    if (this.scores[target] === 0) {
      this.#reached.push(target);
      a[target] = first;
      b[target] = second;
    } else {
      if (a[target] !== first && a[target] !== second) a[target] = SEVERAL;
      if (b[target] !== first && b[target] !== second) b[target] = SEVERAL;
    }
    this.scores[target] += score;
  }
}
