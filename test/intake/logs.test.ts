import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../cli/tools/shop-files.js';
import { logRows } from '../train/tools/log-of.js';
import { codesOf, dropsOf, shopLog } from './tools/read-shop.js';

const folder = temporaryFolder();
const HEAD = 'user_id,item_id,timestamp,event';

describe('line ends of a log', () => {
  it.each([
    ['one CRLF row among LF', `${HEAD}\nu1,a,2026-05-01,view_item\r\nu2,b,2026-05-02,view_item\nu3,c,2026-05-03,view_item\n`],
    ['CRLF after a header with LF', `${HEAD}\nu1,a,2026-05-01,view_item\r\nu2,b,2026-05-02,view_item\r\nu3,c,2026-05-03,view_item\r\n`],
    ['two files joined', `${HEAD}\r\nu1,a,2026-05-01,view_item\r\nu2,b,2026-05-02,view_item\nu3,c,2026-05-03,view_item`],
  ])('may be mixed: %s', async (_, text) => {
    const log = await shopLog(folder, text);
    expect([log.rows, logRows(log).length, dropsOf(log)]).toEqual([3, 3, {}]);
  });
});

describe('names of events', () => {
  it.each(['action', 'behavior_type', 'feedback_type', 'interaction_type', 'Event Action', 'verb', 'activity'])(
    'are found in a column named %s',
    async (column) => {
      const log = await shopLog(
        folder,
        `user_id,item_id,timestamp,${column}\nu1,a,2026-05-01,view\nu1,a,2026-05-02,add_to_cart\nu1,b,2026-05-03,refund\n`,
      );
      expect(logRows(log).map(([, , , name]) => name)).toEqual(['view_item', 'add_to_cart']);
      expect(log.facts.used).toContainEqual({ column, field: 'event' });
    },
  );

  it.each([
    ['product_added_to_cart', 'add_to_cart'],
    ['checkout_completed', 'purchase'],
    ['ViewContent', 'view_item'],
    ['Viewed Product', 'view_item'],
    ['Placed Order', 'purchase'],
    ['Order Completed', 'purchase'],
    ['pv', 'view_item'],
    ['fav', 'add_to_wishlist'],
    ['buy', 'purchase'],
    ['detail-page-view', 'view_item'],
  ])('of other systems are known: %s', async (name, ours) => {
    const log = await shopLog(folder, `${HEAD}\nu1,a,2026-05-01,${name}\n`);
    expect(log.facts.events).toMatchObject([{ name, count: 1, countsAs: ours }]);
  });

  it('that are not known are all told, with their counts and a way to say what they are', async () => {
    const rows = ['frob', 'frob', 'gloop', 'view_item'].map((name, at) => `u${at},a,2026-05-0${at + 1},${name}`);
    const log = await shopLog(folder, [HEAD, ...rows].join('\n'));
    expect(log.facts.events.filter(({ countsAs }) => countsAs === null)).toMatchObject([
      { name: 'frob', count: 2 },
      { name: 'gloop', count: 1 },
    ]);
    expect(log.facts.notes.find(({ code }) => code === 'unknown-events')?.option).toBe('--event-map frob=view_item');
    const mapped = await shopLog(folder, [HEAD, ...rows].join('\n'), 'log.csv', { eventMap: { frob: 'purchase', gloop: 'add_to_cart' } });
    expect(
      logRows(mapped)
        .map(([, , , name]) => name)
        .sort(),
    ).toEqual(['add_to_cart', 'purchase', 'purchase', 'view_item']);
  });

  it('are views where there are none, and that is told', async () => {
    const log = await shopLog(folder, 'user_id,item_id,timestamp\nu1,a,2026-05-01\n');
    expect(log.facts.notes.find(({ code }) => code === 'no-event-column')?.option).toBe('--event purchase');
    const sales = await shopLog(folder, 'user_id,item_id,timestamp\nu1,a,2026-05-01\n', 'log.csv', { event: 'purchase' });
    expect([logRows(sales)[0][3], codesOf(sales).includes('no-event-column')]).toEqual(['purchase', false]);
  });
});

