import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EvaluateRequest, evaluateModels } from '../../src/train/evaluate-models.js';
import type { EvaluatedModel } from '../../src/train/models/single-model.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/models/train-settings.js';
import { openEncoded } from '../../src/train/packing/make-pack.js';
import { type ProgressStep, SILENT_PROGRESS } from '../../src/train/progress/progress.js';
import type { SplitSettings } from '../../src/train/shoppers/split-log.js';
import { foldOfUser } from '../../src/train/shoppers/user-folds.js';
import { put, smallLog, temporaryFolder } from '../cli/shop-files.js';

const folder = temporaryFolder();

function request(events: string, more: Partial<EvaluateRequest> = {}): EvaluateRequest {
  return {
    events,
    catalog: undefined,
    content: { used: true, embeddings: [] },
    newItems: 0,
    mapped: {},
    scenario: { protocol: 'leave-last-out' },
    maskHistory: undefined,
    cutoffs: [1, 2],
    models: ['popularity'],
    resamples: 0,
    settings: { ...DEFAULT_TRAIN_SETTINGS, threads: 1, dimensions: 8, iterations: 3 },
    database: { threads: 1, memoryLimit: '256MB' },
    now: Date.UTC(2026, 0),
    ...more,
  };
}

const FIVE = [0, 1, 2, 3, 4];
const heldOut = (...folds: number[]): SplitSettings => ({ protocol: 'held-out-users', folds });

