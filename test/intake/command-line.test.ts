import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BuildReport } from '../../src/train/build/build-report.js';
import type { Evaluation } from '../../src/train/evaluate/evaluation.js';
import { type Outcome, onshelf } from '../cli/tools/run-onshelf.js';
import { put, smallFeed, smallLog, temporaryFolder } from '../cli/tools/shop-files.js';
import { writeParquet } from '../cli/tools/write-parquet.js';

const folder = temporaryFolder();
const feed = put(folder, 'feed.tsv', smallFeed(30));
const [head, ...rows] = smallLog(40, 30).split('\n');
const half = rows.length / 2;
const part = (from: number, to: number): string => [head, ...rows.slice(from, to)].join('\n');

const QUICK = ['--dimensions', '4', '--iterations', '1', '--memory', '256MB'];
let packs = 0;
const build = (...words: string[]): Promise<Outcome> =>
  onshelf('build', ...words, '--out', join(folder, `pack-${packs++}`), ...QUICK, '--json');
const read = ({ code, output, errors }: Outcome): BuildReport => {
  expect([code, errors]).toEqual([0, '']);
  return JSON.parse(output) as BuildReport;
};

describe('a log in several files', { timeout: 120_000 }, () => {
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  put(logs, '1.csv', part(0, half));
  put(logs, '2.csv.gz', gzipSync(part(half, rows.length)));

  it('is read from several options, several words, a folder and a pattern alike', async () => {
    const ways = [
      ['--events', join(logs, '1.csv'), '--events', join(logs, '2.csv.gz')],
      ['--events', join(logs, '1.csv'), join(logs, '2.csv.gz')],
      ['--events', logs],
      ['--events', join(logs, '*.csv*')],
    ];
    for (const way of ways) {
      const { log } = read(await build('--catalog', feed, ...way));
      expect([log?.rows, log?.used, log?.facts.files.length]).toEqual([rows.length, rows.length, 2]);
    }
  });

  it('is the file of that name where a name looks like a pattern', async () => {
    const odd = put(folder, 'export[1]*.csv', part(0, half));
    put(folder, 'export1x.csv', part(half, rows.length));
    expect(read(await build('--catalog', feed, '--events', odd)).log?.rows).toBe(half);
  });

  it('is refused with its kind where it is packed in a way that is not read, without its bytes on the terminal', async () => {
    const packed = put(folder, 'log.csv.xz', Buffer.concat([Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), Buffer.alloc(600, 27)]));
    const { code, errors } = await build('--catalog', feed, '--events', packed);
    expect([code, errors]).toEqual([1, expect.stringMatching(/^onshelf: [^\n]*is an xz archive[^\n]*xz -d[^\n]*\n$/)]);
    expect(errors).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

describe('a log in Parquet', { timeout: 120_000 }, () => {
  it('is read with numbers as ids, like the feed', async () => {
    const numbers = put(folder, 'numbers.csv', ['id,title', ...Array.from({ length: 12 }, (_, at) => `${at + 1},Item ${at}`)].join('\n'));
    for (const type of ['BIGINT', 'DOUBLE', 'DECIMAL(10, 2)']) {
      const path = await writeParquet(
        join(folder, 'log.parquet'),
        `SELECT 'u' || (i % 5) AS user_id, ((i % 12) + 1)::${type} AS item_id, TIMESTAMP '2025-05-01' + INTERVAL (i) HOUR AS timestamp, 'view_item' AS event FROM range(60) t(i)`,
      );
      const { log } = read(await build('--catalog', numbers, '--events', path));
      expect([type, log?.used, log?.items]).toEqual([type, 60, 12]);
    }
  });
});

describe('a small shop', { timeout: 120_000 }, () => {
  it.each([
    ['one shopper', `${head}\nu1,i1,1700000000,view_item\nu1,i2,1700000100,view_item`, 2],
    ['one item', `${head}\nu1,i1,1700000000,view_item\nu2,i1,1700000100,view_item`, 2],
    ['one row', `${head}\nu1,i1,1700000000,view_item`, 1],
  ])('gets a pack: %s', async (_, log, used) => {
    expect(read(await build('--catalog', feed, '--events', put(folder, 'tiny.csv', log))).log?.used).toBe(used);
  });

  it('with a header alone gets a sentence', async () => {
    const { code, errors } = await build('--catalog', feed, '--events', put(folder, 'empty.csv', `${head}\n`));
    expect([code, errors]).toEqual([1, expect.stringMatching(/^onshelf: [^\n]*has no events[^\n]*\n$/)]);
  });
});

describe('options that say what the files do not', { timeout: 120_000 }, () => {
  const bare = put(folder, 'bare.csv', rows.map((row) => row.split(',').slice(0, 3).join(',')).join('\n'));

  it('name the columns of a file without a header, and what its rows are', async () => {
    const { log } = read(await build('--catalog', feed, '--events', bare, '--columns', 'user_id,item_id,timestamp', '--event', 'purchase'));
    expect(log?.facts.events).toMatchObject([{ name: '', count: rows.length, countsAs: 'purchase' }]);
    expect(log?.facts.notes.map(({ code }) => code)).not.toContain('no-event-column');
  });

  it('map the columns of feed and log, of which a shared one may be in one of them only', async () => {
    const own = put(folder, 'own.tsv', smallFeed(30).replace('id\ttitle\tlink\tprice', 'Nr\tWas\tWo\tBetrag'));
    const report = read(await build('--catalog', own, '--events', join(folder, 'logs'), '--map', 'id=Nr,title=Was,link=Wo,price=Betrag'));
    expect(report.feed.facts.used).toEqual(
      expect.arrayContaining([
        { column: 'Was', field: 'title' },
        { column: 'Betrag', field: 'price' },
      ]),
    );
    const wrong = await build('--catalog', feed, '--events', join(folder, 'logs'), '--map', 'price=Betrag');
    expect([wrong.code, wrong.errors]).toEqual([
      1,
      expect.stringMatching(/No file has the column "Betrag", which --map gives for price: .*title.*timestamp/),
    ]);
  });
});

describe('what was read', { timeout: 120_000 }, () => {
  const odd = put(
    folder,
    'odd.csv',
    [`${head},Kasse`, ...rows.map((row, at) => `${at % 9 === 0 ? row.replace('view_item', 'gloop') : row},7`)].join('\n'),
  );
  const stock = put(
    folder,
    'stock.csv',
    [
      'id,title,availability,gtin',
      ...Array.from({ length: 30 }, (_, at) => `i${at},Item ${at},${['in stock', 'sold out', 'blub'][at % 3]},4`),
    ].join('\n'),
  );

  it('is told by builds and evaluations, in text and in JSON alike', async () => {
    const words = ['--catalog', stock, '--events', odd];
    const { output } = await onshelf('build', ...words, '--out', join(folder, 'told'), ...QUICK);
    const facts = read(await build(...words));
    for (const text of [
      'read       id, title, availability',
      'not read   gtin',
      '10 in stock, 10 sold out',
      '10 with unknown words, in stock: "blub" (10)',
      'not read   Kasse',
      '--event-map gloop=view_item',
    ])
      expect(output).toContain(text);
    expect(output).toMatch(/gloop +27 {2}unknown, not used/);
    expect(facts.feed.facts.unused).toEqual(['gtin']);
    expect(facts.feed.facts.availability).toMatchObject({ inStock: 10, soldOut: 10, unknown: [{ word: 'blub', count: 10 }] });
    expect(facts.log?.facts.unused).toEqual(['Kasse']);
    const evaluated = await onshelf('evaluate', ...words, '--models', 'popularity', '--resamples', '0', ...QUICK, '--json');
    const { input } = JSON.parse(evaluated.output) as Evaluation;
    expect([input.feed?.facts, input.log.facts.events]).toEqual([facts.feed.facts, facts.log?.facts.events]);
  });

  it('fits a screen, whatever the files have', async () => {
    const many = Array.from({ length: 400 }, (_, at) => `column_${at}`);
    const wide = put(
      folder,
      'wide.csv',
      [`id,title,${many.join(',')}`, `i1,Item,${many.map(() => 'x').join(',')}`, `i2,Item,${many.map(() => 'y').join(',')}`].join('\n'),
    );
    const noisy = put(
      folder,
      'noisy.csv',
      [
        head,
        ...Array.from({ length: 300 }, (_, at) => `u${at % 9},i${(at % 2) + 1},${1_700_000_000 + at},event_${at % 150}x`),
        `u1,i1,1700000000,view_item`,
      ].join('\n'),
    );
    const { code, output } = await onshelf('build', '--catalog', wide, '--events', noisy, '--out', join(folder, 'screen'), ...QUICK);
    expect(code).toBe(0);
    expect(output.split('\n').length).toBeLessThan(50);
    expect(output.length).toBeLessThan(6000);
    expect(output).toMatch(/and \d+ more \(--json has all\)/);
  });
});

it('the page on files names the commands of a newcomer', () => {
  expect(readFileSync('docs/intake.md', 'utf8')).toContain('onshelf build --catalog products.xml --events orders.csv --out pack');
});
