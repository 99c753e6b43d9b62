import { exposureGini } from '../../core/numbers/exposure-gini.js';
import type { TopK } from '../../types/scoring/scorer.js';
import {
  averagePrecision,
  f1,
  hit,
  hitPlaces,
  normalizedGain,
  placesBehindTies,
  precision,
  recall,
  reciprocalRank,
} from '../metrics/accuracy.js';
import { catalogCoverage, personalisation } from '../metrics/exposure.js';
import { intraListDiversity } from '../metrics/intra-list-diversity.js';
import { audienceOf } from '../metrics/item-audience.js';
import { miscalibration } from '../metrics/miscalibration.js';
import { inverseUserFrequency, popularityShare } from '../metrics/novelty.js';
import { expectedItems, unexpectedTargets } from '../metrics/serendipity.js';
import type { TestShopper } from '../split/test-shopper.js';
import type { EvaluationContext } from './evaluation-context.js';
import { EVALUATION_SLICES, historySlices, targetSlice } from './evaluation-slices.js';
import type { Figures } from './mean-figures.js';

/** Figures by name, one value per shopper; NaN where the figure is not defined for the shopper. */
export type Columns = Readonly<Record<string, Float64Array>>;

/** Figures of a model's lists. */
export interface ListMeasures {
  /** Such as `HR@10`. */
  readonly columns: Columns;
  /** By slice, `EVALUATION_SLICES` and groups of items: `HR` and `NDCG` at the first cutoff for shoppers of the slice; NaN for others. */
  readonly slices: Readonly<Record<string, Columns>>;
  /** Figures over all lists, such as `coverage@10`. */
  readonly overall: Figures;
  /** Number of lists of the first cutoff with each item, shape [items]. */
  readonly shown: Uint32Array;
}

/** Measures a model's lists, one shopper at a time. */
export interface ListMeter {
  /**
   * @param shopper of the list
   * @param top one item longer than the longest cutoff, if there are enough items
   * @param index of the shopper
   */
  add(shopper: TestShopper, top: TopK, index: number): void;
  take(): ListMeasures;
}

/**
 * Measures lists one at a time, so that none is stored.
 *
 * @param context data of the split
 * @param shoppers their number
 */
export function listMeter(context: EvaluationContext, shoppers: number): ListMeter {
  const { cutoffs, audience, categories, items } = context;
  const longest = Math.max(...cutoffs);
  const columns: Record<string, Float64Array> = {};
  const put = (into: Record<string, Float64Array>, name: string, index: number, value: number): void => {
    into[name] ??= new Float64Array(shoppers).fill(Number.NaN);
    into[name][index] = value;
  };
  const names: readonly string[] = [...EVALUATION_SLICES, ...(context.groups?.names ?? [])];
  const slices: Record<string, Record<string, Float64Array>> = Object.fromEntries(names.map((name) => [name, {}]));
  const shown = cutoffs.map(() => new Uint32Array(items));
  const diversityOf = intraListDiversity(audience, context.users);

  const putSlices = (shopper: TestShopper, places: (targets: readonly number[]) => number[], index: number): void => {
    const [k] = cutoffs;
    const bySlice = new Map<string, number[]>(
      historySlices(shopper.profile.interactions.length).map((name) => [name, [...shopper.targets]]),
    );
    for (const target of shopper.targets) {
      const own = targetSlice(target < 0 ? 0 : audienceOf(audience, target));
      for (const name of [own, ...(target < 0 ? [] : (context.groups?.groupsOf(target) ?? []))]) {
        const known = bySlice.get(name);
        if (known === undefined) bySlice.set(name, [target]);
        else known.push(target);
      }
    }
    for (const [name, targets] of bySlice) {
      const found = places(targets);
      put(slices[name], `HR@${k}`, index, hit(found, k));
      put(slices[name], `NDCG@${k}`, index, normalizedGain(found, k, targets.length));
    }
  };

  return {
    add: (shopper, top, index) => {
      const whole = top.items.length <= longest;
      const placesOf = (targets: readonly number[]): number[] => {
        const places = hitPlaces(top.items, targets);
        return context.tiesCountAgainst ? placesBehindTies(places, top.scores, whole) : places;
      };
      const { targets } = shopper;
      const places = placesOf(targets);
      const listed = top.items.subarray(0, longest);
      const history = context.historyRows(shopper);
      // Without a hit there is no unexpected one.
      const expected =
        places.length === 0 ? [] : expectedItems(context.popularOrder, shopper.exclude === 'none' ? NOTHING : history, longest);
      const known = categories === null ? null : Array.from(history, (row) => categories[row]);
      const diversity = diversityOf(listed, cutoffs);
      for (const [which, k] of cutoffs.entries()) {
        const rows = listed.subarray(0, k);
        for (const row of rows) shown[which][row]++;
        put(columns, `HR@${k}`, index, hit(places, k));
        put(columns, `NDCG@${k}`, index, normalizedGain(places, k, targets.length));
        put(columns, `MRR@${k}`, index, reciprocalRank(places, k));
        put(columns, `MAP@${k}`, index, averagePrecision(places, k, targets.length));
        put(columns, `precision@${k}`, index, precision(places, k));
        put(columns, `recall@${k}`, index, recall(places, k, targets.length));
        put(columns, `F1@${k}`, index, f1(places, k, targets.length));
        put(columns, `serendipity@${k}`, index, precision(places.length === 0 ? [] : placesOf(unexpectedTargets(targets, expected, k)), k));
        put(
          columns,
          `novelty@${k}`,
          index,
          meanOver(rows, (row) => inverseUserFrequency(audience, row)),
        );
        put(
          columns,
          `popularity@${k}`,
          index,
          meanOver(rows, (row) => popularityShare(audience, row)),
        );
        put(
          columns,
          `longTail@${k}`,
          index,
          meanOver(rows, (row) => Number(context.isTail(row))),
        );
        const { objective } = context;
        if (objective !== null) {
          const known = rows.filter((row) => !Number.isNaN(objective[row]));
          put(
            columns,
            `objective@${k}`,
            index,
            meanOver(known, (row) => objective[row]),
          );
        }
        put(columns, `diversity@${k}`, index, diversity[which]);
        if (categories !== null && known !== null) {
          put(
            columns,
            `miscalibration@${k}`,
            index,
            miscalibration(
              known,
              Array.from(rows, (row) => categories[row]),
            ),
          );
        }
      }
      putSlices(shopper, placesOf, index);
    },
    take: () => {
      const overall: Record<string, number> = {};
      for (const [which, k] of cutoffs.entries()) {
        overall[`coverage@${k}`] = catalogCoverage(shown[which]);
        overall[`gini@${k}`] = exposureGini(shown[which]);
        overall[`personalisation@${k}`] = personalisation(shown[which], shoppers, k);
      }
      return { columns, slices, overall, shown: shown[0] };
    },
  };
}

const NOTHING: ReadonlySet<number> = new Set();

/** NaN for an empty list. */
function meanOver(rows: Uint32Array, value: (row: number) => number): number {
  let sum = 0;
  for (const row of rows) sum += value(row);
  return sum / rows.length;
}
