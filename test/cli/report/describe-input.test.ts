import { describe, expect, it } from 'vitest';
import { describeFeed, describeLog } from '../../../src/cli/commands/describe-pack.js';
import { describeValue } from '../../../src/cli/report/format-report.js';
import type { FeedFacts, LogFacts } from '../../../src/train/input/input-facts.js';
import type { LogSummary } from '../../../src/train/log/log-summary.js';
import type { FeedSummary } from '../../../src/train/packing/pack-report.js';

const NO_STOCK = { inStock: 0, soldOut: 0, later: 0, none: 40, unknown: [] };

function feedText(facts: Partial<FeedFacts>, more: Partial<FeedSummary> = {}): string {
  const whole = {
    files: [{ path: 'feed.xml', format: 'XML (RSS 2.0)', rows: 40 }],
    used: [],
    unused: [],
    availability: NO_STOCK,
    notes: [],
  };
  return String(describeFeed({ rows: 40, items: 40, dropped: [], changed: [], facts: { ...whole, ...facts }, ...more }));
}

function logText(facts: Partial<LogFacts>, more: Partial<LogSummary> = {}): string {
  const whole = { files: [{ path: 'log.csv', format: 'CSV', rows: 900 }], used: [], unused: [], period: null, events: [], notes: [] };
  const summary = { rows: 900, used: 880, shoppers: 30, items: 20, dropped: [], compactDates: false };
  return String(describeLog({ ...summary, facts: { ...whole, ...facts }, ...more }));
}

const named = (count: number): string[] => Array.from({ length: count }, (_, at) => `column_${at}`);

describe('the report of a feed', () => {
  it('says which file, which columns for what, and which were not read', () => {
    const used = [
      { column: 'g:id', field: 'id' },
      { column: 'Image Link', field: 'image_link' },
      { column: 'Marke', field: 'brand' },
    ];
    expect(feedText({ used, unused: ['gtin', 'mpn'] })).toBe(
      [
        'Feed: 40 rows, 40 items',
        '  file       feed.xml (XML (RSS 2.0), 40 rows)',
        '  read       g:id, Image Link, brand = Marke',
        '  not read   gtin, mpn',
        '  stock      not given: every item counts as in stock',
        '',
      ].join('\n'),
    );
  });

  it('counts items by availability, and shows words that are not known', () => {
    const availability = { inStock: 1200, soldOut: 30, later: 2, none: 0, unknown: [{ word: 'bient\u00f4t', count: 3 }] };
    const text = feedText({ availability });
    expect(text).toContain('  stock      1 200 in stock, 30 sold out, 2 on preorder or backorder\n');
    expect(text).toContain('             3 with unknown words, in stock: "bient\u00f4t" (3)\n');
  });

  it('is short: long lists are cut, and say that --json has all', () => {
    const files = named(40).map((path) => ({ path, format: 'CSV', rows: 1 }));
    const unknown = named(200).map((word) => ({ word, count: 1 }));
    const notes = named(30).map((message) => ({ code: 'x', message, option: null }));
    const text = feedText({ files, unused: named(500), notes, availability: { ...NO_STOCK, unknown } });
    expect(text.match(/and \d+ more \(--json has all\)/g)).toEqual([
      'and 37 more (--json has all)',
      'and 488 more (--json has all)',
      'and 195 more (--json has all)',
      'and 20 more (--json has all)',
    ]);
    expect(text.split('\n').length).toBeLessThan(26);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('shortens values, and escapes what a terminal would obey', () => {
    const text = feedText({ unused: [`a\u001b[31m${'x'.repeat(5000)}`, 'b'] });
    expect(text).toContain('not read   a\\u001b[31mxxx');
    expect(text.length).toBeLessThan(400);
  });

  it('shows dropped and changed rows, the most frequent first, with file, line and value', () => {
    const first = { file: 'feed.xml', line: 7, field: 'price', value: 'cheap' };
    const text = feedText(
      {},
      {
        dropped: [{ reason: 'missing id', count: 2, first: { ...first, field: 'id', value: '' }, lines: [7] }],
        changed: [
          { reason: 'price missing', count: 1, first, lines: [7] },
          { reason: 'price unreadable', count: 1234, first, lines: [7] },
        ],
      },
    );
    expect(text).toContain('  left out   2  missing id; first: line 7, id is empty\n');
    expect(text).toContain('  changed    1 234  price unreadable; first: line 7, price is "cheap"\n                 1  price missing');
  });
});

it('a row without a shopper is told to have an empty field or a word for guests, such as 0, and no other field is', () => {
  expect(describeValue('missing user_id', '')).toBe('is empty, or stands for guests, as 0, -1 and "guest" do in many shops');
  expect(describeValue('missing item_id', '')).toContain('a word for nothing');
  expect(describeValue('missing id', '')).toBe('is empty');
  expect(describeValue('missing user_id', 'x')).toBe('is "x"');
});

describe('the report of a log', () => {
  const event = (
    name: string,
    count: number,
    countsAs: LogFacts['events'][number]['countsAs'],
    weight = 1,
  ): LogFacts['events'][number] => ({
    name,
    count,
    countsAs,
    weight,
  });

  it('says the period, what each kind of event counts as, and how to use an unknown one', () => {
    const text = logText({
      period: { from: '2026-03-01T00:10:00.000Z', to: '2026-05-31T23:50:00.000Z' },
      events: [
        event('view_item', 700, 'view_item'),
        event('pv', 120, null, 0),
        event('Order Completed', 60, 'purchase', 5),
        event('search', 9, 'search', 0),
      ],
    });
    expect(text).toBe(
      [
        'Log: 900 rows, 880 used: 30 shoppers, 20 items',
        '  file       log.csv (CSV, 900 rows)',
        '  period     2026-03-01 00:10 to 2026-05-31 23:50',
        '  events     view_item        700',
        '             Order Completed   60  as purchase',
        '             search             9  not used in training',
        '             pv               120  unknown, not used',
        '',
      ].join('\n'),
    );
  });

  it('names the option that changes what was assumed', () => {
    const notes = [{ code: 'no-event-column', message: 'No column has event names, so all rows are views.', option: '--event purchase' }];
    expect(logText({ notes })).toContain('  note       No column has event names, so all rows are views. To change it: --event purchase\n');
  });
});
