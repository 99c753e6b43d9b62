import type { Evaluation } from '../../train/evaluate/evaluation.js';
import { joined, type Shown, shown } from '../output/shown.js';
import { brandTable } from './brand-table.js';
import { ACCURACY_FIGURES, BREADTH_FIGURES, formatFigure, formatWithInterval } from './figure-texts.js';
import { formatCount, formatTable } from './format-report.js';
import { reliabilityTable } from './reliability-table.js';
import { textLines } from './report-block.js';

/** Maximum number of characters of a line. */
const LINE_LENGTH = 80;
/** Metrics that are shown with their interval, if there is one. */
const WITH_INTERVAL: readonly string[] = ['HR', 'NDCG'];
/** Metrics beyond accuracy that fit a table of 80 characters: that of the objective is in the table of steps. */
const WITHOUT_OBJECTIVE = BREADTH_FIGURES.filter((name) => name !== 'objective');
/** Shorter headings, for tables of at most 80 characters. */
const HEADS: Readonly<Record<string, string>> = {
  precision: 'prec.',
  coverage: 'cover',
  personalisation: 'pers.',
  popularity: 'popul.',
  longTail: 'tail',
  objective: 'object.',
  diversity: 'div.',
  serendipity: 'seren.',
  miscalibration: 'miscal.',
  'closed-form': 'closed',
  'item-knn': 'knn',
  prototypes: 'protos',
  'sequential-rules': 'rules',
};
const MODEL_NAMES: Readonly<Record<string, string>> = { 'sequential-rules': 'seq-rules' };

function shortName(model: string): string {
  return MODEL_NAMES[model] ?? model;
}

/** An evaluation as text tables of at most 80 characters. */
export function evaluationTables(evaluation: Evaluation): Shown {
  const { dataset, protocol, history, shoppers, items, resamples, seed, cutoffs, relevance } = evaluation;
  const sure =
    resamples === 0
      ? ''
      : shown`±: half the width of the 95 % interval, ${formatCount(resamples)} resamples of the shoppers, seed ${seed}\n`;
  const [first] = evaluation.rows;
  const costs = ['unreachable', 'trainSeconds', 'packBytes'];
  const parts = [
    shown`\n${dataset}, ${protocol}: ${formatCount(shoppers)} shoppers, ${formatCount(items)} items, history ${history}\n${sure}`,
    ...cutoffs.flatMap((k) => [figureTable(evaluation, ACCURACY_FIGURES, k), figureTable(evaluation, WITHOUT_OBJECTIVE, k)]),
    differenceTable(evaluation),
    ...STEP_FIGURES.map((figures) => stepTable(evaluation, figures)),
    sliceTable(evaluation),
    brandsOf(evaluation),
    shown`${joined(textLines(relevance.reason, LINE_LENGTH), '\n')}\n`,
    relevance.reliability === null ? '' : reliabilityTable(relevance.reliability),
    shown`${formatTable(
      ['model', ...costs],
      evaluation.rows.map((row) => [row.model, ...costs.map((name) => formatFigure(name, Number(row[name])))]),
    )}\n`,
    first === undefined ? '' : shown`Definitions of the figures: docs/evaluation.md\n`,
  ];
  return joined(
    parts.filter((part) => part !== ''),
    '\n',
  );
}

function figureTable({ rows, intervals }: Evaluation, names: readonly string[], k: number): Shown {
  const columns = names.filter((name) => rows.some((row) => row[`${name}@${k}`] !== undefined));
  const table = formatTable(
    [`at ${k}`, ...columns.map((name) => HEADS[name] ?? name)],
    rows.map((row) => [
      shortName(row.model),
      ...columns.map((name) => {
        const figure = `${name}@${k}`;
        const value = row[figure] as number | undefined;
        return WITH_INTERVAL.includes(name) ? formatWithInterval(name, value, intervals[row.model]?.[figure]) : formatFigure(name, value);
      }),
    ]),
  );
  return shown`${table}\n`;
}

/** Metrics of the tables of re-ranking steps: of variety, and of what is shown how often. */
const STEP_FIGURES = [
  ['NDCG', 'coverage', 'novelty', 'diversity', 'serendipity', 'miscalibration'],
  ['NDCG', 'gini', 'longTail', 'popularity', 'objective'],
] as const;

function brandsOf({ brands, rows, cutoffs: [k] }: Evaluation): Shown | '' {
  return brands === null
    ? ''
    : brandTable(
        brands,
        k,
        rows.map(({ model }) => [model, HEADS[model] ?? shortName(model)]),
      );
}

function stepTable({ steps, cutoffs: [k] }: Evaluation, figures: (typeof STEP_FIGURES)[number]): Shown | '' {
  if (steps === null) return '';
  const columns = figures.filter((name) => steps.rows.some((row) => row[`${name}@${k}`] !== undefined));
  const table = formatTable(
    [`steps, at ${k}`, ...columns.map((name) => HEADS[name] ?? name)],
    steps.rows.map((row) => [
      row.model.replace(/^(popularity|exposure)-/, ''),
      ...columns.map((name) => formatFigure(name, row[`${name}@${k}`] as number | undefined)),
    ]),
  );
  return shown`${table}\n`;
}

function differenceTable({ differences, cutoffs }: Evaluation): Shown | '' {
  if (differences === null) return '';
  const names = cutoffs
    .slice(0, 2)
    .flatMap((k) => [`HR@${k}`, `NDCG@${k}`])
    .slice(0, 2);
  const table = formatTable(
    [`less ${differences.against}`, ...names],
    differences.rows.map(({ model, figures }) => [
      shortName(model),
      ...names.map((name) => {
        const found = figures[name];
        return found === undefined
          ? '-'
          : `${formatFigure(name, found.difference)} (${formatFigure(name, found.low)} to ${formatFigure(name, found.high)})`;
      }),
    ]),
  );
  return shown`${table}\n`;
}

function sliceTable({ slices, rows, cutoffs: [k] }: Evaluation): Shown | '' {
  const names = [...new Set(slices.map(({ slice }) => slice))];
  const models = rows.map(({ model }) => model);
  const table = formatTable(
    [`HR@${k} by slice`, 'shoppers', ...models.map((model) => HEADS[model] ?? shortName(model))],
    names.map((name) => {
      const own = slices.filter(({ slice }) => slice === name);
      const figures = models.map((model) => formatFigure('HR', own.find((row) => row.model === model)?.figures[`HR@${k}`]));
      return [name, formatCount(own[0].shoppers), ...figures];
    }),
  );
  return names.length === 0 ? '' : shown`${table}\n`;
}
