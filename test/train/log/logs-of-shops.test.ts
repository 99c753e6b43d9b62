import { describe, expect, it } from 'vitest';
import type { Log } from '../../../src/train/log/read-log.js';
import { readLog } from '../../../src/train/log/read-log.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { LOG_NOW, logOf, logRows, quiet } from '../tools/log-of.js';

const folder = temporaryFolder();
const DAY = '2025-06-01T10:00:00Z';

/** Event names by item. */
const namesOf = (log: Log): Record<string, string> => Object.fromEntries(logRows(log).map(([, item, , name]) => [item, name]));
const codesOf = (log: Log): string[] => log.facts.notes.map(({ code }) => code);
const usersOf = (log: Log): string[] => [...new Set(logRows(log).map(([user]) => user))];

describe('a log of several files', () => {
  it('is read as one, in the order given, whatever each is written in, and each fault names its file and line', async () => {
    const first = put(folder, 'a.csv', `user_id,item_id,timestamp,event\nu1,a,${DAY},view_item\nu1,b,never,view_item\n`);
    const second = put(folder, 'b.jsonl', `{"userId":"u2","product_id":"c","ts":"2025-06-02T10:00:00Z","type":"purchase"}\nnonsense\n`);
    const again = put(folder, 'c.tsv', `item_id\tuser_id\ttimestamp\tevent\na\tu1\t${DAY}\tview_item\n`);
    const log = await readLog({ paths: [first, second, again], now: LOG_NOW, userIds: true }, quiet);
    expect(logRows(log).map(([user, item, , name]) => [user, item, name])).toEqual([
      ['u1', 'a', 'view_item'],
      ['u2', 'c', 'purchase'],
    ]);
    expect(log.facts.files.map(({ format, rows }) => [format, rows])).toEqual([
      ['CSV', 2],
      ['JSON Lines', 2],
      ['TSV', 1],
    ]);
    const places = Object.fromEntries(log.dropped.map(({ reason, first: { file, line } }) => [reason, [file, line]]));
    expect(places).toMatchObject({ 'unreadable timestamp': [first, 3], 'exact duplicate': [again, 2] });
    expect(log.dropped.find(({ first: { file } }) => file === second)?.first.line).toBe(2);
    expect(log.facts.period).toEqual({ from: '2025-06-01T10:00:00.000Z', to: '2025-06-02T10:00:00.000Z' });
  });
});

