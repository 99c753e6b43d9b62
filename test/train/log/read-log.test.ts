import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openDuckDatabase } from '../../../src/train/input/open-duck-database.js';
import { TRAINED_EVENTS } from '../../../src/train/log/event-names.js';
import { type Log, type LogRequest, readLog } from '../../../src/train/log/read-log.js';
import { decayedPopularity } from '../../../src/train/models/decayed-popularity.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { put, temporaryFolder } from '../../cli/shop-files.js';
import { writeParquet } from '../../cli/write-parquet.js';

const folder = temporaryFolder();
const quiet = new StepLog(SILENT_PROGRESS);
const now = Date.UTC(2026, 0);
let files = 0;

function logOf(content: string | Uint8Array, more: Partial<LogRequest> = {}): Promise<Log> {
  return readLog({ path: put(folder, `log-${files++}`, content), now, userIds: true, threads: 1, memoryLimit: '256MB', ...more }, quiet);
}

/** A log as plain rows: user, item, time, name. */
function rowsOf({ interactions, userIds, itemIds }: Log): [string, string, number, string][] {
  const rows: [string, string, number, string][] = [];
  for (let user = 0; user < interactions.users; user++) {
    for (let event = interactions.offsets[user]; event < interactions.offsets[user + 1]; event++) {
      rows.push([
        userIds[user],
        itemIds[interactions.itemRows[event]],
        interactions.times[event],
        TRAINED_EVENTS[interactions.names[event]],
      ]);
    }
  }
  return rows;
}

const EXPECTED = [
  ['u1', 'a', 1_700_000_000_000, 'view_item'],
  ['u1', 'b', 1_700_000_060_000, 'purchase'],
  ['u2', 'a', 1_700_000_030_000, 'add_to_cart'],
];

const CSV = 'user_id,item_id,timestamp,event\nu1,b,1700000060,purchase\nu2,a,1700000030,add_to_cart\nu1,a,1700000000,view_item\n';

