import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import type { BuildReport } from '../../src/train/build/build-report.js';
import type { PackManifest } from '../../src/types/manifest.js';
import { onshelf } from './tools/run-onshelf.js';
import { put } from './tools/shop-files.js';
import { smallShop } from './tools/small-shop.js';

const { folder, feed, build } = smallShop(60, 100);

/** Shoppers who view things of one kind, and buy things of any kind between: what they bought says nothing of what comes next. */
const VIEWS = Array.from({ length: 6 }, () => 'view_item');
const random = seededRandom(2);
const pick = (from: number, of: number): number => from + Math.floor(of * random());
const log = put(
  folder,
  'planted.csv',
  [
    'user_id,item_id,timestamp,event',
    ...Array.from({ length: 1500 }, (_, user) => {
      const kind = 15 * pick(0, 4);
      return [...VIEWS, 'purchase', 'purchase', 'view_item'].map(
        (name, turn) => `u${user},i${name === 'purchase' ? pick(0, 60) : kind + pick(0, 15)},2026-01-0${turn + 1}T10:00:00Z,${name}`,
      );
    }).flat(),
  ].join('\n'),
);
const manifestOf = (out: string): PackManifest => JSON.parse(readFileSync(join(folder, out, 'pack.json'), 'utf8')) as PackManifest;

describe('onshelf build --encoder', { timeout: 120_000 }, () => {
  it('tries no encoder unless it is asked for', async () => {
    const { output } = await build('plain', '--json');
    expect((JSON.parse(output) as BuildReport).encoder).toBeNull();
    expect(manifestOf('plain').encoder).not.toHaveProperty('card');
  });

  it('reports what was measured, and ships the encoder only if lists are surely better', async () => {
    const { output, code, errors } = await build('tried', '--events', log, '--encoder', 'consistent', '--encoder-minutes', '0.3', '--iterations', '10', '--json');
    expect({ code, errors }).toMatchObject({ code: 0 });
    console.log(JSON.parse(output).encoder, JSON.parse(output).models.map((m:any)=>[m.name, JSON.stringify(m.metrics)]));
    const { encoder, models } = JSON.parse(output) as BuildReport;
    expect(encoder?.bytes).toBeGreaterThan(0);
    expect(encoder?.bytes).toBeLessThanOrEqual(40 * 1024);
    expect(encoder?.seconds).toBeGreaterThan(0);
    expect(encoder?.reason).toContain('Sequence encoder (consistent');
    const manifest = manifestOf('tried');
    expect(manifest.encoder.card !== undefined).toBe(encoder?.used);
    expect(readdirSync(join(folder, 'tried')).some((name) => name.startsWith('encoder-'))).toBe(encoder?.used);
    expect((manifest.encoder.blend.encoder ?? 0) > 0).toBe(encoder?.used);
    expect(models.find(({ name }) => name === 'encoder')?.parameters.used).toBe(encoder?.used === true ? 'yes' : 'no');
  });

  it('says why there is none where nothing can be measured', async () => {
    const few = put(folder, 'few.csv', 'user_id,item_id,timestamp\nu1,i1,2026-01-01\nu1,i2,2026-01-02\nu2,i3,2026-01-02\n');
    const { output } = await build('few', '--events', few, '--encoder', 'consistent');
    expect(output).toContain('Sequence encoder: too few shoppers could be held out to measure it, so the pack has none.');
    const alone = await onshelf('build', '--catalog', feed, '--out', join(folder, 'alone'), '--encoder', 'consistent', '--json');
    expect((JSON.parse(alone.output) as BuildReport).encoder?.reason).toContain('there is no log to learn from');
  });

  it.each([
    [['--encoder', 'recurrent'], '--encoder is "recurrent"; it must be consistent or none.'],
    [['--encoder-minutes', '5'], '--encoder-minutes is the time of --encoder, which is none.'],
    [['--encoder', 'consistent', '--encoder-minutes', 'soon'], '--encoder-minutes is "soon"; it must be a number'],
  ])('refuses %j', async (options, message) => {
    const { errors, code } = await build('refused', ...options);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });
});
