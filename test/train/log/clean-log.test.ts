import { describe, expect, it } from 'vitest';
import { decayedPopularity } from '../../../src/train/models/decayed-popularity.js';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { logOf, logRows } from '../tools/log-of.js';

const folder = temporaryFolder();

describe('cleaning an event log', () => {
  it('counts every row that is dropped, with the first offending line', async () => {
    const csv = Buffer.concat([
      Buffer.from(
        'user_id,item_id,timestamp,event,quantity\nu1,a,1,purchase,2\n,a,2,purchase,1\nu1,,3,purchase,1\nu1,a,yesterday,purchase,1\nu1,a,5,dance,1\n',
      ),
      Buffer.from('u1,a,6,refund,1\nu1,a,7,purchase,-1\nu1,zz,8,purchase,1\nu1,a,1,purchase,2\nu1,a,9\nu1,'),
      Buffer.from([0xff]),
      Buffer.from(',10,purchase,1\n,b,11,purchase,1\nu1,b,12,view_item_list,1\n'),
    ]);
    const log = await logOf(folder, csv, { feed: { path: 'feed.tsv', itemIds: ['a', 'b'] } });
    expect(logRows(log)).toEqual([['u1', 'a', 1000, 'purchase']]);
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
      'invalid UTF-8': [1, 12, 'item_id', '\uFFFD'],
      'item not in the catalogue': [1, 9, 'item_id', 'zz'],
      'exact duplicate': [1, 10, 'line', 'u1, a, 1, purchase, 2'],
      'fewer fields than the header': [1, 11, 'line', 'u1,a,9'],
      'event not used in training': [1, 14, 'event', 'view_item_list'],
    });
    expect(log.dropped.reduce((sum, { count }) => sum + count, 1)).toBe(log.rows);
  });

  it('names the JSON line that cannot be read', async () => {
    const log = await logOf(folder, '{"user_id":"u1","item_id":"a","timestamp":1}\nnonsense\n');
    expect(log.dropped).toMatchObject([{ count: 1, first: { line: 2, value: 'nonsense' } }]);
  });

  it('drops a dwell time below 0, which would count as strong dislike', async () => {
    const log = await logOf(folder, 'user_id,item_id,timestamp,event,value\nu1,a,1,dwell,90\nu1,b,2,dwell,-36000\nu1,c,3,dwell,\n');
    expect(logRows(log).map(([, item]) => item)).toEqual(['a', 'c']);
    expect(log.dropped).toMatchObject([{ reason: 'dwell time below 0', count: 1, first: { line: 3, field: 'value', value: '-36000' } }]);
  });

  it('drops rows dated in the future, so that none of them makes all others look old', async () => {
    const rows = 'user_id,item_id,timestamp\nu1,a,2025-12-30\nu1,b,2026-01-01T20:00:00Z\n';
    const log = await logOf(folder, `${rows}u2,b,2100-01-01\nu3,a,2026-01-02T00:00:01Z\n`);
    expect(logRows(log).map(([user, item]) => [user, item])).toEqual([
      ['u1', 'a'],
      ['u1', 'b'],
    ]);
    expect(log.dropped).toMatchObject([
      { reason: 'timestamp in the future', count: 2, first: { line: 4, field: 'timestamp', value: '2100-01-01' } },
    ]);
    expect(decayedPopularity(log.interactions, 30)).toEqual(decayedPopularity((await logOf(folder, rows)).interactions, 30));
  });

  it('drops nothing as future where times are positions', async () => {
    const log = await logOf(folder, 'user_id,item_id,timestamp\nu1,a,1\nu1,b,20240101\n', { now: Date.UTC(1980, 0) });
    expect([logRows(log).length, log.dropped]).toEqual([2, []]);
  });

  it('reads the lines around a quote that is not closed', async () => {
    const log = await logOf(folder, 'user_id,item_id,timestamp\nu1,a,1\nu2,"b,2\nu3,c,3\nu4,d,4\n');
    expect(logRows(log).map(([user]) => user)).toEqual(['u1', 'u2', 'u3', 'u4']);
  });

  it('is rejected with all reasons where no row can be used', async () => {
    await expect(logOf(folder, 'user_id,item_id,timestamp\n,a,1\nu,a,never\n')).rejects.toThrow(
      /None of the 2 rows.*missing user_id \(1, first on line 2.*unreadable timestamp/,
    );
  });
});