describe('the columns of a log', () => {
  it('are found by their own name before another, and the unused are listed', async () => {
    const log = await logOf(
      folder,
      `customer_id,user_id,sku,item_id,date,timestamp,event,colour\nx,u1,s,a,2020-01-01,${DAY},purchase,red\n`,
    );
    expect(logRows(log)).toEqual([['u1', 'a', Date.parse(DAY), 'purchase']]);
    expect(log.facts.unused).toEqual(['customer_id', 'sku', 'date', 'colour']);
    expect(log.facts.used).toContainEqual({ column: 'item_id', field: 'item_id' });
  });

  it.each([
    'action',
    'behavior_type',
    'feedback_type',
    'interaction_type',
    'verb',
    'activity',
    'type',
    'eventName',
    'event.name',
    'Event Action',
    'event_category',
  ])('have the names of events in %s', async (column) => {
    const log = await logOf(folder, `user_id,item_id,timestamp,${column}\nu1,a,${DAY},purchase\nu1,b,${DAY},remove_from_cart\n`);
    expect(namesOf(log)).toEqual({ a: 'purchase' });
  });

  it('take the column with known names where several could be it', async () => {
    const log = await logOf(
      folder,
      `event,event_name,domain_userid,user_id,collector_tstamp,item_id,type\nunstruct,view_item,u1,,${DAY},a,Tents\n`,
    );
    expect([namesOf(log), usersOf(log)]).toEqual([{ a: 'view_item' }, ['pseudonym:u1']]);
  });

  it('make all rows views where none has names of events, or what was asked for, and that is told', async () => {
    const rows = `user_id,item_id,timestamp,type\nu1,a,${DAY},Tents\n`;
    const log = await logOf(folder, rows);
    expect(namesOf(log)).toEqual({ a: 'view_item' });
    expect(log.facts.notes).toMatchObject([{ code: 'no-event-column', option: '--event purchase' }]);
    const asked = await logOf(folder, rows, { event: 'purchase' });
    expect([namesOf(asked), codesOf(asked)]).toEqual([{ a: 'purchase' }, []]);
  });

  it('are named by an option where the file has no header, which is noticed', async () => {
    const rows = `u1,a,${DAY},view_item\nu2,b,${DAY},purchase\n`;
    await expect(logOf(folder, rows)).rejects.toThrow(/first line is data.*--columns user_id,item_id,timestamp,event/);
    expect(namesOf(await logOf(folder, rows, { columns: ['user_id', 'item_id', 'timestamp', 'event'] }))).toEqual({
      a: 'view_item',
      b: 'purchase',
    });
  });

  it('may be nested: of Segment, GA4, Shopify, and by --map, with a row for each element of a list', async () => {
    const lines = (...records: readonly object[]): string => records.map((record) => JSON.stringify(record)).join('\n');
    const segment = await logOf(
      folder,
      lines(
        { type: 'track', event: 'Product Viewed', anonymousId: 'x', userId: null, timestamp: DAY, properties: { product_id: 'a' } },
        {
          type: 'track',
          event: 'Order Completed',
          userId: 'u',
          timestamp: DAY,
          properties: { order_id: 'o', products: [{ product_id: 'b', quantity: 2 }, { product_id: 'c' }] },
        },
      ),
    );
    expect(namesOf(segment)).toEqual({ a: 'view_item', b: 'purchase', c: 'purchase' });
    expect(usersOf(segment)).toEqual(['pseudonym:x', 'u']);
    const pixel = {
      name: 'checkout_completed',
      clientId: 'c',
      timestamp: DAY,
      data: { checkout: { order: { id: 'o' }, lineItems: [{ id: 'line', quantity: 1, variant: { id: 'v', product: { id: 'p' } } }] } },
    };
    expect(namesOf(await logOf(folder, lines(pixel)))).toEqual({ p: 'purchase' });
    const own = { who: 'u', when: DAY, what: 'buy', basket: { rows: [{ article: { no: 'a' } }, { article: { no: 'b' } }] } };
    const mapped = { user_id: 'who', timestamp: 'when', event: 'what', item_id: 'basket.rows.article.no' };
    expect(namesOf(await logOf(folder, lines(own, { ...own, who: 'v' }), { mapped }))).toEqual({ a: 'purchase', b: 'purchase' });
  });
});

describe('the events of a log', () => {
  it('are known by the names of other systems, in any spelling', async () => {
    const known = {
      ViewContent: 'view_item',
      product_added_to_cart: 'add_to_cart',
      'Viewed Product': 'view_item',
      'Placed Order': 'purchase',
      pv: 'view_item',
      checkout_completed: 'purchase',
      'commerce.productListAdds': 'add_to_cart',
      ecommerceOrder: 'purchase',
      detailview: 'view_item',
      cartaddition: 'add_to_cart',
      bookmark: 'add_to_wishlist',
      trackTransaction: 'purchase',
      CompletePayment: 'purchase',
      'Add To Cart': 'add_to_cart',
      'ecommerce.purchase': 'purchase',
      购买: 'purchase',
      like: 'add_to_wishlist',
      InitiateCheckout: 'begin_checkout',
    };
    const rows = Object.keys(known).map((name) => `u1,${name},${DAY},${name}`);
    expect(namesOf(await logOf(folder, `user_id,item_id,timestamp,event\n${rows.join('\n')}\n`))).toEqual(known);
  });

  it('that are unknown are all listed with their counts, and may be mapped', async () => {
    const rows = `user_id,item_id,timestamp,event\nu1,a,${DAY},view\nu1,b,${DAY},Typ 1\nu2,b,${DAY},Typ 1\nu1,c,${DAY},Typ 2\nu1,,${DAY},session_start\n`;
    const log = await logOf(folder, rows);
    expect(log.facts.events).toEqual([
      { name: 'Typ 1', count: 2, countsAs: null, weight: 0 },
      { name: 'Typ 2', count: 1, countsAs: null, weight: 0 },
      { name: 'session_start', count: 1, countsAs: 'other', weight: 0 },
      { name: 'view', count: 1, countsAs: 'view_item', weight: 1 },
    ]);
    expect(log.facts.notes).toMatchObject([
      { code: 'unknown-events', message: expect.stringMatching(/Typ 1 \(2\), Typ 2 \(1\)/), option: '--event-map "Typ 1"=view_item' },
      { code: 'events-not-used' },
    ]);
    const mapped = await logOf(folder, rows, { eventMap: { 'typ-1': 'purchase', 'Typ 2': 'share', view: 'select_item' } });
    expect(namesOf(mapped)).toEqual({ a: 'select_item', b: 'purchase', c: 'share' });
  });
});

