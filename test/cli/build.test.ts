import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../src/pack/format/safetensors.js';
import { encodeTextColumn } from '../../src/pack/format/text-column.js';
import type { BuildReport } from '../../src/train/build/build-report.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import { onshelf } from './tools/run-onshelf.js';
import { filesOf, put, smallFeed, smallLog } from './tools/shop-files.js';
import { smallShop } from './tools/small-shop.js';

const { folder, feed, build } = smallShop(40);

const contents = (out: string): Record<string, string> => filesOf(join(folder, out));

describe('onshelf build', () => {
  beforeEach(() => {
    process.env.SOURCE_DATE_EPOCH = '1700000000';
  });
  afterEach(() => {
    delete process.env.SOURCE_DATE_EPOCH;
  });

  it('makes a valid pack, prints a report, and prints progress on standard error', async () => {
    const { code, output, errors } = await build('told');
    expect(code).toBe(0);
    expect(output).toMatch(/Log: 1 800 rows, 1 800 used: 300 shoppers, 40 items/);
    expect(output).toMatch(/Measured on 15 shoppers held out of training \(the blend was tuned on 15 others\)/);
    expect(output).toMatch(/Pack 1 in .*: 40 items x 8/);
    expect(errors).toMatch(/^ordering the log: .* s, .* events\/s$/m);
    expect((await onshelf('verify', join(folder, 'told'))).code).toBe(0);
  });

  it('with --json prints one object and nothing else', async () => {
    const { output, errors } = await build('json', '--json');
    const report = JSON.parse(output) as BuildReport;
    expect(errors).toBe('');
    expect(report.log).toMatchObject({ rows: 1800, used: 1800, shoppers: 300, dropped: [] });
    expect(report.steps.map(({ step }) => step)).toContain('factors');
    for (const step of report.steps) expect(step.peakMegabytes).toBeGreaterThan(10);
    const blend = report.models.find(({ name }) => name === 'blend');
    expect(blend?.metrics['HR@10']).toBeGreaterThan(0);
    expect(report.pack.bytes).toBe(
      readdirSync(join(folder, 'json'))
        .filter((name) => name !== 'pack.json')
        .reduce((sum, name) => sum + readFileSync(join(folder, 'json', name)).length, 0),
    );
  });

  it('records the sensitive categories, and rejects one that matches no item', async () => {
    const rows = readFileSync(feed, 'utf8').split('\n');
    const typed = rows.map((row, at) => `${row}\t${at === 0 ? 'product_type' : at <= 5 ? 'Health > Tests, home' : 'Garden'}`);
    const catalog = put(folder, 'typed.tsv', typed.join('\n'));
    const { code, output } = await build('sensitive', '--catalog', catalog, '--sensitive', 'Health > Tests, home; Garden');
    expect(code).toBe(0);
    expect(output).toContain('Profiles exclude 40 items of sensitive categories.');
    const { sensitive } = JSON.parse(readFileSync(join(folder, 'sensitive', 'pack.json'), 'utf8'));
    expect(sensitive).toEqual(['Health > Tests, home', 'Garden']);
    expect((await onshelf('verify', join(folder, 'sensitive'))).code).toBe(0);
    const wrong = await build('wrong', '--catalog', catalog, '--sensitive', 'health');
    expect(wrong.code).not.toBe(0);
    expect(wrong.errors).toContain('no item of the feed is in "health". Similar categories: Health > Tests, home');
  });

  it('uses embeddings for items without events, and reports how many match', async () => {
    const ids = Array.from({ length: 41 }, (_, item) => `i${item}`);
    // Item 40 is new, and its picture is like those of the odd items.
    const data = Float32Array.from({ length: 82 }, (_, k) =>
      Math.floor(k / 2) === 40 || Math.floor(k / 2) % 2 === 1 ? k % 2 : 1 - (k % 2),
    );
    const tensors = { embeddings: { type: 'F32', shape: [41, 2], data }, ...encodeTextColumn('id', ids, 'plain') } as const;
    const vectors = put(folder, 'pictures.safetensors', encodeSafetensors(tensors));
    const wider = put(folder, 'wider.tsv', ['id', ...ids].join('\n'));
    const { code, output } = await build('pictures', '--catalog', wider, '--embeddings', vectors);
    expect(code).toBe(0);
    expect(output).toMatch(/Embeddings: pictures\.safetensors, 41 rows x 2, 41 of them in the catalogue/);
    expect((await onshelf('verify', join(folder, 'pictures'))).code).toBe(0);
    const { pack } = await checkPack(join(folder, 'pictures'));
    const { offsets, items } = pack?.neighbours ?? { offsets: [], items: new Uint32Array(0) };
    const own = Array.from(items.subarray(offsets[40], offsets[41]));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((item) => item % 2 === 0)).toEqual([]);
  });

  it('gives equal bytes for equal seeds, and different ones for another', async () => {
    await build('one', '--seed', '5', '--threads', '1');
    await build('two', '--seed', '5', '--threads', '2');
    await build('three', '--seed', '6');
    expect(contents('two')).toEqual(contents('one'));
    expect(contents('three')).not.toEqual(contents('one'));
    expect(JSON.parse(readFileSync(join(folder, 'one', 'pack.json'), 'utf8'))).toMatchObject({
      created: '2023-11-14T22:13:20.000Z',
      number: 1,
    });
  });

  it('increments the pack number, and keeps only files of the new pack and of the one it replaced', async () => {
    await build('again', '--seed', '1');
    writeFileSync(join(folder, 'again', 'robots.txt'), 'not ours');
    const { code } = await build('again', '--seed', '2');
    expect(code).toBe(0);
    const manifestOf = (name: string): { number: number; files: { path: string }[] } =>
      JSON.parse(readFileSync(join(folder, 'again', name), 'utf8'));
    expect([manifestOf('pack.json').number, manifestOf('pack-1.json').number]).toEqual([2, 1]);
    const named = ['pack.json', 'pack-1.json'].flatMap((name) => manifestOf(name).files.map(({ path }) => path));
    expect(readdirSync(join(folder, 'again')).sort()).toEqual([...new Set(named), 'pack-1.json', 'pack.json', 'robots.txt'].sort());
  });

  it('reports that there are too few shoppers to hold out, and uses the default blend', async () => {
    const few = put(folder, 'few.csv', smallLog(12, 40));
    const { code, output } = await build('few', '--events', few);
    expect(code).toBe(0);
    expect(output).toMatch(/Too few shoppers to hold out/);
    const { models } = JSON.parse(readFileSync(join(folder, 'few', 'pack.json'), 'utf8')) as { models: { metrics: object }[] };
    for (const { metrics } of models) expect(metrics).toEqual({});
  });

  it('survives a feed of duplicate ids, missing prices, 1 MB titles, javascript: links and letters of Windows-1252', async () => {
    const dirty = put(
      folder,
      'dirty.tsv',
      Buffer.concat([
        Buffer.from(
          `${smallFeed(40)}\ni0\tTwice\thttps://shop.example/x\t1 EUR\nlong\t${'t'.repeat(2 ** 20)}\tjavascript:alert(1)\t\nbad\t`,
        ),
        Buffer.from([0xc3, 0x28]),
        Buffer.from('\thttps://shop.example/bad\t2 EUR\n'),
      ]),
    );
    const { code, output } = await build('dirty', '--catalog', dirty, '--json');
    expect(code).toBe(0);
    const report = JSON.parse(output) as BuildReport;
    expect(report.feed.items).toBe(42);
    expect([...report.feed.dropped, ...report.feed.changed].map(({ reason, first }) => [reason, first.line])).toEqual([
      ['duplicate id', 42],
      // The cell, the text, and the title that is shown.
      ['text cut at 100000 characters', 43],
      ['text cut at 10000 characters', 43],
      ['title cut at 500 characters', 43],
      ['address left out (only http:, https:, and from / on)', 43],
      ['price missing', 43],
    ]);
    expect((await onshelf('verify', join(folder, 'dirty'))).code).toBe(0);
  });

  it('rejects an empty log', async () => {
    for (const content of ['', 'user_id,item_id,timestamp\n']) {
      const { code, errors } = await onshelf(
        'build',
        '--catalog',
        feed,
        '--events',
        put(folder, 'empty.csv', content),
        '--out',
        join(folder, 'none'),
        '--json',
      );
      expect(code).toBe(1);
      expect(errors).toMatch(/^onshelf: .*empty\.csv (is empty|has no events)[^\n]*\n$/);
    }
  });

  it('rejects a log without an item of the feed, with both files and an id of each', async () => {
    const stray = put(folder, 'stray.csv', 'user_id,item_id,timestamp\nu1,SKU-1,1\nu1,SKU-2,2\n');
    const { code, errors } = await onshelf('build', '--catalog', feed, '--events', stray, '--out', join(folder, 'none'), '--json');
    expect(code).toBe(1);
    expect(errors).toContain(stray);
    expect(errors).toContain(feed);
    expect(errors).toMatch(/"SKU-1".*"i0"/);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('fails where pack.json cannot be read, and its number is unknown', async () => {
    await build('torn');
    writeFileSync(join(folder, 'torn', 'pack.json'), '{');
    const { code, errors } = await build('torn', '--json');
    expect(code).toBe(1);
    expect(errors).toMatch(/pack\.json exists but cannot be read/);
  });
});
