import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateModels } from '../../src/train/evaluate-models.js';
import type { EvaluatedModel } from '../../src/train/models/single-model.js';
import { openEncoded } from '../../src/train/packing/make-pack.js';
import { type ProgressStep, SILENT_PROGRESS } from '../../src/train/progress/progress.js';
import { put, smallLog, temporaryFolder } from '../cli/tools/shop-files.js';
import { evaluationOf } from './tools/evaluation-request.js';

const folder = temporaryFolder();

describe('evaluation', () => {
  it('gives the figures that a hand can compute on a toy log', async () => {
    // Training data is all but the last two events of each: a d, b d, b c d, c d, c. So d is most popular, then c, b, a.
    // Histories are masked, and all but u5's contain d:
    // u1: history a d e, target b; the list is c b: rank 2.      u2: history b d e, target c; c a: rank 1.
    // u3: history b c d e, target a; a: rank 1.                  u4: history c d e, target zz; b a zz: rank 3.
    // u5: history c d, target c, which is masked: a miss.
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
    const { rows, shoppers } = await evaluateModels(evaluationOf(put(folder, 'toy.csv', log)), SILENT_PROGRESS, {
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

  it('ranks with item-knn, ials and the blend, the same on every run', async () => {
    const path = put(folder, 'camps.csv', smallLog(60, 30));
    const asked = evaluationOf(path, { models: ['item-knn', 'ials', 'blend'], cutoffs: [10] });
    const first = await evaluateModels(asked, SILENT_PROGRESS);
    const again = await evaluateModels(asked, SILENT_PROGRESS);
    const figures = ({ rows }: typeof first): unknown[] =>
      rows.map((row) => [row.model, row['HR@10'], row['NDCG@10'], row['MRR@10'], row['coverage@10'], row.packBytes]);
    expect(figures(again)).toEqual(figures(first));
    for (const row of first.rows) expect(row['HR@10']).toBeGreaterThan(0.3);
  });

  it('ranks with models that replace a part of the blend, each in a pack of its own', async () => {
    const path = put(folder, 'others.csv', smallLog(60, 30));
    const models = ['category-popularity', 'sequential-rules', 'svd', 'nmf', 'bpr', 'pca'] as const;
    const { rows } = await evaluateModels(evaluationOf(path, { models, cutoffs: [10] }), SILENT_PROGRESS);
    expect(rows.map(({ model }) => model)).toEqual(models);
    // Without a feed there is one category: popularity, which ignores the two camps.
    const [popular, , ...factorised] = rows;
    for (const row of factorised) expect([row.model, Number(row['NDCG@10']) > Number(popular['NDCG@10'])]).toEqual([row.model, true]);
    expect(new Set(rows.map((row) => row['NDCG@10'])).size).toBeGreaterThan(4);
  });

  it('trains the requested models, and no others', async () => {
    const path = put(folder, 'asked.csv', smallLog(40, 30));
    const trainedFor = async (...models: EvaluatedModel[]): Promise<string[]> => {
      const steps = new Set<string>();
      const step = (name: string): ProgressStep => {
        steps.add(name);
        return SILENT_PROGRESS.step(name, 0, '');
      };
      await evaluateModels(evaluationOf(path, { models, cutoffs: [5] }), { step });
      return ['item neighbours', 'items that follow', 'factors', 'svd'].filter((name) => steps.has(name));
    };
    expect(await trainedFor('popularity')).toEqual([]);
    expect(await trainedFor('svd')).toEqual(['svd']);
    expect(await trainedFor('ials', 'item-knn')).toEqual(['item neighbours', 'factors']);
    expect(await trainedFor('blend')).toEqual(['item neighbours', 'items that follow', 'factors']);
  });

  it('passes the pack that the first model was measured with to the observer', async () => {
    const path = put(folder, 'handed.csv', smallLog(40, 30));
    const rowsOf = async (model: EvaluatedModel): Promise<Int8Array> => {
      let rows = new Int8Array(0);
      await evaluateModels(evaluationOf(path, { models: [model], cutoffs: [5] }), SILENT_PROGRESS, {
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

  it('compares models with the blend over the same resampled shoppers, and measures slices of shoppers and items', async () => {
    const path = put(folder, 'sure.csv', smallLog(80, 30));
    const asked = evaluationOf(path, { models: ['popularity', 'blend'], cutoffs: [5], resamples: 200 });
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
    const asked = evaluationOf(path, { catalog: [feed], models: ['popularity', 'item-knn'], cutoffs: [5] });
    const [popularity, neighbours] = (await evaluateModels(asked, SILENT_PROGRESS)).rows;
    // Shoppers keep to one of the two camps.
    expect(Number(neighbours['miscalibration@5'])).toBeLessThan(Number(popularity['miscalibration@5']));
    expect((await evaluateModels({ ...asked, catalog: [] }, SILENT_PROGRESS)).rows[0]['miscalibration@5']).toBeUndefined();
  });
});

const beauty = process.env.ONSHELF_BEAUTY_LOG ?? '';
describe.skipIf(!existsSync(beauty))(
  `evaluation of a public log (skipped unless ONSHELF_BEAUTY_LOG names the Amazon Beauty events)`,
  () => {
    it('is close to the reference for item-knn', async () => {
      const { rows } = await evaluateModels(evaluationOf(beauty, { models: ['item-knn'], cutoffs: [10] }), SILENT_PROGRESS);
      expect(rows[0]['HR@10']).toBeGreaterThan(0.07);
      expect(rows[0]['NDCG@10']).toBeGreaterThan(0.04);
    }, 300_000);
  },
);
