import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openDuckDatabase } from '../../../src/train/input/open-duck-database.js';
import { readLog } from '../../../src/train/log/read-log.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { writeParquet } from '../../cli/tools/write-parquet.js';
import { LOG_NOW, logOf, logRows, quiet } from '../tools/log-of.js';

const folder = temporaryFolder();

const EXPECTED = [
  ['u1', 'a', 1_700_000_000_000, 'view_item'],
  ['u1', 'b', 1_700_000_060_000, 'purchase'],
  ['u2', 'a', 1_700_000_030_000, 'add_to_cart'],
];

const CSV = 'user_id,item_id,timestamp,event\nu1,b,1700000060,purchase\nu2,a,1700000030,add_to_cart\nu1,a,1700000000,view_item\n';

describe('an event log', () => {
  it('is read from CSV, plain and gzip, whatever its separator, and put in order of user and time', async () => {
    expect(logRows(await logOf(folder, CSV))).toEqual(EXPECTED);
    expect(logRows(await logOf(folder, gzipSync(CSV)))).toEqual(EXPECTED);
    expect(logRows(await logOf(folder, `\uFEFF${CSV.replaceAll(',', ';').replaceAll('\n', '\r\n')}`))).toEqual(EXPECTED);
  });

  it('is read from JSON Lines, with fields in any case', async () => {
    const lines =
      '{"User_ID":"u1","item_id":"b","timestamp":"2023-11-14T22:14:20Z","event":"transaction"}\n\n{"User_ID":"u2","item_id":"a","timestamp":1700000030,"event":"addtocart"}\n{"User_ID":"u1","item_id":"a","timestamp":1700000000000,"event":"View"}\n';
    expect(logRows(await logOf(folder, lines))).toEqual(EXPECTED);
  });

  it('is read from Parquet', async () => {
    const path = await writeParquet(
      join(folder, 'log.parquet'),
      `SELECT * FROM (VALUES ('u1', 'b', TIMESTAMP '2023-11-14 22:14:20', 'purchase'), ('u2', 'a', TIMESTAMP '2023-11-14 22:13:50', 'add_to_cart'),
      ('u1', 'a', TIMESTAMP '2023-11-14 22:13:20', 'view_item')) AS t(user_id, item_id, timestamp, event)`,
    );
    expect(logRows(await readLog({ paths: [path], now: LOG_NOW, userIds: true }, quiet))).toEqual(EXPECTED);
  });

  it('is read with the Amazon Personalize names', async () => {
    const csv =
      'USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE\nu1,b,1700000060,Purchase,\nu2,a,1700000030,AddToCart,\nu1,a,1700000000,Watch,\n';
    expect(logRows(await logOf(folder, csv))).toEqual(EXPECTED);
  });

  it('is read from a GA4 BigQuery export, as JSON Lines and as Parquet', async () => {
    const event = (user: string, name: string, seconds: number, ...items: string[]): string =>
      JSON.stringify({
        event_name: name,
        event_timestamp: String(seconds * 1e6),
        user_pseudo_id: user,
        items: items.map((item_id) => ({ item_id, quantity: 1, price: 2.5 })),
      });
    const lines = [
      event('u1', 'purchase', 1_700_000_060, 'b'),
      event('u2', 'add_to_cart', 1_700_000_030, 'a'),
      event('u1', 'view_item', 1_700_000_000, 'a'),
      event('u1', 'page_view', 1_700_000_000),
    ].join('\n\n');
    const log = await logOf(folder, lines);
    expect(logRows(log)).toEqual(EXPECTED);
    expect(log.dropped).toMatchObject([{ reason: 'page view without an item', count: 1, first: { line: 7 } }]);
    // Columns are named as on the command line: in any case.
    const named = await logOf(folder, lines, { mapped: { user_id: 'USER_PSEUDO_ID' } });
    expect(logRows(named)).toEqual(EXPECTED);

    const path = await writeParquet(
      join(folder, 'ga4.parquet'),
      `SELECT event_name, event_timestamp::BIGINT AS event_timestamp, user_pseudo_id, items FROM read_json('${put(folder, 'ga4.jsonl', lines)}')`,
    );
    expect(logRows(await readLog({ paths: [path], now: LOG_NOW, userIds: true }, quiet))).toEqual(EXPECTED);
  });

  it('is read with --map, and rejected with a list of its columns where a column is missing', async () => {
    const csv = 'Wer,Was,Wann\nu1,a,2023-11-14 22:13:20\n';
    const mapped = { user_id: 'Wer', item_id: 'Was', timestamp: 'Wann' };
    expect(logRows(await logOf(folder, csv, { mapped }))).toEqual([['u1', 'a', 1_700_000_000_000, 'view_item']]);
    await expect(logOf(folder, csv)).rejects.toThrow(/no column for user_id; its columns are: Wer, Was, Wann.*--map user_id=COLUMN/);
    await expect(logOf(folder, csv, { mapped: { user_id: 'Nobody' } })).rejects.toThrow(/no column "Nobody"/);
  });

  it('takes times as ISO 8601 or as numbers of any unit', async () => {
    const times = [
      '2023-11-14T22:13:20Z',
      '2023-11-14T23:13:20+01:00',
      '1700000000',
      '1700000000000',
      '1700000000000000',
      '2023-11-14 22:13:20 UTC',
    ];
    const log = await logOf(folder, `user_id,item_id,timestamp\n${times.map((time, index) => `u${index},a,${time}`).join('\n')}\nu9,a,3\n`);
    expect(logRows(log).map(([, , time]) => time)).toEqual(times.map(() => 1_700_000_000_000));
    // Beside dates a small number is no position.
    expect(log.dropped).toMatchObject([{ reason: 'timestamp decades away', count: 1, first: { value: '3' } }]);
  });

  it('takes numbers for dates where all of them are dates, and reports that', async () => {
    const rows = 'user_id,item_id,timestamp\nu1,a,20240131\nu1,b,20240229\nu2,a,2024-03-01\n';
    const log = await logOf(folder, rows);
    expect(logRows(log).map(([, , time]) => time)).toEqual([Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1)]);
    expect(log.compactDates).toBe(true);
    for (const other of ['12345678', '3']) {
      const positions = await logOf(folder, `user_id,item_id,timestamp\nu1,a,20240131\nu1,b,20990229\nu2,a,${other}\n`);
      expect([positions.compactDates, logRows(positions)[0][2]]).toEqual([false, 20_240_131_000]);
    }
  });

  it('recognises a JSON field that only late lines have', async () => {
    const views = Array.from({ length: 1500 }, (_, line) => ({ user_id: `u${line}`, item_id: 'a', timestamp: line, event: 'view_item' }));
    const late = [
      { user_id: 'u1', item_id: 'a', timestamp: 2000, event: 'purchase', quantity: -3 },
      { user_id: 'u2', item_id: 'a', timestamp: 2001, event: 'rate', rating: 5 },
    ];
    const log = await logOf(folder, [...views, ...late].map((event) => JSON.stringify(event)).join('\n'));
    expect(log.dropped).toMatchObject([
      { reason: 'quantity not positive', count: 1, first: { line: 1501, field: 'quantity', value: '-3' } },
    ]);
    expect(logRows(log).filter(([, , , name]) => name === 'rate')).toEqual([['u2', 'a', 2_001_000, 'rate']]);
  });

  it('may hold columns without a name, quoted line breaks, and values of 1 MB', async () => {
    const csv = `user_id,item_id,timestamp,note,\nu1,a,1,"two\nlines ${'x'.repeat(2 ** 20)}",\nu1,b,2,,\nu1,b,never,,\n`;
    const log = await logOf(folder, csv);
    expect(logRows(log).length).toBe(2);
    expect(log.dropped).toMatchObject([{ reason: 'unreadable timestamp', count: 1, first: { line: 5 } }]);
    expect(logRows(await logOf(folder, 'user_id,Item_ID,item_id,timestamp\nu,b,a,1\n')).map(([, item]) => item)).toEqual(['b']);
  });

  it('is rejected if it is empty', async () => {
    await expect(logOf(folder, '')).rejects.toThrow(/is empty/);
    await expect(logOf(folder, 'user_id,item_id,timestamp\n')).rejects.toThrow(/has no events/);
  });

  it('is rejected where temporary files cannot be written', async () => {
    const refused = logOf(folder, CSV, { temporaryFolder: join(folder, 'nowhere') });
    await expect(refused).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^Temporary files cannot be written to .*nowhere.*--temp DIR$/),
    });
  });

  it('cannot be fetched from the network, whatever its name', async () => {
    await expect(readLog({ paths: ['https://example.com/log.csv'], now: LOG_NOW }, quiet)).rejects.toThrow(/cannot be read/);
    const database = await openDuckDatabase();
    await expect(database.rows("SELECT * FROM read_csv('https://example.com/log.csv')")).rejects.toThrow();
    await expect(
      database.rows("SELECT * FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' AND value = 'true'"),
    ).resolves.toEqual([]);
    database.close();
  });

  it('numbers the orders of a shopper by their transaction id, and gives rows without one no order', async () => {
    const csv =
      'user_id,item_id,timestamp,event,transaction_id\nu1,a,1700000000,view_item,\nu1,a,1700000060,purchase,T1\nu1,b,1700000061,purchase,T1\nu1,c,1700000062,purchase,T2\nu2,a,1700000063,purchase,T1\n';
    const { interactions } = await logOf(folder, csv);
    const [none, first, same, other, stranger] = interactions.orders;
    expect(none).toBe(0);
    expect(same).toBe(first);
    expect(new Set([first, other, stranger, 0]).size).toBe(4);
  });

  it('weighs events as the browser does', async () => {
    const log = await logOf(folder, 'user_id,item_id,timestamp,event,quantity\nu,a,1,view_item,\nu,b,2,purchase,1\nu,c,3,purchase,4\n');
    expect([...log.interactions.weights]).toEqual([1, 5, 10]);
  });
});
