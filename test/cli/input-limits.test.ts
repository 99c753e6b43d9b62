import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGzip, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { built, type Desk, desk, outcome, QUICK, RUN_TIMEOUT_MS } from './tools/run-built.js';
import { put, smallFeed, smallLog } from './tools/shop-files.js';
import { writeParquet } from './tools/write-parquet.js';

/** Most that a refusal may take, kB: the program itself with DuckDB takes about 110 MB. */
const FEW_HUNDRED_MB = 400_000;

/** A ZIP archive with one deflated file. */
function zip(name: string, content: Uint8Array): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(content.length, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

describe.skipIf(!built)('an input that is made to take the machine', () => {
  const { folder, start } = built ? desk() : ({} as Desk);
  const feed = built ? put(folder, 'feed.tsv', smallFeed(30)) : '';
  const log = built ? put(folder, 'log.csv', smallLog(20, 30)) : '';

  /** Writes the same text this number of times, packed if the name has `.gz`. */
  async function repeat(name: string, head: string, piece: string, times: number, tail = ''): Promise<string> {
    const path = join(folder, name);
    const file = createWriteStream(path);
    const into = name.endsWith('.gz') ? createGzip({ level: 9 }) : file;
    if (into !== file) into.pipe(file);
    const closed = new Promise<void>((done) => file.on('close', done));
    into.write(head);
    const bytes = Buffer.from(piece);
    for (let written = 0; written < times; written++) if (!into.write(bytes)) await new Promise<void>((more) => into.once('drain', more));
    into.end(tail);
    await closed;
    return path;
  }

  /** Expects one sentence, code 1, and little memory. */
  async function refused(words: readonly string[], sentence: RegExp): Promise<void> {
    const child = start(words);
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, residentKilobytes(child.pid ?? 0));
    }, 20);
    const { code, errors } = await outcome(child);
    clearInterval(timer);
    expect([words, code, errors]).toEqual([words, 1, expect.stringMatching(/^onshelf: [^\n]*\n$/)]);
    expect(errors).toMatch(sentence);
    expect([words, peak < FEW_HUNDRED_MB ? 'little memory' : `${peak} kB`]).toEqual([words, 'little memory']);
  }

  const asFeed = (path: string): string[] => ['build', '--json', '--catalog', path, '--events', log, '--out', 'none', ...QUICK];
  const asLog = (path: string): string[] => ['evaluate', '--json', '--events', path, '--models', 'popularity', ...QUICK];
  const asTable = (path: string): string[] => ['import', '--json', '--catalog', feed, '--factors', path, '--out', 'none'];
  const asCases = (path: string): string[] => [...asLog(log), '--protocol', 'cases', '--cases', path];

  it(
    'by a line that unpacks to gigabytes is rejected with file, line and limit, for a feed, a log, a table and cases',
    async () => {
      const megabyte = 'x'.repeat(2 ** 20);
      const line = await repeat('line.tsv.gz', 'id\ttitle\tfactors\na\t', megabyte, 1100, '\n');
      for (const words of [asFeed, asLog, asTable]) await refused(words(line), /line\.tsv\.gz, line 2: the line is longer than 8 MiB/);
      const cases = await repeat('cases.csv.gz', 'history,target\na,b\na,', megabyte, 100, '\n');
      await refused(asCases(cases), /cases\.csv\.gz, line 3: the line is longer than 8 MiB/);
      const header = await repeat('header.csv.gz', 'id,', megabyte, 100, '\n');
      await refused(asLog(header), /header\.csv\.gz, line 1: the line is longer than 8 MiB/);
      const json = await repeat('line.jsonl', '{"id":"a","factors":[1]}\n{"id":"b","title":"', megabyte, 300, '"}\n');
      for (const words of [asFeed, asLog, asTable]) await refused(words(json), /line\.jsonl, line 2: the line is longer than 8 MiB/);
    },
    2 * RUN_TIMEOUT_MS,
  );

  it(
    'by many lines that compress well is rejected before they are read',
    async () => {
      const many = await repeat('many.tsv.gz', 'id\ttitle\n', 'a\tb\n'.repeat(2 ** 18), 100);
      for (const words of [asFeed, asLog]) await refused(words(many), /many\.tsv\.gz unpacks to more than 64 MiB.*unpack it first/);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'by a quoted field that does not end is rejected, in one line and over many',
    async () => {
      const lines = await repeat('quoted.csv', `${smallLog(5, 30)}\nu1,i1,1700000000,"`, `${'y'.repeat(10_000)}\n`, 2000, '"\n');
      await refused(asLog(lines), /quoted\.csv, line 32: the quoted field that starts here does not end within 8388608 characters/);
      const feedLines = await repeat('quoted-feed.csv', 'id,title\na,"', `${'y'.repeat(10_000)}\n`, 2000, '"\n');
      await refused(asFeed(feedLines), /quoted-feed\.csv, line 2: the quoted field that starts here does not end/);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'by nested lists, or by too many fields, is rejected',
    async () => {
      const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`;
      const path = put(folder, 'deep.jsonl', `{"id":"a"}\n{"id":"b","price":${deep}}\n`);
      for (const words of [asFeed, asLog])
        await refused(words(path), /deep\.jsonl, line 2: lists and objects are nested more than 64 deep/);
      const table = put(
        folder,
        'table.jsonl',
        `{"item_id":"i1","factors":[1,2,3,4]}\n{"item_id":"i2","factors":${'['.repeat(70)}${']'.repeat(70)}}\n`,
      );
      await refused(asTable(table), /table\.jsonl, line 2: lists and objects are nested more than 64 deep/);
      const wide = put(folder, 'wide.csv', `id${',x'.repeat(30_000)}\na${','.repeat(30_000)}\n`);
      for (const words of [asFeed, asLog]) await refused(words(wide), /wide\.csv, line 1: the line has 30001 fields; the limit is 20000/);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'by a NumPy archive, a compressed file of vectors, or Parquet with one row a billion times is rejected',
    async () => {
      const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (40000000, 4), }";
      const npy = Buffer.concat([
        Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
        Buffer.from([header.length, 0]),
        Buffer.from(header),
        Buffer.alloc(6.4e8),
      ]);
      const npz = put(folder, 'bomb.npz', zip('item_factors.npy', npy));
      await refused([...asTable(npz), '--items', log], /bomb\.npz cannot be read as \.npz: item_factors\.npy unpacks to more than 64 MiB/);
      const shapes = put(
        folder,
        'shape.npz',
        zip(
          'item_factors.npy',
          Buffer.from(`\x93NUMPY\x01\x00\x3c\x00${"{'descr': '<f4', 'shape': (1e300, 1e300), }".padEnd(60)}`, 'latin1'),
        ),
      );
      await refused([...asTable(shapes), '--items', log], /shape\.npz cannot be read as \.npz: item_factors\.npy has an invalid shape/);
      const vectors = put(folder, 'vectors.gz', gzipSync(Buffer.alloc(1e8)));
      await refused(
        [...asFeed(feed).filter((word) => word !== '--without-content'), '--embeddings', vectors],
        /vectors\.gz is neither Parquet nor safetensors/,
      );
      const rows = await writeParquet(
        join(folder, 'rows.parquet'),
        "SELECT 'u' AS user_id, 'i1' AS item_id, 1 AS timestamp FROM range(30000000)",
      );
      await refused(asLog(rows), /rows\.parquet has 30000000 rows; the limit for a file of its size is \d+/);
    },
    RUN_TIMEOUT_MS,
  );
});

/** Memory of a process, kB; 0 where the system does not report it. */
function residentKilobytes(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
