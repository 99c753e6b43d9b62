import { describe, expect, it } from 'vitest';
import { readExport, tellRefused } from '../../../src/record/import/read-export.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import { NO_EVENTS, viewEvent } from '../../fixtures/no-events.js';
import { viewOf } from '../../fixtures/test-store.js';

const NOW = 1_760_000_000_000;
const DAY = 86_400_000;
const profile = { format: 'onshelf-profile', version: 1 };
const views = (count: number): ShelfEvent[] => Array.from({ length: count }, (_, at) => viewOf(`item-${at}`, NOW - count + at));

describe('an import', () => {
  it('returns the events of an export unchanged', async () => {
    const events = [viewOf('a', NOW - 5), { ...viewOf('b', NOW), name: 'search' as const, search_term: 'tent', items: [] }];
    const read = await readExport(JSON.parse(JSON.stringify({ ...profile, exported: 'today', events })), NOW);
    expect(read).toEqual({ events, given: 2, refused: 0, reasons: {} });
    expect(tellRefused(read, 0)).toBe('');
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['nothing', undefined],
    ['a text', '{"events":[]}'],
    ['a number', 5],
    ['a list', [viewOf('a')]],
    ['an object without events', profile],
    ['events that are no list', { ...profile, events: { length: 2 } }],
    ['another format', { ...profile, format: 'gtfs', events: [] }],
    ['a later version', { ...profile, version: 2, events: [viewOf('a')] }],
    [
      'a getter that throws',
      {
        get events() {
          throw new Error('trap');
        },
      },
    ],
  ])('is no export where it is %s, and says so', async (_what, data) => {
    const read = await readExport(data, NOW);
    expect(read).toMatchObject({ events: [], given: 0 });
    expect(read.problem).toMatch(/profile/);
  });

  it('refuses invalid, future, expired and repeated events, and counts each; one that is there twice and equal counts once', async () => {
    const good = viewOf('good', NOW);
    const trap = {
      ...good,
      get time(): number {
        throw new Error('trap');
      },
    };
    const strange = NO_EVENTS.filter(([what]) => !/million|thousand items/.test(what)).map(([, record]) =>
      typeof record === 'object' && record !== null && !Array.isArray(record) ? { id: viewOf('x').id, ...record } : record,
    );
    const events = [
      ...strange,
      trap,
      { ...good, id: 'short' },
      viewOf('at the beginning', 0),
      { ...viewOf('ahead'), time: NOW + 2 * DAY },
      { ...viewOf('far ahead'), time: 250_000_000_000_000 },
      viewOf('old', NOW - 401 * DAY),
      { ...viewOf('old list', NOW - 31 * DAY), name: 'view_item_list' },
      { ...viewOf('order', NOW - 700 * DAY), name: 'purchase' },
      viewOf('tomorrow', NOW + DAY / 2),
      good,
      { ...good },
      { ...good, items: [{ item_id: 'twin' }] },
    ];
    const read = await readExport({ events }, NOW);
    expect(read.events.map(({ items }) => items[0].item_id)).toEqual(['order', 'tomorrow', 'twin']);
    expect(read.reasons).toEqual({ 'no-event': strange.length + 3, ahead: 2, expired: 2, twice: 2 });
    expect(read.refused).toBe(events.length - 3);
    expect(tellRefused({ ...read, reasons: { ahead: 2, twice: 1 }, refused: 3, given: 9 }, 4)).toBe(
      "7 of 9 events were not taken in: 2 lie ahead of this device's clock, 1 are there twice, 4 find no room.",
    );
  });

  it('takes in an event that is there twice, and tells nothing where both are equal', async () => {
    const event = viewOf('a', NOW - 5);
    const read = await readExport({ ...profile, events: [event, { ...event }] }, NOW);
    expect(read).toEqual({ events: [event], given: 2, refused: 0, reasons: {} });
    expect(tellRefused(read, 0)).toBe('');
  });

  it('reads only the latest of very many, and yields to the page in between', async () => {
    let looked = 0;
    const entry = viewOf('a', NOW - 1);
    const events = new Proxy(new Array(10_000_000), {
      get: (list, key, receiver) => {
        if (typeof key === 'symbol' || !/^\d+$/.test(key)) return Reflect.get(list, key, receiver);
        looked++;
        return { ...entry, id: key.padStart(26, '0') };
      },
    });
    let tasks = 0;
    const counting = setInterval(() => tasks++, 1);
    const read = await readExport({ events }, NOW);
    clearInterval(counting);
    expect(looked).toBeLessThanOrEqual(20_000);
    expect(read.events.length).toBe(looked);
    expect(read.events.at(-1)?.id).toMatch(/9999999$/);
    expect(read).toMatchObject({ given: 10_000_000, refused: 10_000_000 - looked });
    expect(tasks).toBeGreaterThan(0);
  });

  it('stops at the maximum length of a log', async () => {
    const items = Array.from({ length: 200 }, (_, at) => ({ item_id: `${at}`.padEnd(256, 'x') }));
    const events = views(2000).map((event) => ({ ...event, items }));
    const read = await readExport({ events }, NOW);
    expect(read.events.length).toBeLessThan(200);
    expect(read.events.at(-1)?.id).toBe(events.at(-1)?.id);
    expect(read.refused).toBe(2000 - read.events.length);
  });

  it('treats an invalid clock as none', async () => {
    expect((await readExport({ events: [{ ...viewEvent, id: viewOf('a').id }] }, Number.NaN)).events).toHaveLength(1);
  });
});
