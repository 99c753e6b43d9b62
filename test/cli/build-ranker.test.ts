import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import { parseRanker } from '../../src/ranker/parse-ranker.js';
import type { BuildReport } from '../../src/train/build/build-report.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { PackManifest } from '../../src/types/manifest.js';
import { onshelf } from './tools/run-onshelf.js';
import { put } from './tools/shop-files.js';
import { smallShop } from './tools/small-shop.js';

const { folder, build } = smallShop(60, 100);
const ITEMS = 120;
const START = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;
const day = (number: number): string => new Date(START + number * DAY).toISOString();

/** A shop that takes in an item every third day. */
const feed = put(
  folder,
  'dated.csv',
  [
    'id,title,product_type,created_at',
    ...Array.from({ length: ITEMS }, (_, item) => `i${item},Thing ${item},Things,${day(3 * item)}`),
  ].join('\n'),
);
/** Shoppers who view any thing, then those that are new on their day: what no table over all days can tell. */
const random = seededRandom(6);
const log = put(
  folder,
  'news.csv',
  [
    'user_id,item_id,timestamp,event',
    ...Array.from({ length: 1600 }, (_, user) => {
      const today = 60 + Math.floor(300 * random());
      const newest = Math.floor(today / 3);
      const viewed = new Set([Math.floor((newest + 1) * random())]);
      while (viewed.size < 4) viewed.add(newest - Math.floor(6 * random() ** 2));
      return [...viewed].map((item, at) => `u${user},i${item},${day(today + at / 100)},view_item`);
    }).flat(),
  ].join('\n'),
);
const small = ['--catalog', feed, '--events', log, '--teacher', 'none', '--mixture', 'none', '--encoder', 'none'];
const manifestOf = (out: string): PackManifest => JSON.parse(readFileSync(join(folder, out, 'pack.json'), 'utf8')) as PackManifest;

describe('onshelf build --ranker', { timeout: 300_000 }, () => {
  it('tries none by default, and says why where there are too few shoppers', async () => {
    const none = await build('none', '--json');
    expect((JSON.parse(none.output) as BuildReport).ranker).toBeNull();
    expect(manifestOf('none')).not.toHaveProperty('ranker');
    const { output } = await build('few', '--ranker', 'auto');
    expect(output).toMatch(/^Ranker: .*, so the pack has none\.$/m);
    expect(manifestOf('few')).not.toHaveProperty('ranker');
  });

  it('ships what lists are better with, as it was trained, and tells by how much', async () => {
    const { output, code, errors } = await build('tried', ...small, '--ranker', 'mlp', '--json');
    expect({ code, errors }).toMatchObject({ code: 0 });
    const { ranker, models } = JSON.parse(output) as BuildReport;
    expect(ranker).toMatchObject({
      used: true,
      reason: expect.stringMatching(/^Ranker: on .* held-out shoppers NDCG@10 is .*, so the pack has it\.$/),
    });
    const { metrics = {}, parameters } = models.find(({ name }) => name === 'ranker') ?? {};
    expect(parameters).toMatchObject({ kind: 'mlp', used: 'yes' });
    expect(metrics['NDCG@10 with it']).toBeGreaterThan(metrics['NDCG@10 without it']);
    const { pack, faults } = await checkPack(join(folder, 'tried'));
    expect(faults).toEqual([]);
    expect(parseRanker(pack?.manifest.ranker)).toEqual(ranker?.ranker);
    const { output: privacy, code: clean } = await onshelf('verify', join(folder, 'tried'), '--privacy');
    expect({ privacy, clean }).toMatchObject({ clean: 0 });
    expect(privacy).toContain('The ranker has 12 units');
  });

  it('is checked by verify: weights that are none, and fields that are not of the format', async () => {
    const path = join(folder, 'tried', 'pack.json');
    const manifest = manifestOf('tried');
    const told = async (ranker: unknown, ...more: string[]) => {
      writeFileSync(path, JSON.stringify({ ...manifest, ranker }));
      return onshelf('verify', join(folder, 'tried'), ...more);
    };
    expect(await told({ ...Object(manifest.ranker), bias: [] })).toMatchObject({
      code: 1,
      output: expect.stringContaining('pack.json: ranker.bias is not a list of 12 weights.'),
    });
    expect(await told({ ...Object(manifest.ranker), shopper: 17 }, '--privacy')).toMatchObject({
      code: 1,
      output: expect.stringContaining('has the field ranker.shopper, which'),
    });
  });

  it('names the kinds that there are', async () => {
    const { code, errors } = await build('wrong', '--ranker', 'trees');
    expect({ code, errors }).toMatchObject({
      code: 2,
      errors: expect.stringContaining('--ranker is "trees"; it must be one of auto, mlp, none.'),
    });
  });
});
