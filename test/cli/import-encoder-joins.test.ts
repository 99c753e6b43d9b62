import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encoderMatrices } from '../../src/core/numbers/encoder-matrices.js';
import { seededRandom } from '../../src/core/numbers/random.js';
import type { ImportReport } from '../../src/train/import/import-report.js';
import type { ConsistentCard, EncoderMatrices } from '../../src/types/encoder-card.js';
import { encoderFile } from './tools/encoder-file.js';
import { onshelf } from './tools/run-onshelf.js';
import { put, smallFeed, temporaryFolder } from './tools/shop-files.js';

const GROUPS = 8;
const ITEMS = 5 * GROUPS;
const folder = temporaryFolder();
const feed = put(folder, 'feed.tsv', smallFeed(ITEMS));
const items = put(folder, 'items.csv', ['row,item_id', ...Array.from({ length: ITEMS }, (_, at) => `${at},i${at}`)].join('\n'));
const random = seededRandom(5);

/** Reads the latest item alone: all its weight is on the first place. */
const CARD: ConsistentCard = { kind: 'consistent', width: 4, blocks: 1, length: 4, kinds: [] };
const latest: EncoderMatrices = Object.fromEntries(
  encoderMatrices(CARD, GROUPS).map(({ name, rows, columns }) => {
    const matrix = new Float64Array(rows * columns);
    if (name === 'places') matrix[0] = 4;
    if (name === 'head') matrix[0] = 6;
    return [name, matrix];
  }),
);
/** Items of a group, every eighth, point the same way, or for an encoder that never scores above 0 another way than all others. */
const rowsOf = (sign = 1): Float32Array =>
  Float32Array.from({ length: ITEMS * GROUPS }, (_, at) => {
    const own = Math.floor(at / GROUPS) % GROUPS === at % GROUPS;
    return sign > 0 ? (own ? 1.5 : 0) + 0.02 * random() : own ? 1 : -0.6;
  });
const encoder = put(folder, 'latest.safetensors', encoderFile(CARD, latest, GROUPS, rowsOf()));

/** Shoppers who look at two items of one group, two of another, and at last at two of the group `last` of: the third, or the first again. */
function logOf(name: string, shoppers: number, last: 'third' | 'first'): string {
  const lines = ['user_id,item_id,timestamp,event'];
  for (let shopper = 0; shopper < shoppers; shopper++) {
    const groups = [0, 1, 2].map((turn) => (shopper + turn * (1 + (shopper % 2))) % GROUPS);
    const item = (group: number, place: number): number => group + GROUPS * ((place + shopper) % 5);
    const seen = [item(groups[0], 0), item(groups[0], 1), item(groups[1], 0), item(groups[1], 1), item(groups[2], 0)];
    seen.push(last === 'third' ? item(groups[2], 1 + Math.floor(random() * 4)) : item(groups[0], 2));
    for (const [at, one] of seen.entries()) lines.push(`u${shopper},i${one},${1_700_000_000 + at * 3600},view_item`);
  }
  return put(folder, name, lines.join('\n'));
}

let made = 0;
async function imported(...words: string[]): Promise<{ report: ImportReport; manifest: ImportReport['encoder']; files: string }> {
  const out = join(folder, `pack-${made++}`);
  const { code, output, errors } = await onshelf('import', '--catalog', feed, '--items', items, '--out', out, '--json', ...words);
  expect([code, errors]).toEqual([0, '']);
  const manifest = JSON.parse(readFileSync(join(out, 'pack.json'), 'utf8'));
  expect(await onshelf('verify', out, '--privacy')).toMatchObject({ code: 0 });
  return { report: JSON.parse(output), manifest: manifest.encoder, files: JSON.stringify(manifest.optional ?? []) };
}

