import { afterAll, describe, expect, it } from 'vitest';
import { openInput } from '../../../src/train/containers/open-input.js';
import { openRecords } from '../../../src/train/records/open-records.js';
import { readAll } from '../tools/read-all.js';
import { shopFolder } from '../tools/shop-files.js';

const folder = shopFolder();
afterAll(() => folder.remove());
const read = async (query: string, options = 'FORMAT parquet') => readAll(await folder.copy('feed.parquet', query, options));

describe('Parquet', () => {
  it('gives numbers, times and texts as they are', async () => {
    const { values, columns } =
      await read(`SELECT 1515915625519388009::BIGINT AS id, 3.00::DECIMAL(9, 2) AS price, 0.1::DOUBLE AS weight, true AS sold,
      NULL::VARCHAR AS brand, DATE '2026-06-01' AS added, TIMESTAMP '2026-06-01 14:10:02.38' AS seen, 'Lamp "A"'::BLOB AS title`);
    expect(columns).toEqual(['id', 'price', 'weight', 'sold', 'brand', 'added', 'seen', 'title']);
    expect(values).toEqual([
      {
        id: '1515915625519388009',
        price: '3.00',
        weight: '0.1',
        sold: 'true',
        brand: null,
        added: '2026-06-01',
        seen: '2026-06-01 14:10:02.38',
        title: 'Lamp "A"',
      },
    ]);
  });

  it('gives lists, structs and maps as nested values, their numbers with all digits', async () => {
    const { values } = await read(
      `SELECT 'u1' AS "user", [{'item_id': 1515915625519388009, 'tags': ['a', NULL]}] AS items, {'a': {'b': 1.50::DECIMAL(9,2)}} AS deep, MAP {'k': 2} AS pairs`,
    );
    expect(values).toEqual([
      {
        user: 'u1',
        items: [{ item_id: '1515915625519388009', tags: ['a', null] }],
        deep: { a: { b: expect.stringMatching(/^1\.50?$/) } },
        pairs: { k: '2' },
      },
    ]);
  });

  it('counts its rows, over several chunks', async () => {
    const { records } = await read('SELECT range AS id FROM range(5000)', 'FORMAT parquet, COMPRESSION zstd');
    expect(records).toHaveLength(5000);
    expect([records[0].line, records[4999].line, records[4999].values.id]).toEqual([1, 5000, '4999']);
  });

  it('that is damaged is refused by name', async () => {
    const path = folder.put('cut.parquet', 'PAR1 and nothing more');
    const [file] = await openInput(path);
    await expect(openRecords(file)).rejects.toThrow(/cut\.parquet cannot be read as Parquet: .*magic bytes/);
  });
});
