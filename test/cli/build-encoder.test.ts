import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import type { BuildReport } from '../../src/train/build/build-report.js';
import type { PackManifest } from '../../src/types/manifest.js';
import { onshelf } from './tools/run-onshelf.js';
import { put } from './tools/shop-files.js';
import { smallShop } from './tools/small-shop.js';

const { folder, feed, build } = smallShop(60, 100);

/** Shoppers who in turn view things of one kind and buy things of another: what comes next is like what was two steps ago, not like what counts most. */
const random = seededRandom(2);
const pick = (from: number, of: number): number => from + Math.floor(of * random());
const log = put(
  folder,
  'planted.csv',
  [
    'user_id,item_id,timestamp,event',
    ...Array.from({ length: 800 }, (_, user) => {
      const [viewed, bought] = [15 * pick(0, 4), 15 * pick(0, 4)];
      return Array.from({ length: 5 }, (_, turn) =>
        turn % 2 === 0
          ? `u${user},i${pick(viewed, 15)},2026-01-0${turn + 1}T10:00:00Z,view_item`
          : `u${user},i${pick(bought, 15)},2026-01-0${turn + 1}T10:00:00Z,purchase`,
      );
    }).flat(),
  ].join('\n'),
);
const filesOf = (out: string): string[] => readdirSync(join(folder, out)).filter((name) => name.startsWith('encoder-'));
const manifestOf = (out: string): PackManifest => JSON.parse(readFileSync(join(folder, out, 'pack.json'), 'utf8')) as PackManifest;

describe('onshelf build --encoder', { timeout: 300_000 }, () => {
  it('tries none in a log of few events, and says so; nor where none is asked for', async () => {
    const { output: few } = await build('plain', '--events', log, '--teacher', 'none');
    expect(few).toMatch(
      /^Sequence encoder: not tried: the log has \d \d{3} events to learn from that follow another, fewer than 10 000\.$/m,
    );
    const { output } = await build('none', '--encoder', 'none', '--json');
    expect((JSON.parse(output) as BuildReport).encoder).toBeNull();
    expect(manifestOf('plain').encoder).not.toHaveProperty('card');
    expect(filesOf('plain')).toEqual([]);
  });

  it('ships the encoder where lists of held-out shoppers are better with it by half a standard error, and reports what it brought', async () => {
    const { output, code, errors } = await build('tried', '--events', log, '--teacher', 'none', '--encoder', 'consistent', '--json');
    expect({ code, errors }).toMatchObject({ code: 0 });
    const { encoder, models } = JSON.parse(output) as BuildReport;
    expect(encoder).toMatchObject({ used: true, reason: expect.stringContaining('Sequence encoder (consistent') });
    expect(encoder?.bytes).toBeGreaterThan(0);
    expect(encoder?.bytes).toBeLessThanOrEqual(40 * 1024);
    expect(encoder?.seconds).toBeGreaterThan(0);
    const { metrics = {}, parameters } = models.find(({ name }) => name === 'encoder') ?? {};
    expect(parameters).toMatchObject({ used: 'yes' });
    expect(metrics['NDCG@10 with it']).toBeGreaterThan(metrics['NDCG@10 without it']);
    const { blend, card, sharpness } = manifestOf('tried').encoder;
    expect(card).toMatchObject({ kind: 'consistent', kinds: ['view_item', 'purchase'] });
    expect(blend.encoder).toBeGreaterThan(0);
    expect(sharpness).toBeGreaterThan(0);
    expect(filesOf('tried')).toHaveLength(1);
    expect(await onshelf('verify', join(folder, 'tried'), '--json')).toMatchObject({ code: 0 });
    expect((await onshelf('inspect', join(folder, 'tried'))).output).toContain(`sharpness ${sharpness}`);
  });

  it.each(['recurrent', 'convolution'])('ships the kind %s in the same way, on rows of 64 columns', async (kind) => {
    const out = join('of the kind', kind);
    const { output, code } = await build(out, '--events', log, '--teacher', 'none', '--encoder', kind, '--dimensions', '32', '--json');
    expect(code).toBe(0);
    const { encoder, pack } = JSON.parse(output) as BuildReport;
    expect(encoder).toMatchObject({ used: true, reason: expect.stringContaining(`Sequence encoder (${kind}`) });
    expect(encoder?.bytes).toBeLessThanOrEqual(40 * 1024);
    expect(pack.dimensions).toBe(64);
    expect(manifestOf(out).encoder.card).toMatchObject({ kind, width: 64, kinds: ['view_item', 'purchase'] });
    expect(filesOf(out)).toHaveLength(1);
    expect(await onshelf('verify', join(folder, out), '--json')).toMatchObject({ code: 0 });
  });

  it.each<[string, (encoder: PackManifest['encoder']) => object, string]>([
    [
      'a card of another kind',
      ({ card, ...rest }) => ({ ...rest, card: { ...card, kind: 'diffusion' } as never }),
      'encoder.card.kind is "diffusion"',
    ],
    [
      'a card of another width',
      ({ card, ...rest }) => ({ ...rest, card: { ...card, width: 16 } }),
      '"project" has shape [8, 8], not [16, 8]',
    ],
    ['a weight without a card', ({ card: _, ...rest }) => rest, 'encoder.card is missing'],
    [
      'a sharpness without a weight',
      ({ blend, ...rest }) => ({ ...rest, blend: { ...blend, encoder: 0 } }),
      'encoder.sharpness is given, but no blend has a weight',
    ],
  ])('writes a pack of which onshelf verify finds %s', async (name, change, sentence) => {
    const copy = join(folder, name);
    cpSync(join(folder, 'tried'), copy, { recursive: true });
    const manifest = manifestOf(name);
    writeFileSync(join(copy, 'pack.json'), JSON.stringify({ ...manifest, encoder: change(manifest.encoder) }));
    const { output, code } = await onshelf('verify', copy, '--json');
    expect(code).toBe(1);
    expect((JSON.parse(output) as { faults: string[] }).faults.join(' ')).toContain(sentence);
  });

  it('writes a pack of which onshelf verify finds a card without its file', async () => {
    const copy = join(folder, 'no file');
    cpSync(join(folder, 'tried'), copy, { recursive: true });
    writeFileSync(join(copy, 'pack.json'), JSON.stringify({ ...manifestOf('no file'), optional: [] }));
    const { output, code } = await onshelf('verify', copy, '--json');
    expect(code).toBe(1);
    expect(output).toContain('optional has no file of the role');
  });

  it('says why there is none where nothing can be measured', async () => {
    const few = put(folder, 'few.csv', 'user_id,item_id,timestamp\nu1,i1,2026-01-01\nu1,i2,2026-01-02\nu2,i3,2026-01-02\n');
    const { output } = await build('few', '--events', few, '--encoder', 'consistent');
    expect(output).toContain('Sequence encoder: too few shoppers could be held out to measure it, so the pack has none.');
    const alone = await onshelf('build', '--catalog', feed, '--out', join(folder, 'alone'), '--encoder', 'consistent', '--json');
    expect((JSON.parse(alone.output) as BuildReport).encoder?.reason).toContain('there is no log to learn from');
  });
});
