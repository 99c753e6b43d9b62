import { describe, expect, it } from 'vitest';
import type { BasketEvaluation } from '../../src/train/evaluate/evaluate-baskets.js';
import { onshelf } from './tools/run-onshelf.js';
import { put, temporaryFolder } from './tools/shop-files.js';

const folder = temporaryFolder();
const small = ['--dimensions', '8', '--iterations', '2', '--resamples', '50'];

/** Orders of two items of a pair, each by a shopper of their own: pairs a-b and c-d, a day apart. */
const lines = Array.from({ length: 60 }, (_, order) => {
  const time = 1_700_000_000 + order * 86_400;
  const [first, second] = order % 2 === 0 ? ['a', 'b'] : ['c', 'd'];
  return `u${order},${first},${time},purchase,T${order}\nu${order},${second},${time + 1},purchase,T${order}\n`;
});
const log = put(folder, 'orders.csv', `user_id,item_id,timestamp,event,transaction_id\n${lines.join('')}`);

describe('onshelf evaluate --protocol baskets', () => {
  it('leaves an item of each later basket out, and measures the model beside its peers', async () => {
    const { code, output } = await onshelf('evaluate', '--events', log, '--protocol', 'baskets', '--json', ...small);
    expect(code).toBe(0);
    const told = JSON.parse(output) as BasketEvaluation;
    expect(told).toMatchObject({
      dataset: 'orders',
      protocol: 'baskets',
      baskets: { training: 48, measured: 12 },
      items: 4,
      ownCategory: null,
    });
    const [first] = told.models;
    expect(first).toMatchObject({ name: 'baskets', given: 'rest', 'HR@10': 1, 'NDCG@10': 1 });
    expect(told.models.filter(({ given }) => given === 'one').map(({ name }) => name)).toEqual([
      'baskets',
      'co-interest',
      'co-purchase cosine',
      'popularity',
    ]);
  });

  it('prints a table of at most 80 characters, and takes the date of the split', async () => {
    const words = ['--protocol', 'baskets', '--before', '2023-12-14', ...small];
    const { output } = await onshelf('evaluate', '--events', log, ...words);
    expect(output).toContain('orders, baskets: 30 before 2023-12-14T00:00:00.000Z, 30 measured');
    expect(output).toMatch(/^the rest +baskets +1\.0000 +1\.0000/m);
    for (const line of output.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('refuses options of other protocols, and a log without baskets', async () => {
    expect((await onshelf('evaluate', '--events', log, '--protocol', 'baskets', '--folds', '1')).code).toBe(2);
    const views = put(folder, 'views.csv', 'user_id,item_id,timestamp\nu1,a,1700000000\nu1,b,1700000060\nu2,a,1700000000\n');
    const { code, errors } = await onshelf('evaluate', '--events', views, '--protocol', 'baskets', ...small);
    expect(code).toBe(1);
    expect(errors).toContain('no basket of two items or more');
  });
});
