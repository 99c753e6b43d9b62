import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalPlot, niceTicks } from '../../src/cli/report/interval-plot.js';
import type { Evaluation } from '../../src/train/evaluate/evaluation.js';
import { onshelf } from './tools/run-onshelf.js';
import { put, smallLog, temporaryFolder } from './tools/shop-files.js';

const folder = temporaryFolder();
const log = put(folder, 'camps.csv', smallLog(60, 30));
const small = ['--dimensions', '8', '--iterations', '2', '--resamples', '50'];

describe('onshelf evaluate', () => {
  it('measures events after a date, and writes a self-contained page', async () => {
    const page = join(folder, 'page.html');
    const words = ['--protocol', 'time-split', '--before', '2023-11-15T01:00', '--html', page, ...small];
    const { code, output } = await onshelf('evaluate', '--events', log, ...words);
    expect(code).toBe(0);
    expect(output).toMatch(/camps, time-split: 60 shoppers, 30 items, history kept/);
    expect(output).toMatch(/^blend +[01]?\.\d{4} ±\.\d{4} /m);
    expect(output).toMatch(/^less blend /m);
    for (const line of output.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const html = readFileSync(page, 'utf8');
    expect(html).not.toMatch(/<script|<link|<img|src=|https?:/);
    expect(html.match(/<svg /g)?.length).toBeGreaterThan(10);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('with --json prints one object: figures, intervals, differences and slices', async () => {
    const cases = put(folder, 'cases.csv', 'history,target\ni2 i4,i6\ni3,i5\n');
    const words = ['--protocol', 'cases', '--cases', cases, '--k', '5', '--models', 'item-knn,blend', '--json', ...small];
    const { output, errors } = await onshelf('evaluate', '--events', log, ...words);
    expect(errors).toBe('');
    const told = JSON.parse(output) as Evaluation;
    expect(told).toMatchObject({ protocol: 'cases', history: 'kept', shoppers: 2, resamples: 50, cutoffs: [5] });
    expect(Object.keys(told.intervals.blend)).toEqual(expect.arrayContaining(['HR@5', 'NDCG@5', 'recall@5', 'novelty@5']));
    expect(told.differences).toMatchObject({ against: 'blend', rows: [{ model: 'item-knn' }] });
    expect(told.slices.map(({ slice }) => slice)).toEqual(expect.arrayContaining(['history 1', 'history 2-3']));
  });

  it('tells how often each brand is listed, beside its share of the catalogue', async () => {
    const lines = Array.from({ length: 30 }, (_, item) => `i${item}\tItem ${item}\t${item < 20 ? 'Fell' : 'Moor'}`);
    const feed = put(folder, 'brands.tsv', `id\ttitle\tbrand\n${lines.join('\n')}\n`);
    const words = ['evaluate', '--events', log, '--catalog', feed, '--models', 'popularity', '--k', '5', ...small];
    const [{ output }, told] = [await onshelf(...words), await onshelf(...words, '--json')];
    const { brands } = JSON.parse(told.output) as Evaluation;
    expect(brands?.brands.map(({ brand, items, catalog }) => [brand, items, catalog.toFixed(4)])).toEqual([
      ['Fell', 20, '0.6667'],
      ['Moor', 10, '0.3333'],
    ]);
    const [fell, moor] = brands?.brands.map(({ places }) => places.popularity) ?? [];
    expect(fell + moor).toBeCloseTo(1, 12);
    expect(output).toMatch(/^brands, at 5 +items +popul\.\nFell +\.6667 /m);
  });

  it('measures each re-ranking step alone, on the blend', async () => {
    const words = ['--diversity', '0,0.9', '--rotation', '1', '--exploration', '0.5', '--models', 'popularity,blend', '--k', '5'];
    const { output } = await onshelf('evaluate', '--events', log, ...words, '--shoppers', '40', '--json', ...small);
    const { steps, rows, shoppers } = JSON.parse(output) as Evaluation;
    expect(shoppers).toBe(40);
    expect(steps?.rows.map(({ model }) => model)).toEqual(['blend', 'diversity 0.9', 'rotation 1', 'exploration 0.5']);
    const figure = (name: string, model: string): number => Number(steps?.rows.find((row) => row.model === model)?.[name]);
    expect(figure('NDCG@5', 'blend')).toBe(rows.find(({ model }) => model === 'blend')?.['NDCG@5']);
    // The two camps of this log are as unlike as can be.
    expect(figure('diversity@5', 'diversity 0.9')).toBeGreaterThan(figure('diversity@5', 'blend'));
    // What was shown an hour ago makes way, and what was best is among it.
    expect(figure('NDCG@5', 'rotation 1')).toBeLessThan(figure('NDCG@5', 'blend'));
    expect(figure('NDCG@5', 'exploration 0.5')).not.toBe(figure('NDCG@5', 'blend'));
    expect(steps?.differences).toMatchObject({ against: 'blend' });
  });

  it('measures an objective with the mean of its column, a discount of popularity and an exposure floor', async () => {
    const prices = Array.from({ length: 30 }, (_, item) => `i${item}\tItem\t${10 + item} EUR`);
    const feed = put(folder, 'rising.tsv', `id\ttitle\tprice\n${prices.join('\n')}\n`);
    const steps = ['--objective', 'price:0,.5,-1', '--popularity-discount', '1', '--exposure-floor', '.9'];
    const words = ['--catalog', feed, ...steps, '--models', 'blend', '--k', '5', '--without-content', ...small];
    const { output } = await onshelf('evaluate', '--events', log, ...words, '--json');
    const found = JSON.parse(output) as Evaluation;
    expect(found.steps?.rows.map(({ model }) => model)).toEqual([
      'blend',
      'popularity-discount 1',
      'exposure-floor 0.9',
      'objective -1',
      'objective 0.5',
    ]);
    const figure = (name: string, model: string): number => Number(found.steps?.rows.find((row) => row.model === model)?.[`${name}@5`]);
    expect(figure('objective', 'objective 0.5')).toBeGreaterThan(figure('objective', 'blend'));
    expect(figure('objective', 'objective -1')).toBeLessThan(figure('objective', 'blend'));
    expect(figure('longTail', 'exposure-floor 0.9')).toBeGreaterThanOrEqual(0.8);
    expect(figure('popularity', 'popularity-discount 1')).toBeLessThan(figure('popularity', 'blend'));
    const tables = await onshelf('evaluate', '--events', log, ...words);
    expect(tables.output).toMatch(/^objective 0\.5 +[01]?\.\d{4} /m);
    // The tables come after what is said of the feed.
    const lines = tables.output.slice(tables.output.indexOf('rising')).split('\n');
    expect(lines.filter((line) => line.length > 80 && !/^ {2}(note|feed|log) /.test(line))).toEqual([]);
  });

  it.each([
    ['margin:.2', 'there is no column "margin". There are price.', 1],
    ['price', 'it must be a column and weights from -1 to 1', 2],
    ['price:3', 'it must be a column and weights from -1 to 1', 2],
  ])('refuses the objective %s', async (objective, message, code) => {
    const refused = await onshelf('evaluate', '--events', log, '--objective', objective, ...small);
    expect(refused.errors).toContain(message);
    expect(refused.code).toBe(code);
  });

  it('measures the price-fit step, and plots it', async () => {
    const page = join(folder, 'steps.html');
    // A camp of cheap items and a camp of dear ones: price says as much as the log.
    const prices = Array.from({ length: 30 }, (_, item) => `i${item}\tItem\t${item % 2 === 0 ? 10 : 100} EUR`);
    const feed = put(folder, 'priced.tsv', `id\ttitle\tprice\n${prices.join('\n')}\n`);
    const words = ['--catalog', feed, '--price-fit', '1', '--models', 'blend', '--html', page, '--json', '--without-content'];
    const { output } = await onshelf('evaluate', '--events', log, ...words, ...small);
    const { steps } = JSON.parse(output) as Evaluation;
    expect(steps?.rows.map(({ model }) => model)).toEqual(['blend', 'price-fit 1']);
    expect(steps?.rows[1]['diversity@10']).not.toBe(steps?.rows[0]['diversity@10']);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<h2>Re-ranking steps</h2>');
    expect(html).toContain('price-fit 1');
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('names cases by their lines in the lists', async () => {
    const cases = put(folder, 'told.csv', 'history,target\ni2,i6\n\ni3,i5\n');
    const lists = join(folder, 'lists.jsonl');
    const words = ['--protocol', 'cases', '--cases', cases, '--models', 'popularity', '--lists', lists, '--json', ...small];
    await onshelf('evaluate', '--events', log, ...words);
    const told = readFileSync(lists, 'utf8').trim().split('\n');
    expect(told.map((line) => (JSON.parse(line) as { user_id: string }).user_id)).toEqual(['line 2', 'line 4']);
  });

  it('rejects options that cannot be combined, and invalid dates, with exit code 2', async () => {
    const calls: [string[], RegExp][] = [
      [['--protocol', 'time-split'], /--before is required/],
      [['--protocol', 'cases'], /--cases is required/],
      [['--before', '2020-01-01'], /--before is for --protocol time-split, not leave-last-out/],
      [['--folds', '1', '--protocol', 'cases', '--cases', 'x'], /--folds is for --protocol held-out-users, not cases/],
      [['--mask-history', '--keep-history'], /cannot be combined/],
      [['--protocol', 'time-split', '--before', '2020-02-30'], /--before is "2020-02-30"; it must be a date/],
      [['--protocol', 'time-split', '--before', 'yesterday'], /--before is "yesterday"; it must be a date/],
      [['--diversity', '0.2,1.5'], /--diversity is "1.5"; it must be a number from 0 to 1/],
      [['--shoppers', '0'], /--shoppers is "0"; it must be a whole number from 1/],
      [['--resamples', '-1'], /--resamples is followed by "-1".*--resamples=-1/],
    ];
    for (const [words, sentence] of calls) {
      const { code, errors } = await onshelf('evaluate', '--events', log, ...words);
      expect(errors).toMatch(sentence);
      expect(code).toBe(2);
    }
  });

  it('reports an invalid line of the cases with file, line and column, and exit code 1', async () => {
    const cases = put(folder, 'damaged.csv', 'history,target\ni2,i6\ni3,\n');
    const { code, errors } = await onshelf('evaluate', '--events', log, '--protocol', 'cases', '--cases', cases, '--json', ...small);
    expect([code, errors]).toEqual([1, expect.stringMatching(/^onshelf: .*damaged\.csv, line 3: target "" has no item\.\n$/)]);
  });
});

describe('the plots', () => {
  it('have a few round ticks for any range', () => {
    const numbers = fc.integer({ min: -1e8, max: 1e8 }).map((whole) => whole / 1e6);
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = niceTicks(low, high);
        const slack = 1e-6 * (ticks[1] - ticks[0]);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks[0]).toBeLessThanOrEqual(low + slack);
        expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(high - slack);
      }),
    );
    expect(niceTicks(0, 0.3)).toEqual([0, 0.1, 0.2, 0.3]);
    // Equal but for rounding, as the means of equal values are.
    expect(new Set(niceTicks(2.58, 2.58 + 1e-15)).size).toBeGreaterThan(1);
  });

  it('share a scale where they are compared', () => {
    const marks = [0.1, 0.9].map((value) => ({ label: 'blend', value, text: '' }));
    const ticks = (plot: string): string[] => plot.match(/class="tick"[^>]*>[^<]*/g) ?? [];
    expect(ticks(intervalPlot('a', [marks[0]], { others: marks }))).toEqual(ticks(intervalPlot('b', [marks[1]], { others: marks })));
  });

  it('escape markup in names', () => {
    expect(intervalPlot('<b>', [{ label: '"><script>', value: 1, text: '&' }])).not.toMatch(/<b>|<script>/);
  });
});
