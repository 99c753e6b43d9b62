import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EvaluateRequest, evaluateModels } from '../../src/train/evaluate-models.js';
import { SILENT_PROGRESS } from '../../src/train/progress.js';
import { foldOfUser } from '../../src/train/protocols.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/train-settings.js';
import { put, smallLog, temporaryFolder } from '../cli/shop-files.js';

const folder = temporaryFolder();

function request(events: string, more: Partial<EvaluateRequest> = {}): EvaluateRequest {
  return {
    events,
    catalog: undefined,
    mapped: {},
    protocol: 'leave-last-out',
    cutoffs: [1, 2],
    models: ['popularity'],
    folds: [0],
    settings: { ...DEFAULT_TRAIN_SETTINGS, threads: 1, dimensions: 8, iterations: 3 },
    database: { threads: 1, memoryLimit: '256MB' },
    ...more,
  };
}

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

  it('keeps held-out shoppers out of training', async () => {
    // Only shoppers of fold 0 touch x and y: nobody else could teach that they go together.
    const others = Array.from({ length: 40 }, (_, shopper) => [`${shopper * 5 + 1},a,1`, `${shopper * 5 + 1},b,2`]).flat();
    const own = Array.from({ length: 10 }, (_, shopper) => [`${shopper * 5},x,1`, `${shopper * 5},y,2`]).flat();
    const path = put(folder, 'folds.csv', ['user_id,item_id,timestamp', ...others, ...own].join('\n'));
    const { rows, shoppers } = await evaluateModels(request(path, { protocol: 'held-out-users', models: ['item-knn'] }), SILENT_PROGRESS);
    expect(shoppers).toBe(10);
    expect(rows[0]['HR@1']).toBe(0);
    const seen = await evaluateModels(request(path, { protocol: 'held-out-users', models: ['item-knn'], folds: [1] }), SILENT_PROGRESS);
    expect(seen.shoppers).toBe(40);
  });

  it('puts whole numbers into folds by remainder, other ids by a stable hash', () => {
    expect([0, 7, 12, 100].map((id) => foldOfUser(String(id)))).toEqual([0, 2, 2, 0]);
    const folds = Array.from({ length: 1000 }, (_, index) => foldOfUser(`shopper-${index}`));
    expect(foldOfUser('shopper-1')).toBe(folds[1]);
    for (let fold = 0; fold < 5; fold++) expect(folds.filter((found) => found === fold).length).toBeGreaterThan(150);
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
