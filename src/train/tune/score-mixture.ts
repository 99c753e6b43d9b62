import { hasBit } from '../../core/numbers/bitset.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import type { TestShopper } from '../split/test-shopper.js';

/** Cutoff of the NDCG, as of all tuning. */
const MEASURED_AT = 20;
/** Candidate decays of older items. */
const DECAYS = [1, 0.9, 0.8, 0.7, 0.55, 0.4];
/** Candidate weights of an item itself, beside rows that add up to about 1; and how they fade. */
const RETURNS = [0, 0.03, 0.1, 0.2, 0.4, 0.8];
const RETURN_DECAYS = [0.8, 0.55, 0.4];

/** A table, and its weight in a sum of tables. */
export interface WeightedTable {
  readonly table: ItemNeighbours;
  readonly weight: number;
}

/** How a list is made of a table of followers. */
export interface ListReading {
  /** Decay per distinct later item, in (0, 1]. */
  readonly decay: number;
  /** Weight of items of the history themselves. */
  readonly returning: number;
  readonly returnDecay: number;
}

/** A shopper's list to make: what rows are needed, and what is looked for in it. */
export interface ListCase {
  /** Rows of the history, latest first. */
  readonly rows: readonly number[];
  /** Interest in each. */
  readonly interest: readonly number[];
  readonly target: number;
  /** Items that lists leave out, as a bitset. */
  readonly mask: Uint32Array;
}

/** The lists of shoppers, by the functions that ship. */
export function listCases(pack: Pack, shoppers: readonly TestShopper[], encoder: EncoderSettings): ListCase[] {
  return shoppers.map(({ profile, now, target, exclude }) => {
    const history = weighHistory(profile, pack.rowOf, encoder, now);
    return {
      rows: history.map(({ row }) => row),
      interest: history.map(({ interest }) => interest),
      target,
      mask: excludeItems(pack, profile, exclude),
    };
  });
}

/** Measures lists made of a sum of tables. */
export class MixtureScores {
  readonly #sums: Float64Array;

  /** @param items rows of the catalogue */
  constructor(items: number) {
    this.#sums = new Float64Array(items);
  }

  /**
   * NDCG@20 of each list. Ties count against the target.
   *
   * @param cases the lists
   * @param tables whose sum makes the lists, uncut: cutting it for each of a hundred sums would take most of the time
   * @param reading how the history is read
   */
  gains(cases: readonly ListCase[], tables: readonly WeightedTable[], reading: ListReading): Float64Array {
    return Float64Array.from(cases, (one) => {
      const rank = this.#rank(one, tables, reading);
      return rank > 0 && rank <= MEASURED_AT ? 1 / Math.log2(rank + 1) : 0;
    });
  }

  /** The reading with the best lists, and their gains. Returns to items are tried only where some list may have them. */
  bestReading(cases: readonly ListCase[], tables: readonly WeightedTable[]): { reading: ListReading; gains: Float64Array } {
    const returns = cases.some(({ target, mask, rows }) => rows.includes(target) && !hasBit(mask, target)) ? RETURNS : [0];
    let best: { reading: ListReading; gains: Float64Array } | null = null;
    for (const decay of DECAYS)
      for (const returning of returns)
        for (const returnDecay of returning > 0 ? RETURN_DECAYS : [1]) {
          const reading = { decay, returning, returnDecay };
          const gains = this.gains(cases, tables, reading);
          if (best === null || total(gains) > total(best.gains)) best = { reading, gains };
        }
    return best ?? { reading: { decay: 1, returning: 0, returnDecay: 1 }, gains: new Float64Array(cases.length) };
  }

  #rank({ rows, interest, target, mask }: ListCase, tables: readonly WeightedTable[], reading: ListReading): number {
    const sums = this.#sums;
    const touched: number[] = [];
    const add = (item: number, value: number): void => {
      if (value <= 0) return;
      if (sums[item] === 0) touched.push(item);
      sums[item] += value;
    };
    let share = 1;
    let returning = reading.returning;
    for (const [place, row] of rows.entries()) {
      for (const { table, weight } of tables) {
        const { offsets, items, similarities } = table;
        const worth = weight * share * interest[place];
        for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) add(items[entry], worth * similarities[entry]);
      }
      add(row, returning * interest[place]);
      share *= reading.decay;
      returning *= reading.returnDecay;
    }
    const aim = target < 0 || hasBit(mask, target) ? 0 : sums[target];
    let rank = 0;
    for (const item of touched) {
      if (aim > 0 && sums[item] >= aim && !hasBit(mask, item)) rank++;
      sums[item] = 0;
    }
    return rank;
  }
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
