import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { REFUSED_SIGNATURES } from '../../../src/train/containers/file-signatures.js';
import { openInput } from '../../../src/train/containers/open-input.js';
import { readAll } from '../tools/read-all.js';
import { shopFolder, workbookOf, zipOf } from '../tools/shop-files.js';

const folder = shopFolder();
afterAll(() => folder.remove());

const ROWS = 'id,title\np-1,Lamp\np-2,"Chair, oak"\n';
const VALUES = [
  { id: 'p-1', title: 'Lamp' },
  { id: 'p-2', title: 'Chair, oak' },
];
const QUERY = "SELECT * FROM (VALUES ('p-1', 'Lamp'), ('p-2', 'Chair, oak')) AS t(id, title)";

describe('a packed input', () => {
  it.each([
    ['gzip', gzipSync(ROWS), 'CSV, gzip'],
    ['two gzip files joined', Buffer.concat([gzipSync(ROWS.slice(0, 20)), gzipSync(ROWS.slice(20))]), 'CSV, gzip'],
    ['ZIP', zipOf({ 'products.csv': ROWS }), 'CSV, ZIP'],
    ['ZIP inside gzip', gzipSync(zipOf({ 'products.csv': ROWS })), 'CSV, gzip, ZIP'],
    ['gzip inside ZIP', zipOf({ 'products.csv.gz': gzipSync(ROWS) }), 'CSV, ZIP, gzip'],
  ])('is read from %s', async (_, content, format) => {
    const read = await readAll(folder.put('products', content));
    expect(read.values).toEqual(VALUES);
    expect(read.formats).toEqual([format]);
  });

  it('is read from zstd, of several frames too', async () => {
    const path = await folder.copy('feed.csv.zst', QUERY, 'FORMAT csv, HEADER, COMPRESSION zstd');
    expect((await readAll(path)).values).toEqual(VALUES);
    const more = await folder.copy('more.csv.zst', "SELECT 'p-3', 'Desk'", 'FORMAT csv, HEADER false, COMPRESSION zstd');
    const both = folder.put('both.zst', Buffer.concat([readFileSync(path), readFileSync(more)]));
    expect((await readAll(both)).values).toEqual([...VALUES, { id: 'p-3', title: 'Desk' }]);
  });

  it('of several files in a ZIP archive is a table each, without what archivers add', async () => {
    const content = zipOf({
      'b.csv': 'id\np-3\n',
      'a.csv': ROWS,
      '__MACOSX/._a.csv': 'x',
      '.DS_Store': 'x',
      'README.txt': 'About these files',
      'photo.png': Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    });
    const path = folder.put('shop.zip', content);
    const read = await readAll(path);
    expect(read.paths).toEqual([`${path} > a.csv`, `${path} > b.csv`]);
    expect(read.values).toEqual([...VALUES, { id: 'p-3' }]);
    expect(read.notes).toEqual(['archive-files-left-out']);
  });

  it('of Parquet is unpacked for DuckDB', async () => {
    const parquet = readFileSync(await folder.copy('feed.parquet', QUERY, 'FORMAT parquet'));
    for (const content of [parquet, gzipSync(parquet), zipOf({ 'feed.parquet': parquet })]) {
      expect((await readAll(folder.put('packed', content))).values).toEqual(VALUES);
    }
  });

  it('that is damaged is refused by name', async () => {
    const whole = gzipSync(ROWS.repeat(500));
    await expect(openInput(folder.put('cut.gz', whole.subarray(0, 80)))).rejects.toThrow(/cut\.gz cannot be read to its end: .*gzip -t/);
    const archive = zipOf({ 'a.csv': ROWS });
    await expect(openInput(folder.put('cut.zip', archive.subarray(0, 60)))).rejects.toThrow(/cut\.zip cannot be read as ZIP/);
    const zst = readFileSync(await folder.copy('whole.zst', 'SELECT range FROM range(9999)', 'FORMAT csv, COMPRESSION zstd'));
    await expect(openInput(folder.put('cut.zst', zst.subarray(0, zst.length - 9)))).rejects.toThrow(/cut\.zst cannot be read to its end/);
  });

  it('that unpacks to too much is refused', async () => {
    const bomb = Buffer.alloc(70 * 2 ** 20, 'a,b\n');
    for (const content of [gzipSync(bomb), zipOf({ 'a.csv': bomb })]) {
      await expect(openInput(folder.put('bomb', content))).rejects.toThrow(/unpacks to more than 64 MiB/);
    }
  });
});