describe('an export of orders', () => {
  it('has purchases, and refunds where the quantity is negative', async () => {
    const rows = ['536365,85123A,LANTERN,6,5/1/2026 8:26,2.55,17850', 'C536366,71053,FLAG,-1,5/13/2026 8:28,3.39,17851'];
    const log = await shopLog(folder, ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID', ...rows].join('\n'));
    expect(logRows(log)).toEqual([['17850', '85123A', Date.UTC(2026, 4, 1, 8, 26), 'purchase']]);
    expect(codesOf(log)).toContain('orders-are-purchases');
  });

  it('of Shopify fills the blank fields of further lines of an order', async () => {
    const header = 'Name,Email,Financial Status,Paid at,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku';
    const rows = [
      '#1001,ann@x.example,paid,2026-05-01 14:13:44 -0400,2026-05-01 14:13:44 -0400,1,Tent,10.00,T-1',
      '#1001,ann@x.example,,,,2,Mug,5.00,M-1',
    ];
    const log = await shopLog(folder, [header, ...rows].join('\n'));
    expect(logRows(log).map(([, item, time, name]) => [item, time, name])).toEqual([
      ['T-1', Date.UTC(2026, 4, 1, 18, 13, 44), 'purchase'],
      ['M-1', Date.UTC(2026, 4, 1, 18, 13, 44), 'purchase'],
    ]);
  });
});

describe('times of a log', () => {
  const MOMENT = Date.UTC(2026, 4, 13, 14, 10);
  it.each([
    ['2026-05-13 14:10:00 +0000', MOMENT],
    ['2026-05-13 10:10:00 -0400', MOMENT],
    ['2026-05-13T14:10:00Z', MOMENT],
    ['2026-05-13 14:10:00 UTC', MOMENT],
    ['2026-05-13 07:10:00 PDT', MOMENT],
    ['Wed, 13 May 2026 14:10:00 GMT', MOMENT],
    ['2026-05-13 14:10:00.000000 +0000 UTC', MOMENT],
    ['5/13/2026 14:10', MOMENT],
    ['5/13/2026 2:10 PM', MOMENT],
    ['13.05.2026 14:10', MOMENT],
    ['13/05/2026 14:10', MOMENT],
    ['2026-05-13 14:10:00,000', MOMENT],
    ['202605131410', MOMENT],
    ['20260513141000', MOMENT],
    ['2026051314', Date.UTC(2026, 4, 13, 14)],
    ['20260513', Date.UTC(2026, 4, 13)],
    [String(MOMENT / 1000), MOMENT],
    [String(MOMENT), MOMENT],
    [String(MOMENT * 1000), MOMENT],
    ['1.778681400E+12', MOMENT],
  ])('are read in every usual form: %s', async (written, time) => {
    const log = await shopLog(folder, `${HEAD}\nu1,a,"${written}",view_item\nu1,b,"${written}",view_item\n`);
    expect(logRows(log).map((row) => row[2])).toEqual([time, time]);
  });

  it('are days of a spreadsheet where they look like them', async () => {
    const log = await shopLog(folder, `${HEAD}\nu1,a,46155.5902777778,view_item\nu1,b,46156.25,view_item\n`);
    expect(Math.abs(logRows(log)[0][2] - MOMENT)).toBeLessThan(1000);
    expect(codesOf(log)).toContain('spreadsheet-days');
  });

  it('in both orders are told apart by the file, or by --day-first', async () => {
    const text = `${HEAD}\nu1,a,03/04/2026,view_item\nu1,b,25/04/2026,view_item\n`;
    expect(logRows(await shopLog(folder, text))[0][2]).toBe(Date.UTC(2026, 3, 3));
    const unclear = `${HEAD}\nu1,a,03/04/2026,view_item\nu1,b,05/04/2026,view_item\n`;
    const asked = await shopLog(folder, unclear, 'log.csv', { dayFirst: true });
    expect(logRows(asked).map((row) => row[2])).toEqual([Date.UTC(2026, 3, 3), Date.UTC(2026, 3, 5)]);
    expect(codesOf(await shopLog(folder, unclear))).toContain('date-order');
  });

  it('that cannot be read are refused with the forms that can', async () => {
    const error = await shopLog(folder, `${HEAD}\nu1,a,next Tuesday,view_item\n`).catch((reason: Error) => reason.message);
    expect(error).toMatch(/unreadable timestamp/);
    const log = await shopLog(folder, `${HEAD}\nu1,a,next Tuesday,view_item\nu1,b,2026-05-13,view_item\n`);
    expect(log.facts.notes.find(({ code }) => code === 'times-not-read')?.message).toMatch(/Read are /);
  });
});

describe('the shopper of a row', () => {
  it('is the user, else the pseudonym, in flat files and in nested ones', async () => {
    const flat = await shopLog(
      folder,
      'user_id,user_pseudo_id,item_id,timestamp,event_name\n,p1,a,2026-05-01,view_item\nann,p1,b,2026-05-02,view_item\n(not set),p2,a,2026-05-03,view_item\n',
    );
    expect([...flat.userIds].sort()).toEqual(['ann', 'pseudonym:p1', 'pseudonym:p2']);
    const segment = [
      {
        type: 'track',
        event: 'Product Viewed',
        anonymousId: 'x1',
        userId: null,
        timestamp: '2026-05-01T10:00:00Z',
        properties: { product_id: 'a' },
      },
      {
        type: 'track',
        event: 'Product Added',
        anonymousId: 'x1',
        userId: 'bob',
        timestamp: '2026-05-01T11:00:00Z',
        properties: { product_id: 'b' },
      },
    ];
    const nested = await shopLog(folder, segment.map((row) => JSON.stringify(row)).join('\n'), 'segment.jsonl');
    expect(
      logRows(nested)
        .map(([user, item, , name]) => [user, item, name])
        .sort(),
    ).toEqual([
      ['bob', 'b', 'add_to_cart'],
      ['pseudonym:x1', 'a', 'view_item'],
    ]);
  });

  it('is a session or a mail address where there is nothing else, and that is told', async () => {
    expect(codesOf(await shopLog(folder, 'session_id,item_id,timestamp,event\ns1,a,2026-05-01,view_item\n'))).toContain(
      'sessions-are-shoppers',
    );
    expect(codesOf(await shopLog(folder, 'email,item_id,timestamp,event\nann@x.example,a,2026-05-01,view_item\n'))).toContain(
      'mail-addresses',
    );
  });

  it('is nobody where a word means nothing', async () => {
    const nobody = ['NULL', 'nan', '(not set)', '0', '00000000-0000-0000-0000-000000000000', 'None'];
    const log = await shopLog(
      folder,
      [HEAD, ...nobody.map((word, at) => `${word},a,2026-05-0${at + 1},view_item`), 'u1,a,2026-05-09,view_item'].join('\n'),
    );
    expect([log.userIds, dropsOf(log)]).toEqual([['u1'], { 'missing user_id': nobody.length }]);
  });

  it('may be mapped to a nested place', async () => {
    const row = { who: { key: 'ann' }, what: [{ ref: 'a' }], at: '2026-05-01', event: 'view_item' };
    const log = await shopLog(folder, JSON.stringify(row), 'own.jsonl', {
      mapped: { user_id: 'who.key', item_id: 'what[0].ref', timestamp: 'at' },
    });
    expect(logRows(log)).toEqual([['ann', 'a', Date.UTC(2026, 4, 1), 'view_item']]);
  });
});

describe('one shopper out of proportion', () => {
  it('counts for a few views of an item at most, and is told', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `probe,watched,${1_777_600_000 + at},view_item`);
    const others = Array.from({ length: 60 }, (_, at) => `u${at},liked,${1_777_600_000 + at},view_item`);
    const log = await shopLog(folder, [HEAD, ...rows, ...others].join('\n'));
    const { itemRows, weights } = log.interactions;
    const sums = new Map<string, number>();
    for (const [event, row] of itemRows.entries()) sums.set(log.itemIds[row], (sums.get(log.itemIds[row]) ?? 0) + weights[event]);
    expect(sums.get('watched')).toBeLessThan(sums.get('liked') ?? 0);
    expect(codesOf(log)).toContain('heavy-shopper');
  });
});

describe('a quantity', () => {
  it.each(['0', 'NULL', 'nan', '', '-', '0.0'])('of "%s" leaves a view a view', async (quantity) => {
    const log = await shopLog(folder, `${HEAD},quantity\nu1,a,2026-05-01,view_item,${quantity}\nu1,b,2026-05-02,purchase,2\n`);
    expect(logRows(log).map(([, item, , name]) => [item, name])).toEqual([
      ['a', 'view_item'],
      ['b', 'purchase'],
    ]);
  });
});

describe('ids of a log', () => {
  it('are the same as those of the feed: 19 digits, 3 and 3.0', async () => {
    const rows = ['9007199254740993123', '3.0'].map(
      (id, at) => `{"user_id":1,"item_id":${id},"timestamp":"2026-05-0${at + 1}","event":"view_item"}`,
    );
    const log = await shopLog(folder, rows.join('\n'), 'ids.jsonl', {
      feed: { path: 'feed.csv', itemIds: ['9007199254740993123', '3'] },
    });
    expect([logRows(log).length, dropsOf(log)]).toEqual([2, {}]);
  });
});
