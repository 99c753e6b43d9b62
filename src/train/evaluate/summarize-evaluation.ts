import type { Columns, ListMeasures } from '../measure/list-meter.js';
import { type Figures, meanFigures } from '../measure/mean-figures.js';
import { bootstrapMeans, type Interval, percentileInterval, stratifiedMean } from '../metrics/bootstrap.js';
import type { EvaluatedModel } from '../models/single-model.js';

/** One model's figures by name, such as `HR@10`; see docs/evaluation.md. */
type EvaluationRow<Name extends string> = { readonly model: Name } & Readonly<Record<string, number | string>>;

/** Difference of a model from the baseline, with its interval over the same resampled shoppers. */
interface Difference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** A model's figures on a slice of the shoppers or of the targets. */
interface SliceRow<Name extends string> {
  /** One of `EVALUATION_SLICES`, or a group of items such as `material: wool`. */
  readonly slice: string;
  readonly model: Name;
  /** Number of shoppers in the slice. */
  readonly shoppers: number;
  readonly figures: Figures;
  /** Empty without resamples. */
  readonly intervals: Readonly<Record<string, Interval>>;
}

/** Figures and their intervals, by the names of models or of re-ranking steps. */
export interface Summary<Name extends string = EvaluatedModel> {
  readonly rows: readonly EvaluationRow<Name>[];
  /** By model and figure; only for figures that are means over shoppers. Empty without resamples. */
  readonly intervals: Readonly<Record<string, Readonly<Record<string, Interval>>>>;
  /** The other models minus `against`; null with one model, or without resamples. */
  readonly differences: {
    readonly against: Name;
    readonly rows: readonly { readonly model: Name; readonly figures: Readonly<Record<string, Difference>> }[];
  } | null;
  readonly slices: readonly SliceRow<Name>[];
}

/** Measures of one model in one fold. */
export interface FoldMeasures {
  readonly measures: ListMeasures;
  /** Other figures, such as `packBytes`. */
  readonly facts: Figures;
}

/**
 * Summarises the folds: means over folds, each fold a stratum; intervals and differences by bootstrap over shoppers.
 *
 * @param folds measures by model, in the order of the folds
 * @param sizes number of shoppers of each fold
 * @param resamples their number; 0 for none
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
  // All columns in one pass, so that all figures of all models use the same draws.
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
    slices: sliceNames([...folds.values()].flat()).flatMap((slice) =>
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

/** Differences from the baseline: the blend if it was measured, else the first model. */
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
  readonly slices: ReadonlyMap<string, Columns>;
}

/** The names of all slices, in their order. */
function sliceNames(parts: readonly FoldMeasures[]): string[] {
  return [...new Set(parts.flatMap(({ measures }) => Object.keys(measures.slices)))];
}

/** Concatenates the columns of the folds. */
function pool(parts: readonly FoldMeasures[], sizes: readonly number[]): Pooled {
  const measures = parts.map((part) => part.measures);
  return {
    all: concatenate(
      measures.map(({ columns }) => columns),
      sizes,
    ),
    slices: new Map(
      sliceNames(parts).map((name) => [
        name,
        concatenate(
          measures.map(({ slices }) => slices[name] ?? {}),
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