describe('a file of another kind', () => {
  it.each(REFUSED_SIGNATURES.map(({ name, bytes, at, advice }) => ({ name, bytes, at: at ?? 0, advice })))(
    'is named: $name',
    async ({ name, bytes, at, advice }) => {
      const content = Buffer.concat([Buffer.alloc(at, 0x20), Buffer.from(bytes, 'latin1'), Buffer.alloc(64)]);
      const path = folder.put('odd', content);
      await expect(openInput(path)).rejects.toThrow(`${path} is ${name}, which cannot be read. ${advice}`);
    },
  );

  it('is named where a packed one is inside', async () => {
    const tar = Buffer.concat([Buffer.alloc(257, 0x61), Buffer.from('ustar'), Buffer.alloc(300)]);
    await expect(openInput(folder.put('logs.tar.gz', gzipSync(tar)))).rejects.toThrow(/is a tar archive/);
    await expect(openInput(folder.put('a.zip', zipOf({ 'log.pdf': '%PDF-1.7' })))).rejects.toThrow(/a\.zip > log\.pdf is a PDF document/);
    await expect(openInput(folder.put('a.docx', zipOf({ 'word/document.xml': '<x/>' })))).rejects.toThrow(/is a Word document/);
  });

  it('is a web page, an empty file, or no text', async () => {
    await expect(openInput(folder.put('page.csv', '\n<!DOCTYPE html><html><body>Sign in</body></html>'))).rejects.toThrow(/is a web page/);
    await expect(openInput(folder.put('none.csv', ''))).rejects.toThrow(/is empty/);
    const noise = Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 32));
    await expect(openInput(folder.put('noise.csv', noise))).rejects.toThrow(/neither text nor a kind of file/);
  });
});

describe('an encoding', () => {
  const text = 'id\ttitle\np-1\tStühle für draußen\np-2\tCafé\n';
  const values = [
    { id: 'p-1', title: 'Stühle für draußen' },
    { id: 'p-2', title: 'Café' },
  ];
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', little],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', big],
    ['UTF-16BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
    ['UTF-16LE in gzip', gzipSync(little)],
  ])('is told: %s', async (_, content) => {
    const read = await readAll(folder.put('feed.tsv', content));
    expect(read.values).toEqual(values);
    expect(read.notes).toEqual([]);
  });

  it('is Windows-1252 where the whole file is, with a note', async () => {
    const read = await readAll(folder.put('feed.tsv', Buffer.from(text, 'latin1')));
    expect(read.values).toEqual(values);
    expect(read.formats).toEqual(['TSV, Windows-1252']);
    expect(read.notes).toEqual(['encoding-windows-1252']);
  });

  it('of single rows is no encoding of the file: each is told', async () => {
    const mixed = Buffer.concat([Buffer.from(text.repeat(3)), Buffer.from('p-3\tCaf\xe9\n', 'latin1')]);
    const read = await readAll(folder.put('feed.tsv', mixed));
    expect(read.records.map(({ isWhole }) => isWhole)).toEqual([true, true, true, true, true, true, true, true, false]);
    expect(read.notes).toEqual([]);
  });

  it('is not Western where letters beyond ASCII stand together, as in Cyrillic', async () => {
    const cyrillic = Buffer.concat([Buffer.from('id\ttitle\np-1\t'), Buffer.from([0xd1, 0xf2, 0xee, 0xeb, 0x20, 0xe4, 0xf3, 0xe1, 0x0a])]);
    const read = await readAll(folder.put('feed.tsv', cyrillic));
    expect(read.records.map(({ isWhole }) => isWhole)).toEqual([false]);
  });
});

describe('a workbook', () => {
  const products = [
    ['id', 'title', 'price', 'added'],
    [1, 'Lamp "A" & B', 19.9, { day: 46174.594444444 }],
    [4006381333931, 'Chair\nwith a break', 20, { day: 46174 }],
    [null, null, null, null],
    ['p-3', 'Desk', null, null],
  ] as const;

  it('is read with texts, numbers and dates', async () => {
    const read = await readAll(folder.put('shop.xlsx', workbookOf({ Products: products })));
    expect(read.formats).toEqual(['Excel workbook']);
    expect(read.values).toEqual([
      { id: '1', title: 'Lamp "A" & B', price: '19.9', added: '2026-06-01T14:16:00' },
      { id: '4006381333931', title: 'Chair\nwith a break', price: '20', added: '2026-06-01' },
      { id: 'p-3', title: 'Desk', price: '', added: '' },
    ]);
  });

  it('of several sheets gives the ones with the columns that are looked for, and tells which', async () => {
    const path = folder.put('shop.xlsx', workbookOf({ Read: [['About this file']], Products: products, Old: products.slice(0, 2) }));
    const read = await readAll(path, { isHeader: (names) => names.includes('id') });
    expect(read.paths).toEqual([`${path} > Products`, `${path} > Old`]);
    expect(read.notes).toEqual(['workbook-sheets']);
    expect((await readAll(path)).paths).toEqual([`${path} > Read`]);
  });
});