describe('an event log', () => {
  it('is read from CSV, plain and gzip, whatever its separator, and put in order of user and time', async () => {
    expect(rowsOf(await logOf(CSV))).toEqual(EXPECTED);
    expect(rowsOf(await logOf(gzipSync(CSV)))).toEqual(EXPECTED);
    expect(rowsOf(await logOf(`\uFEFF${CSV.replaceAll(',', ';').replaceAll('\n', '\r\n')}`))).toEqual(EXPECTED);
  });

  it('is read from JSON Lines, with fields in any case', async () => {
    const lines =
      '{"User_ID":"u1","item_id":"b","timestamp":"2023-11-14T22:14:20Z","event":"transaction"}\n\n{"User_ID":"u2","item_id":"a","timestamp":1700000030,"event":"addtocart"}\n{"User_ID":"u1","item_id":"a","timestamp":1700000000000,"event":"View"}\n';
    expect(rowsOf(await logOf(lines))).toEqual(EXPECTED);
  });

  it('is read from Parquet', async () => {
    const path = await writeParquet(
      join(folder, 'log.parquet'),
      `SELECT * FROM (VALUES ('u1', 'b', TIMESTAMP '2023-11-14 22:14:20', 'purchase'), ('u2', 'a', TIMESTAMP '2023-11-14 22:13:50', 'add_to_cart'),
      ('u1', 'a', TIMESTAMP '2023-11-14 22:13:20', 'view_item')) AS t(user_id, item_id, timestamp, event)`,
    );
    expect(rowsOf(await readLog({ path, now, userIds: true }, quiet))).toEqual(EXPECTED);
  });

  it('is read with the Amazon Personalize names', async () => {
    const csv =
      'USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE\nu1,b,1700000060,Purchase,\nu2,a,1700000030,AddToCart,\nu1,a,1700000000,Watch,\n';
    expect(rowsOf(await logOf(csv))).toEqual(EXPECTED);
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
    const log = await logOf(lines);
    expect(rowsOf(log)).toEqual(EXPECTED);
    expect(log.dropped).toMatchObject([{ reason: 'missing item_id', count: 1, first: { line: 7 } }]);
    // Columns are named as on the command line: in any case.
    const named = await logOf(lines, { mapped: { user_id: 'USER_PSEUDO_ID' } });
    expect(rowsOf(named)).toEqual(EXPECTED);

    const path = await writeParquet(
      join(folder, 'ga4.parquet'),
      `SELECT event_name, event_timestamp::BIGINT AS event_timestamp, user_pseudo_id, items FROM read_json('${put(folder, 'ga4.jsonl', lines)}')`,
    );
    expect(rowsOf(await readLog({ path, now, userIds: true }, quiet))).toEqual(EXPECTED);
  });

  it('is read with --map, and refused with its columns named where a column is missing', async () => {
    const csv = 'CustomerID,StockCode,InvoiceDate\nu1,a,2023-11-14 22:13:20\n';
    const mapped = { user_id: 'CustomerID', item_id: 'StockCode', timestamp: 'InvoiceDate' };
    expect(rowsOf(await logOf(csv, { mapped }))).toEqual([['u1', 'a', 1_700_000_000_000, 'view_item']]);
    await expect(logOf(csv)).rejects.toThrow(
      /no column for item_id; its columns are: CustomerID, StockCode, InvoiceDate.*--map item_id=COLUMN/,
    );
    await expect(logOf(csv, { mapped: { user_id: 'Nobody' } })).rejects.toThrow(/no column "Nobody"/);
  });

  it('takes times as ISO 8601 or as numbers of any unit, and small numbers as positions', async () => {
    const times = [
      '2023-11-14T22:13:20Z',
      '2023-11-14T23:13:20+01:00',
      '1700000000',
      '1700000000000',
      '1700000000000000',
      '2023-11-14 22:13:20 UTC',
    ];
    const log = await logOf(`user_id,item_id,timestamp\n${times.map((time, index) => `u${index},a,${time}`).join('\n')}\nu9,a,3\n`);
    expect(rowsOf(log).map(([, , time]) => time)).toEqual([...times.map(() => 1_700_000_000_000), 3000]);
  });

  it('takes numbers for dates where all of them are dates, and says so', async () => {
    const rows = 'user_id,item_id,timestamp\nu1,a,20240131\nu1,b,20240229\nu2,a,2024-03-01\n';
    const log = await logOf(rows);
    expect(rowsOf(log).map(([, , time]) => time)).toEqual([Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1)]);
    expect(log.compactDates).toBe(true);
    for (const other of ['20240230', '19800101', '7', '1700000000']) {
      const mixed = await logOf(`${rows}u3,a,${other}\n`);
      expect([mixed.compactDates, rowsOf(mixed)[0][2]]).toEqual([false, 20_240_131_000]);
    }
  });

  it('counts every row that is dropped, with the first offending line', async () => {
    const csv = Buffer.concat([
      Buffer.from(
        'user_id,item_id,timestamp,event,quantity\nu1,a,1,purchase,2\n,a,2,purchase,1\nu1,,3,purchase,1\nu1,a,yesterday,purchase,1\nu1,a,5,dance,1\n',
      ),
      Buffer.from('u1,a,6,refund,1\nu1,a,7,purchase,-1\nu1,zz,8,purchase,1\nu1,a,1,purchase,2\nu1,a,9\nu1,'),
      Buffer.from([0xff]),
      Buffer.from(',10,purchase,1\n,b,11,purchase,1\nu1,b,12,view_item_list,1\n'),
    ]);
    const log = await logOf(csv, { feed: { path: 'feed.tsv', itemIds: ['a', 'b'] } });
    expect(rowsOf(log)).toEqual([['u1', 'a', 1000, 'purchase']]);
    expect(log.rows).toBe(13);
    const counted = Object.fromEntries(
      log.dropped.map(({ reason, count, first }) => [reason, [count, first.line, first.field, first.value]]),
    );
    expect(counted).toEqual({
      'missing user_id': [2, 3, 'user_id', ''],
      'missing item_id': [1, 4, 'item_id', ''],
      'unreadable timestamp': [1, 5, 'timestamp', 'yesterday'],
      'unknown event': [1, 6, 'event', 'dance'],
      refund: [1, 7, 'event', 'refund'],
      'quantity not positive': [1, 8, 'quantity', '-1'],
      'item not in the catalogue': [1, 9, 'item_id', 'zz'],
      'exact duplicate': [1, 10, 'line', 'u1, a, 1, purchase, 2'],
      'unreadable line (missing columns)': [1, 11, 'event', 'u1,a,9'],
      'invalid UTF-8': [1, 12, 'item_id', expect.stringContaining('u1,')],
      'event not used in training': [1, 14, 'event', 'view_item_list'],
    });
    expect(log.dropped.reduce((sum, { count }) => sum + count, 1)).toBe(log.rows);
  });

  it('names the JSON line that cannot be read', async () => {
    const log = await logOf('{"user_id":"u1","item_id":"a","timestamp":1}\nnonsense\n');
    expect(log.dropped).toMatchObject([{ reason: 'unreadable line', count: 1, first: { line: 2, value: 'nonsense' } }]);
  });

  it('drops a dwell time below 0, which would count as strong dislike', async () => {
    const log = await logOf('user_id,item_id,timestamp,event,value\nu1,a,1,dwell,90\nu1,b,2,dwell,-36000\nu1,c,3,dwell,\n');
    expect(rowsOf(log).map(([, item]) => item)).toEqual(['a', 'c']);
    expect(log.dropped).toMatchObject([{ reason: 'dwell time below 0', count: 1, first: { line: 3, field: 'value', value: '-36000' } }]);
  });

  it('drops rows from the future, so that one of them cannot make all others look old', async () => {
    const rows = 'user_id,item_id,timestamp\nu1,a,2025-12-30\nu1,b,2026-01-01T20:00:00Z\n';
    const log = await logOf(`${rows}u2,b,2100-01-01\nu3,a,2026-01-02T00:00:01Z\n`);
    expect(rowsOf(log).map(([user, item]) => [user, item])).toEqual([
      ['u1', 'a'],
      ['u1', 'b'],
    ]);
    expect(log.dropped).toMatchObject([
      { reason: 'timestamp in the future', count: 2, first: { line: 4, field: 'timestamp', value: '2100-01-01' } },
    ]);
    expect(decayedPopularity(log.interactions, 30)).toEqual(decayedPopularity((await logOf(rows)).interactions, 30));
  });

  it('with positions for times knows no future', async () => {
    const log = await logOf('user_id,item_id,timestamp\nu1,a,1\nu1,b,20240101\n', { now: Date.UTC(1980, 0) });
    expect([rowsOf(log).length, log.dropped]).toEqual([2, []]);
  });

  it('knows a JSON field that only late lines have', async () => {
    const views = Array.from({ length: 1500 }, (_, line) => ({ user_id: `u${line}`, item_id: 'a', timestamp: line, event: 'view_item' }));
    const late = [
      { user_id: 'u1', item_id: 'a', timestamp: 2000, event: 'purchase', quantity: -3 },
      { user_id: 'u2', item_id: 'a', timestamp: 2001, event: 'rate', rating: 5 },
    ];
    const log = await logOf([...views, ...late].map((event) => JSON.stringify(event)).join('\n'));
    expect(log.dropped).toMatchObject([
      { reason: 'quantity not positive', count: 1, first: { line: 1501, field: 'quantity', value: '-3' } },
    ]);
    expect(rowsOf(log).filter(([, , , name]) => name === 'rate')).toEqual([['u2', 'a', 2_001_000, 'rate']]);
  });

  it('may hold columns without a name, quoted line breaks, and values of 1 MB', async () => {
    const csv = `user_id,item_id,timestamp,note,\nu1,a,1,"two\nlines ${'x'.repeat(2 ** 20)}",\nu1,b,2,,\nu1,b,never,,\n`;
    const log = await logOf(csv);
    expect(rowsOf(log).length).toBe(2);
    expect(log.dropped).toMatchObject([{ reason: 'unreadable timestamp', count: 1, first: { line: 4 } }]);
    await expect(logOf('user_id,item_id,Item_ID,timestamp\nu,a,a,1\n')).rejects.toThrow(/two columns named "Item_ID"/);
  });

  it('says how many lines a quote that is not closed has swallowed', async () => {
    const log = await logOf('user_id,item_id,timestamp\nu1,a,1\nu2,"b,2\nu3,c,3\nu4,d,4\n');
    expect(rowsOf(log)).toEqual([['u1', 'a', 1000, 'view_item']]);
    expect(log.rows).toBe(4);
    expect(log.dropped).toMatchObject([
      { reason: 'unreadable line (a quote is not closed, or stands inside a value)', count: 3, first: { line: 3 } },
    ]);
  });

  it('that is empty is refused', async () => {
    await expect(logOf('')).rejects.toThrow(/is empty/);
    await expect(logOf('user_id,item_id,timestamp\n')).rejects.toThrow(/holds no events/);
  });

  it('of which nothing can be used says why', async () => {
    await expect(logOf('user_id,item_id,timestamp\n,a,1\nu,a,never\n')).rejects.toThrow(
      /None of the 2 rows.*missing user_id \(1, first on line 2.*unreadable timestamp/,
    );
  });

  it('is refused in a sentence where temporary files have no place', async () => {
    const refused = logOf(CSV, { temporaryFolder: join(folder, 'nowhere') });
    await expect(refused).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^No temporary files.*nowhere.*--temp DIR$/),
    });
  });

  it('cannot be fetched from the network, whatever its name', async () => {
    await expect(readLog({ path: 'https://example.com/log.csv', now }, quiet)).rejects.toThrow(/cannot be read/);
    const database = await openDuckDatabase();
    await expect(database.rows("SELECT * FROM read_csv('https://example.com/log.csv')")).rejects.toThrow();
    await expect(
      database.rows("SELECT * FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' AND value = 'true'"),
    ).resolves.toEqual([]);
    database.close();
  });

  it('weighs events as the browser does', async () => {
    const log = await logOf('user_id,item_id,timestamp,event,quantity\nu,a,1,view_item,\nu,a,2,purchase,1\nu,a,3,purchase,4\n');
    expect([...log.interactions.weights]).toEqual([1, 5, 10]);
  });
});