describe('evaluation', () => {
  it('gives the figures that a hand can compute on a toy log', async () => {
    // Learned from is all but the last two events of each: a d, b d, b c d, c d, c. So d is most popular, then c, b, a.
    // Everybody's history is masked, and everybody but u5 has d in it:
    // u1 knows a d e, goes on to b; the list is c b: place 2.      u2 knows b d e, goes on to c; c a: place 1.
    // u3 knows b c d e, goes on to a; a: place 1.                  u4 knows c d e, goes on to zz; b a zz: place 3.
    // u5 knows c d, goes on to c, which is masked: a miss.
    const log = [
      'user_id,item_id,timestamp',
      'u1,a,1',
      'u1,d,2',
      'u1,e,3',
      'u1,b,4',
      'u2,b,1',
      'u2,d,2',
      'u2,e,3',
      'u2,c,4',
      'u3,b,1',
      'u3,c,2',
      'u3,d,3',
      'u3,e,4',
      'u3,a,5',
      'u4,c,1',
      'u4,d,2',
      'u4,e,3',
      'u4,zz,4',
      'u5,c,1',
      'u5,d,2',
      'u5,c,3',
    ].join('\n');
    const lists: unknown[] = [];
    const { rows, shoppers } = await evaluateModels(request(put(folder, 'toy.csv', log)), SILENT_PROGRESS, {
      onList: (list) => lists.push(list),
    });
    expect(shoppers).toBe(5);
    const places = [2, 1, 1, 0, 0];
    const hits = (k: number): number => places.filter((place) => place >= 1 && place <= k).length / 5;
    expect(rows[0]['HR@1']).toBeCloseTo(hits(1), 10);
    expect(rows[0]['HR@2']).toBeCloseTo(hits(2), 10);
    expect(rows[0]['NDCG@2']).toBeCloseTo((1 / Math.log2(3) + 2) / 5, 10);
    expect(rows[0]['MRR@2']).toBeCloseTo(2.5 / 5, 10);
    // First places: c, c, a, b, b.
    expect(rows[0]['coverage@1']).toBeCloseTo(3 / 6, 10);
    expect(lists[0]).toEqual({ user_id: 'u1', items: ['c', 'b'] });
  });

  it('ranks through item-knn, ials and the blend, the same on every run', async () => {
    const path = put(folder, 'camps.csv', smallLog(60, 30));
    const asked = request(path, { models: ['item-knn', 'ials', 'blend'], cutoffs: [10] });
    const first = await evaluateModels(asked, SILENT_PROGRESS);
    const again = await evaluateModels(asked, SILENT_PROGRESS);
    const figures = ({ rows }: typeof first): unknown[] =>
      rows.map((row) => [row.model, row['HR@10'], row['NDCG@10'], row['MRR@10'], row['coverage@10'], row.packBytes]);
    expect(figures(again)).toEqual(figures(first));
    for (const row of first.rows) expect(row['HR@10']).toBeGreaterThan(0.3);
  });

  it('ranks through models that take the place of a part of the blend, each in a pack of its own', async () => {
    const path = put(folder, 'others.csv', smallLog(60, 30));
    const models = ['category-popularity', 'sequential-rules', 'svd', 'nmf', 'bpr', 'pca'] as const;
    const { rows } = await evaluateModels(request(path, { models, cutoffs: [10] }), SILENT_PROGRESS);
    expect(rows.map(({ model }) => model)).toEqual(models);
    // Without a feed there is one category: popularity, which knows nothing of the two camps.
    const [popular, , ...factorised] = rows;
    for (const row of factorised) expect([row.model, Number(row['NDCG@10']) > Number(popular['NDCG@10'])]).toEqual([row.model, true]);
    expect(new Set(rows.map((row) => row['NDCG@10'])).size).toBeGreaterThan(4);
  });

  it('trains what is asked for, and nothing else', async () => {
    const path = put(folder, 'asked.csv', smallLog(40, 30));
    const trainedFor = async (...models: EvaluatedModel[]): Promise<string[]> => {
      const steps = new Set<string>();
      const step = (name: string): ProgressStep => {
        steps.add(name);
        return SILENT_PROGRESS.step(name, 0, '');
      };
      await evaluateModels(request(path, { models, cutoffs: [5] }), { step });
      return ['item neighbours', 'items that follow', 'factors', 'svd'].filter((name) => steps.has(name));
    };
    expect(await trainedFor('popularity')).toEqual([]);
    expect(await trainedFor('svd')).toEqual(['svd']);
    expect(await trainedFor('ials', 'item-knn')).toEqual(['item neighbours', 'factors']);
    expect(await trainedFor('blend')).toEqual(['item neighbours', 'items that follow', 'factors']);
  });

  it('hands over the very pack that the first model was measured with', async () => {
    const path = put(folder, 'handed.csv', smallLog(40, 30));
    const rowsOf = async (model: EvaluatedModel): Promise<Int8Array> => {
      let rows = new Int8Array(0);
      await evaluateModels(request(path, { models: [model], cutoffs: [5] }), SILENT_PROGRESS, {
        onPack: (encoded) => {
          rows = openEncoded(encoded).rows.slice();
        },
      });
      return rows;
    };
    // Non-negative factors cannot be those of ALS.
    expect(Math.min(...(await rowsOf('nmf')))).toBe(0);
    expect(Math.min(...(await rowsOf('ials')))).toBeLessThan(0);
    expect((await rowsOf('popularity')).every((value) => value === 0)).toBe(true);
  });

  it('keeps held-out shoppers out of training', async () => {
    // Only shoppers of fold 0 touch x and y: nobody else could teach that they go together.
    const others = Array.from({ length: 40 }, (_, shopper) => [`${shopper * 5 + 1},a,1`, `${shopper * 5 + 1},b,2`]).flat();
    const own = Array.from({ length: 10 }, (_, shopper) => [`${shopper * 5},x,1`, `${shopper * 5},y,2`]).flat();
    const path = put(folder, 'folds.csv', ['user_id,item_id,timestamp', ...others, ...own].join('\n'));
    const { rows, shoppers } = await evaluateModels(request(path, { scenario: heldOut(0), models: ['item-knn'] }), SILENT_PROGRESS);
    expect(shoppers).toBe(10);
    expect(rows[0]['HR@1']).toBe(0);
    const seen = await evaluateModels(request(path, { scenario: heldOut(1), models: ['item-knn'] }), SILENT_PROGRESS);
    expect(seen.shoppers).toBe(40);
  });

  it('reports targets that stand in the history', async () => {
    const rows = ['1,a,1', '1,b,2', '1,c,3', '1,a,4', '2,a,1', '2,c,2', '2,b,3'];
    const path = put(folder, 'again.csv', ['user_id,item_id,timestamp', ...rows].join('\n'));
    const evaluation = await evaluateModels(request(path, { models: ['popularity', 'item-knn'] }), SILENT_PROGRESS);
    expect(evaluation.rows.map((row) => row.unreachable)).toEqual([0.5, 0.5]);
    expect(evaluation.notes).toEqual([expect.stringMatching(/^1 of 2 shoppers \(50\.0 %\) went on to an item of their own history\./)]);
  });

  it('measures every fold of a log whose ids all end alike', async () => {
    const ids = (id: string): string => `${Number(id.slice(1)) * 10}`;
    const path = put(folder, 'tens.csv', smallLog(200, 30).replace(/^u\d+/gm, ids));
    const asked = request(path, { scenario: heldOut(...FIVE), models: ['popularity', 'item-knn'], cutoffs: [10] });
    const { shoppers, rows, notes } = await evaluateModels(asked, SILENT_PROGRESS);
    expect(shoppers).toBe(200);
    expect(notes[0]).toMatch(/^User ids modulo 5 leave fewer than 2 % .* of fold 0, 1, 2, 3, 4; .* by a hash/);
    const alone = await Promise.all(FIVE.map((fold) => evaluateModels({ ...asked, scenario: heldOut(fold) }, SILENT_PROGRESS)));
    for (const [row, name] of [
      [0, 'HR@10'],
      [1, 'NDCG@10'],
    ] as const) {
      expect(rows[row][name]).toBeCloseTo(
        alone.reduce((sum, fold) => sum + Number(fold.rows[row][name]) / 5, 0),
        10,
      );
    }
    expect(rows[1]['HR@10']).toBeGreaterThan(0.3);
  });

  it('takes means over the folds that hold somebody', async () => {
    const ids = ['shopper-0', 'shopper-1', 'shopper-2'];
    const filled = [...new Set(ids.map(foldOfUser))].sort();
    const log = ids.flatMap((id) => ['a', 'b'].map((item, time) => `${id},${item},${time}`));
    const path = put(folder, 'few.csv', ['user_id,item_id,timestamp', ...log].join('\n'));
    const asked = request(path, { scenario: heldOut(...FIVE) });
    const { rows, notes } = await evaluateModels(asked, SILENT_PROGRESS);
    const empty = FIVE.filter((fold) => !filled.includes(fold));
    expect(notes).toEqual([`No shopper with two events falls into fold ${empty.join(', ')}; figures are means over the other folds.`]);
    // All know a; b is the only other item.
    expect(rows[0]['HR@1']).toBeCloseTo(1, 10);
  });

  it('counts ties against the item to be found, where fresh shoppers are cases', async () => {
    // b and c are equally popular, a is most popular: c is found at 3, as b is.
    const log = put(folder, 'tied.csv', ['user_id,item_id,timestamp', '1,a,1', '1,b,2', '2,a,1', '2,c,2', '3,d,1'].join('\n'));
    const cases = put(folder, 'tied-cases.csv', 'history,target\nd,b\nd,c\nd,a\nd,gone\n');
    const { rows, notes, history } = await evaluateModels(
      request(log, { scenario: { protocol: 'cases', cases }, cutoffs: [2, 3] }),
      SILENT_PROGRESS,
    );
    expect([rows[0]['HR@2'], rows[0]['HR@3'], history]).toEqual([1 / 4, 3 / 4, 'kept']);
    expect(rows[0]['MRR@3']).toBeCloseTo((1 / 3 + 1 / 3 + 1) / 4, 12);
    expect(notes).toEqual(['1 of 4 shoppers (25.0 %) went on to an item that training never saw; these count as misses.']);
  });

  it('finds what is bought again, unless told to mask the history', async () => {
    const rows = ['1,a,1', '1,b,2', '1,a,100', '2,a,1', '2,c,3', '3,c,100'];
    const log = put(folder, 'repeats.csv', ['user_id,item_id,timestamp', ...rows].join('\n'));
    const asked = request(log, { scenario: { protocol: 'time-split', before: 50_000 }, cutoffs: [1] });
    const kept = await evaluateModels(asked, SILENT_PROGRESS);
    // a is most popular: shopper 1 goes back to it; shopper 3, of whom nothing is known, goes to c.
    expect([kept.shoppers, kept.rows[0]['HR@1'], kept.rows[0].unreachable]).toEqual([2, 0.5, 0]);
    expect(kept.notes).toEqual([expect.stringMatching(/^1 of 2 shoppers \(50\.0 %\) had done nothing before/)]);
    const masked = await evaluateModels({ ...asked, maskHistory: true }, SILENT_PROGRESS);
    expect([masked.history, masked.rows[0]['HR@1'], masked.rows[0].unreachable]).toEqual(['masked', 0, 0.5]);
  });

  it('says which dates a log spans where --before leaves one side empty', async () => {
    const log = put(folder, 'dates.csv', 'user_id,item_id,timestamp\n1,a,2020-01-02\n1,b,2020-01-03\n');
    for (const [before, sentence] of [
      [Date.UTC(2020, 0, 2), /nobody to learn from: no event is before 2020-01-02T.*run from 2020-01-02T00.* to 2020-01-03T00/],
      [Date.UTC(2020, 0, 4), /nobody to measure: no event is at or after 2020-01-04T/],
    ] as const) {
      await expect(evaluateModels(request(log, { scenario: { protocol: 'time-split', before } }), SILENT_PROGRESS)).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringMatching(sentence),
      });
    }
  });

  it('holds models against the blend over the same resampled shoppers, and parts shoppers and items into slices', async () => {
    const path = put(folder, 'sure.csv', smallLog(80, 30));
    const asked = request(path, { models: ['popularity', 'blend'], cutoffs: [5], resamples: 200 });
    const { rows, intervals, differences, slices } = await evaluateModels(asked, SILENT_PROGRESS);
    for (const row of rows) {
      const [low, high] = intervals[row.model]['HR@5'];
      expect(low).toBeLessThanOrEqual(Number(row['HR@5']));
      expect(high).toBeGreaterThanOrEqual(Number(row['HR@5']));
    }
    expect(differences?.against).toBe('blend');
    const { difference, low, high } = differences?.rows[0].figures['HR@5'] ?? { difference: 0, low: 0, high: 0 };
    expect(difference).toBeCloseTo(Number(rows[0]['HR@5']) - Number(rows[1]['HR@5']), 12);
    expect(low <= difference && difference <= high && high < 0).toBe(true);
    const own = slices.filter(({ model, slice }) => model === 'blend' && slice.startsWith('history'));
    expect(own.map(({ slice, shoppers }) => [slice, shoppers])).toEqual([
      ['history 1+', 80],
      ['history 4-9', 80],
    ]);
    expect(own[0].figures['HR@5']).toBeCloseTo(Number(rows[1]['HR@5']), 12);
  });

  it('measures calibration where the feed has categories', async () => {
    const path = put(folder, 'typed.csv', smallLog(40, 30));
    const feed = put(
      folder,
      'typed.jsonl',
      Array.from({ length: 30 }, (_, item) => `{"id":"i${item}","product_type":"${item % 2 === 0 ? 'even' : 'odd'}"}`).join('\n'),
    );
    const asked = request(path, { catalog: feed, models: ['popularity', 'item-knn'], cutoffs: [5] });
    const [popularity, neighbours] = (await evaluateModels(asked, SILENT_PROGRESS)).rows;
    // Shoppers keep to one of the two camps.
    expect(Number(neighbours['miscalibration@5'])).toBeLessThan(Number(popularity['miscalibration@5']));
    expect((await evaluateModels({ ...asked, catalog: undefined }, SILENT_PROGRESS)).rows[0]['miscalibration@5']).toBeUndefined();
  });

  it('refuses a log with nobody to measure, or nobody left to learn from', async () => {
    const own = foldOfUser('x');
    const pairs = ['1,a,1', '1,b,2', '6,a,1', '6,c,2'];
    const cases: [readonly string[], Partial<EvaluateRequest>, RegExp][] = [
      [['1,a,1', '2,b,2'], {}, /nobody to measure: a shopper needs two events/],
      [['1,a,1', '2,b,2'], { scenario: heldOut(...FIVE) }, /nobody to measure: a shopper needs two events/],
      [pairs, {}, /leaves nobody to learn from: leave-last-out sets the last two events of every shopper aside/],
      [['x,a,1', 'x,b,2'], { scenario: heldOut(own) }, /leaves nobody to learn from: all its shoppers are in fold/],
      [['x,a,1', 'x,b,2'], { scenario: heldOut((own + 1) % 5) }, /nobody to measure in fold \d: no shopper/],
    ];
    for (const [rows, more, sentence] of cases) {
      const path = put(folder, 'refused.csv', ['user_id,item_id,timestamp', ...rows].join('\n'));
      await expect(evaluateModels(request(path, more), SILENT_PROGRESS)).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringMatching(sentence),
      });
    }
  });
});

const beauty = process.env.ONSHELF_BEAUTY_LOG ?? '';
describe.skipIf(!existsSync(beauty))(
  `evaluation of a public log (skipped unless ONSHELF_BEAUTY_LOG names the Amazon Beauty events)`,
  () => {
    it('comes near the reference for item-knn', async () => {
      const { rows } = await evaluateModels(request(beauty, { models: ['item-knn'], cutoffs: [10] }), SILENT_PROGRESS);
      expect(rows[0]['HR@10']).toBeGreaterThan(0.07);
      expect(rows[0]['NDCG@10']).toBeGreaterThan(0.04);
    }, 300_000);
  },
);
