import { EVALUATION_SLICES, type SliceName } from '../measure/evaluation-slices.js';
import type { Columns, ListMeasures } from '../measure/list-meter.js';
import { type Figures, meanFigures } from '../measure/mean-figures.js';
import { bootstrapMeans, type Interval, percentileInterval, stratifiedMean } from '../metrics/bootstrap.js';
import type { EvaluatedModel } from '../models/single-model.js';

/** One model's figures by name. `HR@10` and so on; see docs/evaluation.md. */
type EvaluationRow<Name extends string> = { readonly model: Name } & Readonly<Record<string, number | string>>;

/** How far a model is from the one it is held against, over the same resampled shoppers. */
interface Difference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** A model's figures on a part of the shoppers, or of the items to be found. */
interface SliceRow<Name extends string> {
  readonly slice: SliceName;
  readonly model: Name;
  /** Shoppers in the slice. */
  readonly shoppers: number;
  readonly figures: Figures;
  /** Empty where nothing was resampled. */
  readonly intervals: Readonly<Record<string, Interval>>;
}

/** Figures, and how sure they are, by the names of models, or of settings. */
export interface Summary<Name extends string = EvaluatedModel> {
  readonly rows: readonly EvaluationRow<Name>[];
  /** By model and figure; only of figures that are means over shoppers. Empty where nothing was resampled. */
  readonly intervals: Readonly<Record<string, Readonly<Record<string, Interval>>>>;
  /** The other models less `against`; null where there is one model, or nothing was resampled. */
  readonly differences: {
    readonly against: Name;
    readonly rows: readonly { readonly model: Name; readonly figures: Readonly<Record<string, Difference>> }[];
  } | null;
  readonly slices: readonly SliceRow<Name>[];
}

/** What one fold yielded of one model. */
export interface FoldMeasures {
  readonly measures: ListMeasures;
  /** Such as `packBytes`. */
  readonly facts: Figures;
}

/**
 * Puts the folds together: means over folds, each fold a stratum; intervals and differences by bootstrap over shoppers.
 *
 * @param folds by model, in one order
 * @param sizes shoppers of each fold
 * @param resamples how many; 0 for none
 * @param seed of the resamples
 */
export function summarizeEvaluation<Name extends string>(
  folds: ReadonlyMap<Name, readonly FoldMeasures[]>,
  sizes: readonly number[],
  resamples: number,
  seed: number,
): Summary<Name> {
  const models = [...folds.keys()];
  const pooled = new Map([...folds].map(([model, parts]) => [model, pool(parts, sizes)]));
  // All columns in one pass, so that every figure of every model sees the same shoppers drawn.
  const columns = [...pooled.values()].flatMap(({ all, slices }) => [all, ...slices.values()].flatMap((part) => Object.values(part)));
  const means = new Map<Float64Array, Float64Array>();
  if (resamples > 0) {
    for (const [index, resampled] of bootstrapMeans(columns, sizes, resamples, seed).entries()) means.set(columns[index], resampled);
  }

  const intervalsOf = (part: Columns): Record<string, Interval> =>
    Object.fromEntries(
      Object.entries(part).flatMap(([name, column]) => {
        const found = means.get(column);
        return found === undefined || Number.isNaN(stratifiedMean(column, sizes)) ? [] : [[name, percentileInterval(found)]];
      }),
    );
  const meansOf = (part: Columns): Figures =>
    meanFigures([Object.fromEntries(Object.entries(part).map(([name, column]) => [name, stratifiedMean(column, sizes)]))]);

  const partsOf = (model: Name): Pooled => pooled.get(model) ?? { all: {}, slices: new Map() };
  return {
    rows: models.map((model): EvaluationRow<Name> => {
      const parts = folds.get(model) ?? [];
      const overall = meanFigures(parts.map(({ measures, facts }) => ({ ...measures.overall, ...facts })));
      return { model, ...meansOf(partsOf(model).all), ...overall };
    }),
    intervals: resamples === 0 ? {} : Object.fromEntries(models.map((model) => [model, intervalsOf(partsOf(model).all)])),
    differences: differencesOf(models, (model) => partsOf(model).all, means, sizes),
    slices: EVALUATION_SLICES.flatMap((slice) =>
      models.flatMap((model): SliceRow<Name>[] => {
        const part = partsOf(model).slices.get(slice) ?? {};
        const [first] = Object.values(part);
        if (first === undefined) return [];
        const shoppers = first.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
        return [{ slice, model, shoppers, figures: meansOf(part), intervals: intervalsOf(part) }];
      }),
    ),
  };
}

/** What the others are held against: the blend where it was measured, else the first. */
function differencesOf<Name extends string>(
  models: readonly Name[],
  columnsOf: (model: Name) => Columns,
  means: ReadonlyMap<Float64Array, Float64Array>,
  sizes: readonly number[],
): Summary<Name>['differences'] {
  if (models.length < 2 || means.size === 0) return null;
  const against = models.find((model) => model === 'blend') ?? models[0];
  const base = columnsOf(against);
  return {
    against,
    rows: models
      .filter((model) => model !== against)
      .map((model) => {
        const figures: Record<string, Difference> = {};
        for (const [name, column] of Object.entries(columnsOf(model))) {
          const own = means.get(column);
          const other = means.get(base[name]);
          if (own === undefined || other === undefined) continue;
          const [low, high] = percentileInterval(own.map((value, index) => value - other[index]));
          if (Number.isNaN(low)) continue;
          figures[name] = { difference: stratifiedMean(column, sizes) - stratifiedMean(base[name], sizes), low, high };
        }
        return { model, figures };
      }),
  };
}

interface Pooled {
  readonly all: Columns;
  readonly slices: ReadonlyMap<SliceName, Columns>;
}

/** The folds' shoppers one after the other. */
function pool(parts: readonly FoldMeasures[], sizes: readonly number[]): Pooled {
  const measures = parts.map((part) => part.measures);
  return {
    all: concatenate(
      measures.map(({ columns }) => columns),
      sizes,
    ),
    slices: new Map(
      EVALUATION_SLICES.map((name) => [
        name,
        concatenate(
          measures.map(({ slices }) => slices[name]),
          sizes,
        ),
      ]),
    ),
  };
}

function concatenate(parts: readonly Columns[], sizes: readonly number[]): Columns {
  if (parts.length === 1) return parts[0];
  const all: Record<string, Float64Array> = {};
  let start = 0;
  for (const [fold, part] of parts.entries()) {
    for (const [name, column] of Object.entries(part)) {
      all[name] ??= new Float64Array(sizes.reduce((sum, size) => sum + size, 0)).fill(Number.NaN);
      all[name].set(column, start);
    }
    start += sizes[fold];
  }
  return all;
}