describe('an imported encoder', () => {
  it('joins with the weight and the sharpness that shoppers of a log choose, and the gain of others is told', async () => {
    const { report, manifest, files } = await imported('--encoder', encoder, '--events', logOf('third.csv', 120, 'third'));
    const { joining, log } = report;
    expect(joining).toMatchObject({ by: 'log', used: true, weight: manifest.blend.encoder, sharpness: manifest.sharpness });
    expect([0.35, 0.5, 0.7, 1]).toContain(manifest.sharpness);
    expect(joining?.measured).toMatchObject({ shoppers: 60 });
    expect(joining?.measured?.with).toBeGreaterThan(joining?.measured?.without ?? 1);
    expect(joining?.reason).toMatch(
      /as 60 held-out shoppers choose\. On 60 others NDCG@10 is 0\.\d+ with it and 0\.\d+ without it\. What the/,
    );
    expect(log).toMatchObject({ shoppers: 120, used: 720 });
    expect(files).toContain('"role":"encoder"');
  });

  it('is left out where lists of these shoppers are not better with it, and the report says so', async () => {
    // It names items like the latest, which never follow here, and of others none.
    const wrong = put(folder, 'wrong.safetensors', encoderFile(CARD, latest, GROUPS, rowsOf(-1)));
    const { report, manifest, files } = await imported('--encoder', wrong, '--events', logOf('first.csv', 120, 'first'));
    expect(report.joining).toMatchObject({ by: 'log', used: false, weight: 0 });
    expect(report.joining?.reason).toContain('lists of 60 held-out shoppers are not better with it');
    expect(manifest).not.toHaveProperty('card');
    expect(manifest.blend.encoder ?? 0).toBe(0);
    expect(files).not.toContain('"role":"encoder"');
  });

  it('joins by a rule where no log is given, by exponentials as large as the other parts, and the report says so', async () => {
    const { report, manifest } = await imported('--encoder', encoder);
    expect(manifest).toMatchObject({ sharpness: 0.35, card: { kind: 'consistent' } });
    expect(manifest.blend.encoder).toBeGreaterThan(0);
    expect(report.joining).toMatchObject({ by: 'rule', used: true, sharpness: 0.35, measured: null });
    expect(report.joining?.reason).toMatch(/exponentials of 0\.35 times its scores are added, with the weight \S+, by a rule; with a log/);
  });

  it('joins by that rule where a log has too few shoppers, and the report says so', async () => {
    const { report } = await imported('--encoder', encoder, '--events', logOf('few.csv', 8, 'third'));
    expect(report.joining).toMatchObject({ by: 'rule', sharpness: 0.35 });
    expect(report.joining?.reason).toContain('has too few shoppers of two items or more to choose');
  });

  it('adds its scores as they are where they are hardly ever above 0, and says why', async () => {
    const single: ConsistentCard = { ...CARD, length: 1 };
    const rows = new Float32Array(ITEMS * GROUPS);
    // In pairs that point away from one another: of each item all others score 0 or less.
    for (let item = 0; item < ITEMS; item++) rows[item * GROUPS + (item % GROUPS)] = item < GROUPS ? 1 : -1;
    const file = put(folder, 'below.safetensors', encoderFile(single, { ...latest, places: latest.places.slice(0, 4) }, GROUPS, rows));
    const { report, manifest } = await imported('--encoder', file);
    expect(manifest).not.toHaveProperty('sharpness');
    expect(report.joining?.reason).toMatch(
      /its scores are added as they are, with the weight \S+, by a rule, since of \d+ % of the items tried/,
    );
  });

  it('joins as the options say: added as it is with a blend, or with the sharpness given', async () => {
    const linear = await imported('--encoder', encoder, '--blend', 'encoder=1,neighbours=0.2');
    expect(linear.manifest).not.toHaveProperty('sharpness');
    expect(linear.report.joining).toMatchObject({ by: 'options', weight: 1, sharpness: null });
    const sharp = await imported('--encoder', encoder, '--blend', 'encoder=1,neighbours=0.2', '--sharpness', '1');
    expect(sharp.manifest).toMatchObject({ sharpness: 1, blend: { encoder: 1 } });
    const ruled = await imported('--encoder', encoder, '--sharpness', '0');
    expect(ruled.report.joining).toMatchObject({ by: 'rule', sharpness: null });
  });

  it('is told of in the report for people', async () => {
    const words = ['--catalog', feed, '--items', items, '--out', join(folder, 'told'), '--encoder', encoder];
    const { output } = await onshelf('import', ...words, '--events', logOf('told.csv', 120, 'third'));
    expect(output).toMatch(
      /\nSequence encoder: exponentials of \S+ times its scores are added, with the weight \S+, as 60 held-out shoppers choose\..* that are later\.\n/,
    );
    expect(output).toContain('view_item  720');
  });
});
