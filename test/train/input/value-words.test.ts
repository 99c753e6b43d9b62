import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isNobody,
  isNothing,
  NOBODY_WORDS,
  NOTHING_WORDS,
  nobodySql,
  nothingSql,
  trimBlanks,
  trimSql,
} from '../../../src/train/input/is-nothing.js';
import { type DuckDatabase, openDuckDatabase, sqlText } from '../../../src/train/input/open-duck-database.js';
import { idSql, itemIdSql, readId, userIdSql } from '../../../src/train/input/read-id.js';
import { type RecordValue, valueAt, valueSql, valueText } from '../../../src/train/input/value-at.js';

let database: DuckDatabase;
beforeAll(async () => {
  database = await openDuckDatabase({ threads: 1 });
});
afterAll(() => database.close());

/** What SQL makes of texts. */
async function answers(texts: readonly string[], sql: (column: string) => string): Promise<unknown[]> {
  const list = texts.map((text, row) => `(${row}, ${sqlText(text)})`).join(', ');
  const rows = await database.rows(`SELECT ${sql('text')} AS answer FROM (VALUES ${list}) AS given(row, text) ORDER BY row`);
  return rows.map(({ answer }) => answer);
}

const around = fc.constantFrom('', '', ' ', '\t', '\u00a0', '\ufeff', ' \n', '\u3000');
const word = fc.oneof(
  fc.constantFrom(
    ...NOTHING_WORDS,
    ...NOBODY_WORDS,
    '0',
    '00',
    '-0',
    '00000000-0000-0000-0000-000000000000',
    '1.0',
    '1.00',
    '-3.000',
    '1.10',
    '1.',
    '.0',
    '007.0',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
  fc.stringMatching(/^-?\d{1,25}(\.\d{1,3})?$/),
  fc.stringMatching(/^[0-]{1,20}$/),
  fc.stringMatching(/^[nNgu(<#-][a-z0 .-]{0,20}[nlt)!]?$/),
);
const value = fc
  .tuple(around, word, fc.boolean(), around)
  .map(([before, text, isUpper, after]) => before + (isUpper ? text.toUpperCase() : text) + after);

describe('words and ids', () => {
  it('mean the same to logs, in SQL, and to feeds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 50, maxLength: 100 }), async (texts) => {
        expect(await answers(texts, trimSql)).toEqual(texts.map(trimBlanks));
        expect(await answers(texts, nothingSql)).toEqual(texts.map(isNothing));
        expect(await answers(texts, nobodySql)).toEqual(texts.map(isNobody));
        expect(await answers(texts, idSql)).toEqual(texts.map(readId));
        expect(await answers(texts, itemIdSql)).toEqual(texts.map((text) => (isNothing(text) ? null : readId(text))));
        expect(await answers(texts, userIdSql)).toEqual(texts.map((text) => (isNobody(text) ? null : readId(text))));
      }),
      { numRuns: 30 },
    );
  });

  it('keep every digit of an id', () => {
    expect(['1', '1.0', ' 1.00 ', '1515915625519388009', '000001', 'p-1.0', '1.5'].map(readId)).toEqual([
      '1',
      '1',
      '1',
      '1515915625519388009',
      '000001',
      'p-1.0',
      '1.5',
    ]);
  });

  it('tell no value from a value, and no shopper from a shopper', () => {
    expect(['NULL', 'nan', '(not set)', '\\N', '-', '', ' None '].every(isNothing)).toBe(true);
    expect(['0', 'Nano', 'n', 'p-1'].some(isNothing)).toBe(false);
    expect(['0', '-1', '00000000-0000-0000-0000-000000000000', 'null'].every(isNobody)).toBe(true);
    expect(['10', 'u0', '1'].some(isNobody)).toBe(false);
  });
});

const name = fc.constantFrom('a', 'b', 'a.b', 'items', "it's", 'quo"te', 'b.c');
const tree = fc.letrec<{ value: RecordValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.constantFrom<RecordValue>('x', '1.0', null, ''),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
})).value;
/** Paths whose parts, if indexed, are lists. */
const path = fc
  .array(fc.oneof({ weight: 4, arbitrary: name }, { weight: 1, arbitrary: fc.constantFrom('items[0]', 'a[1]') }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join('.'));

describe('a path', () => {
  it('leads to the same value in SQL, where it crosses no list without an index', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.dictionary(name, tree, { maxKeys: 4 }), path), { minLength: 20, maxLength: 40 }),
        async (cases) => {
          for (const [values, way] of cases) {
            const found = valueAt(values, way);
            if (Array.isArray(found)) continue;
            const [{ answer }] = await database.rows(`SELECT ${valueSql(sqlText(JSON.stringify(values)), way)} AS answer`);
            expect([way, JSON.stringify(values), answer === null ? '' : answer]).toEqual([way, JSON.stringify(values), valueText(found)]);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('leads into lists, and through names with points', () => {
    const values = { items: [{ id: 'a' }, { id: 'b' }, {}], 'properties.id': 'flat', properties: { id: 'nested', sku: 's' } };
    expect(valueAt(values, 'items.id')).toEqual(['a', 'b', null]);
    expect(valueAt(values, 'items[1].id')).toBe('b');
    expect(valueAt(values, 'properties.id')).toBe('flat');
    expect(valueAt(values, 'properties.sku')).toBe('s');
    expect(valueAt(values, 'properties.none')).toBeNull();
    expect(valueAt(values, 'toString')).toBeNull();
  });
});