describe('an export of orders', () => {
  it('has purchases, and refunds where a quantity is below 0 or the invoice is a credit', async () => {
    const rows = [
      'Invoice;StockCode;Quantity;InvoiceDate;Price;Customer ID',
      '1;a;2;13/05/2025 10:00;1,5;7.0',
      '1;b;-1;13/05/2025 10:00;1;7.0',
      'C2;c;1;14/05/2025 10:00;1;8.0',
    ];
    const log = await logOf(folder, rows.join('\n'));
    expect(logRows(log)).toEqual([['7', 'a', Date.UTC(2025, 4, 13, 10), 'purchase']]);
    expect(log.dropped).toMatchObject([{ reason: 'refund', count: 2, first: { line: 3 } }]);
    expect(log.facts.notes[0]).toMatchObject({ code: 'orders-are-purchases', option: '--event view_item' });
  });

  it('of Shopify fills the blank fields of further lines, takes no address into what it returns, and leaves refunded orders out', async () => {
    const rows = [
      'Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem sku',
      '#1,Jo@shop.example,paid,2025-06-01 10:00:00 -0400,1,A,a',
      '#1,,,,2,B,b',
      '#2,jo@shop.example,refunded,2025-06-02 10:00:00 -0400,1,C,c',
      '#2,,,,1,D,d',
    ];
    const log = await logOf(folder, rows.join('\n'));
    expect(logRows(log).map(([, item, time]) => [item, time])).toEqual([
      ['a', Date.UTC(2025, 5, 1, 14)],
      ['b', Date.UTC(2025, 5, 1, 14)],
    ]);
    expect(usersOf(log)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(log.dropped).toMatchObject([{ reason: 'refund', count: 2 }]);
    expect(codesOf(log)).toContain('mail-addresses');
  });
});

describe('shoppers, quantities and ratings of a log', () => {
  it('are known by their number, else by their pseudonym, in each row', async () => {
    const log = await logOf(
      folder,
      `user_id,user_pseudo_id,item_id,timestamp\nu1,x,a,${DAY}\n,x,b,${DAY}\n(not set),y,c,${DAY}\n0,00000000-0000-0000-0000-000000000000,d,${DAY}\n`,
    );
    expect(logRows(log).map(([user, item]) => [user, item])).toEqual([
      ['pseudonym:x', 'b'],
      ['pseudonym:y', 'c'],
      ['u1', 'a'],
    ]);
    expect(log.facts.notes[0]).toMatchObject({
      code: 'several-identities',
      message: expect.stringMatching(/user_id names the shopper of 1 rows, user_pseudo_id names the shopper of 2 rows/),
    });
    expect(log.dropped).toMatchObject([{ reason: 'missing user_id', count: 1, first: { line: 5 } }]);
  });

  it.each(['0', 'NULL', 'nan', '-', '', '"1,0"'])('count %j as the quantity of a view for nothing', async (quantity) => {
    const log = await logOf(
      folder,
      `user_id,item_id,timestamp,event,quantity\nu1,a,${DAY},view_item,${quantity}\nu1,b,${DAY},purchase,"2,0"\nu1,c,${DAY},add_to_cart,${quantity}\n`,
    );
    expect([namesOf(log), [...log.interactions.amounts].sort()]).toEqual([{ a: 'view_item', b: 'purchase', c: 'add_to_cart' }, [1, 1, 2]]);
  });

  it('rate on scales of 5, 10, 100 and thumbs, and dislikes weigh nothing', async () => {
    const weights = async (...values: readonly (string | number)[]): Promise<number[]> => {
      const log = await logOf(
        folder,
        `user_id,item_id,timestamp,rating\n${values.map((value, index) => `u,i${index},${1_700_000_000 + index},${value}`).join('\n')}\n`,
      );
      expect(codesOf(log)).toContain('rows-are-ratings');
      return [...log.interactions.weights].map((weight) => Math.round(weight * 100) / 100);
    };
    expect(await weights(1, 2, 3, 4, 5)).toEqual([0, 0, 0, 1, 2]);
    expect(await weights(0, 4, 5, '"7,5"', 10)).toEqual([0, 0, 0, 1, 2]);
    expect(await weights(1, 20, 100)).toEqual([0, 0, 2]);
    expect(await weights('up', 'down')).toEqual([2, 0]);
    expect(await weights(-1, 1)).toEqual([0, 2]);
  });
});
