import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openInput } from '../../../src/train/containers/open-input.js';
import { openDuckDatabase } from '../../../src/train/input/open-duck-database.js';
import { copyPlain } from '../../../src/train/records/copy-plain.js';
import { parseExact } from '../../../src/train/records/json-values.js';
import { openRecords } from '../../../src/train/records/open-records.js';
import { copySql, plainSql } from '../../../src/train/records/plain-sql.js';
import type { RecordSource } from '../../../src/train/records/record-source.js';

const folder = mkdtempSync(join(tmpdir(), 'onshelf-plain-'));
afterAll(() => rmSync(folder, { recursive: true }), 60_000);
let files = 0;
const newPath = (): string => join(folder, `${files++}.txt`);

/** All values of the usable records, with their lines. */
async function recordsOf(source: RecordSource): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  for await (const { line, values, fault } of source.records()) {
    if (fault === null) rows.push([line, ...source.columns.map((name) => String(values[name]))]);
  }
  return rows;
}

async function rowsOf(path: string, sql: (literal: string) => string, columns: readonly string[]): Promise<string[][]> {
  const database = await openDuckDatabase({ threads: 2 }, [path]);
  try {
    const named = columns.map((name) => `coalesce("${name.replaceAll('"', '""')}"::VARCHAR, '')`).join(', ');
    const rows: string[][] = [];
    for await (const chunk of database.chunks(`SELECT ${named} FROM ${sql(database.source(path))}`)) {
      const vectors = columns.map((_, index) => chunk.getColumnVector(index));
      for (let row = 0; row < chunk.rowCount; row++) rows.push(vectors.map((vector) => vector.getItem(row) as string));
    }
    return rows;
  } finally {
    database.close();
  }
}

/** Files that are nearly regular: a few odd pieces in rows of one width. */
const piece = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-z0-9.:-]{0,6}$/) },
  { weight: 2, arbitrary: fc.constantFrom(' ', '#', "'", '\\', 'é', '日', '𝄞', ' x ', '\u00a0', 'NULL', '\\N', '""') },
);
const odd = fc.constantFrom(
  '"',
  '""',
  '"a',
  'a"b',
  '"a\nb"',
  ' "a"',
  '"a" ',
  '\r',
  '\n',
  '\r\n',
  ',',
  ';',
  '\t',
  '\\"',
  '\0',
  '"\\"',
  '"a""b"',
  '"x,y"',
  '#',
  '',
);
const mostly = { weight: 30, arbitrary: piece };
const quotedPiece = piece.map((text) => `"${text.replaceAll('"', '""')}"`);
const table = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|', '^', '\u0001'),
    columns: fc.constantFrom(1, 2, 2, 3, 3, 4),
    end: fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r\n', '\r', '\r\r\n'),
    isOdd: fc.constantFrom(false, false, true),
    start: fc.constantFrom('', '', '', '', '', '', '\ufeff', '\n', '# made up\n', 'sep=;\n'),
    last: fc.constantFrom('', '', '\n', '\n', '\n\n', '\r\n', ' ', '\r'),
    isPacked: fc.boolean(),
  })
  .chain((shape) => {
    const field = shape.isOdd
      ? fc.oneof(mostly, { weight: 8, arbitrary: quotedPiece }, { weight: 2, arbitrary: odd })
      : fc.oneof(piece, quotedPiece);
    const row = fc.array(field, { minLength: shape.columns, maxLength: shape.isOdd ? shape.columns + 1 : shape.columns });
    return fc.array(row, { maxLength: 8 }).map((rows) => {
      const header = Array.from({ length: shape.columns }, (_, index) => `name${index}`);
      return { ...shape, text: shape.start + [header, ...rows].map((fields) => fields.join(shape.delimiter)).join(shape.end) + shape.last };
    });
  });

describe('a file that DuckDB reads itself', () => {
  it('has the values that our reader gives, on the same lines', { timeout: 300_000 }, async () => {
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(table, async ({ text, isPacked }) => {
        const path = newPath();
        writeFileSync(path, isPacked ? gzipSync(text) : text);
        const [file] = await openInput(path);
        if (!file.isPlain) return;
        plain++;
        const source = await openRecords(file);
        const rows = await rowsOf(path, (literal) => plainSql(file, source.columns, literal), source.columns);
        expect(rows.map((values, index) => [index + 2, ...values])).toEqual(await recordsOf(source));
      }),
      { numRuns: 120 },
    );
    expect(plain).toBeGreaterThan(10);
  });
});

const jsonLine = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .dictionary(fc.constantFrom('id', 'a.b', 'é'), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
      .map((value) => JSON.stringify(value)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"id":1515915625519388009,"price":1.0}',
      '{"id":1}{"id":2}',
      '{"id":',
      'nonsense',
      '',
      ' ',
      '[]',
      '{ "id" : "x" } ',
      '{"id":"\u0001"}',
    ),
  },
);
const jsonText = fc
  .tuple(fc.array(jsonLine, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\n', '\r\n', '\r'), fc.constantFrom('', '\n', '\r\n'))
  .map(([lines, end, last]) => `{"id":"first"}${end}${lines.join(end)}${last}`);

describe('JSON Lines', () => {
  it('that DuckDB reads itself, or in a copy, have the records that our reader gives, on the same lines', {
    timeout: 300_000,
  }, async () => {
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(jsonText, async (text) => {
        const path = newPath();
        writeFileSync(path, text);
        const [file] = await openInput(path);
        const source = await openRecords(file);
        const expected: unknown[] = [];
        for await (const { line, values, fault } of source.records()) if (fault === null) expected.push([String(line), values.id ?? null]);
        if (file.isPlain) {
          plain++;
          const rows = await rowsOf(path, (literal) => plainSql(file, [], literal), ['json']);
          const valid = rows.flatMap(([json], index) => (isJson(json) ? [[String(index + 1), idOf(json)]] : []));
          expect(valid).toEqual(expected);
        } else {
          const copy = await copyPlain(source, newPath());
          const rows = await rowsOf(copy.path, (literal) => copySql(copy, literal), copy.columns);
          expect(rows.filter(([, json]) => isJson(json)).map(([line, json]) => [line, idOf(json)])).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
    expect(plain).toBeGreaterThan(5);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The id of a record's text, as our reader gives it. */
function idOf(json: string): unknown {
  return (parseExact(json, 'a line') as Record<string, unknown>).id ?? null;
}

describe('a copy that is made for DuckDB', () => {
  it('has the values that our reader gives, with their lines', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ text, isPacked }) => {
        const path = newPath();
        writeFileSync(path, isPacked ? gzipSync(text) : text);
        const [file] = await openInput(path);
        const source = await openRecords(file);
        const copy = await copyPlain(source, newPath());
        const rows = await rowsOf(copy.path, (literal) => copySql(copy, literal), copy.columns);
        const expected = (await recordsOf(source)).map((row) => row.map((value) => String(value).replaceAll('\0', '')));
        expect(rows).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
