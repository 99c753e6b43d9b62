import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInlineShelf } from '../../../src/client/create-inline-shelf.js';
import { createShelf } from '../../../src/client/create-shelf.js';

const VIEW = { items: [{ item_id: 'tent-001' }] };
const PROMISES = {
  kept: { kept: 'no', reason: 'no-page' },
  done: expect.objectContaining({ done: false, reason: 'no-page', message: expect.stringContaining('call createShelf() in the browser') }),
  list: (ids: readonly string[]) =>
    expect.objectContaining({
      servedBy: { model: 'fallback', backend: 'none' },
      items: ids.map((id) => expect.objectContaining({ id })),
      trace: expect.objectContaining({ notes: [expect.objectContaining({ code: 'no-page' })] }),
    }),
};

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

describe.each([
  ['createShelf()', createShelf],
  ['createShelf() of onshelf/inline-worker', createInlineShelf],
])('%s without a document', (_name, create) => {
  const open = () => create({ pack: '/pack/pack.json', consent: 'granted', fallback: ['a', 'b', 'c'] });

  it('keeps nothing of anybody, and says so in every result', async () => {
    const shelf = await open();
    expect(await shelf.track('view_item', VIEW)).toEqual(PROMISES.kept);
    expect(await shelf.feedback('a', 'more')).toEqual(PROMISES.kept);
    expect(await shelf.consent.set('granted')).toEqual(PROMISES.done);
    const { inspect, export: copy, import: add, forget, pause, resume, erase } = shelf.profile;
    for (const call of [() => add({}), () => forget({ itemId: 'a' }), pause, resume, erase]) expect(await call()).toEqual(PROMISES.done);
    expect(await copy()).toEqual(PROMISES.done);
    expect(await inspect()).toMatchObject({ consent: 'unknown', mode: 'none', events: [] });
    expect(shelf.consent.state).toBe('unknown');
  });

  it('lists the fallback, and says why', async () => {
    const shelf = await open();
    const {
      recommend,
      related,
      boughtTogether,
      trending,
      newArrivals,
      onSale,
      buyAgain,
      savedForLater,
      recentlyViewed,
      because,
      rerank,
      next,
    } = shelf;
    const lists = [recommend({ count: 2 }), related('x', { count: 2 }), boughtTogether(['x'], { count: 2 }), because({ count: 2 })];
    for (const list of await Promise.all([
      ...lists,
      ...[trending, newArrivals, onSale, buyAgain, savedForLater, recentlyViewed].map((call) => call({ count: 2 })),
    ]))
      expect(list).toEqual(PROMISES.list(['a', 'b']));
    expect(await rerank(['z', 'y'])).toEqual(PROMISES.list(['z', 'y']));
    expect(await next('gone')).toEqual(PROMISES.list([]));
  });

  it('answers every other call with nothing', async () => {
    const shelf = await open();
    expect(await Promise.all([shelf.explain('a'), shelf.quiz(), shelf.measure()])).toEqual([null, null, null]);
    expect(await shelf.segments()).toEqual({ model: 'fallback', categories: [], brands: [] });
    expect(await shelf.items()).toEqual({ total: 0, items: [] });
    const told = [expect.objectContaining({ code: 'no-page' })];
    expect(await shelf.health()).toMatchObject({ engine: 'failed', mode: 'none', notes: told, lastError: { code: 'no-page' } });
    expect(await shelf.diagnose()).toMatchObject({ findings: told, lists: [] });
    // Not measured is not 0.
    const pictures = await shelf.privacy.pictures();
    expect([pictures.size, pictures.ids, pictures.notes, pictures.urlOf('a')]).toEqual([0, [], told, null]);
    expect(await pictures.draw('a', {} as HTMLCanvasElement)).toBe(false);
    expect(await shelf.privacy.leak()).toEqual({ bits: null, possible: null, lists: [], guesses: [], notes: told });
    expect(await shelf.privacy.describe()).toMatchObject({ sections: [], notes: told });
    shelf.subscribe(() => {})();
    expect(await shelf.close()).toBeUndefined();
  });
});

/** What servers have, besides what Node has. */
const SERVERS = {
  Node: '',
  'Deno, which has workers, a location and navigator.gpu':
    "globalThis.Worker = class { constructor() { throw new Error('a worker'); } }; globalThis.location = new URL('http://localhost/'); Object.defineProperty(globalThis, 'navigator', { value: { gpu: {} } });",
  'an edge runtime, which has neither channels nor timers to spare':
    "delete globalThis.BroadcastChannel; delete globalThis.MessageChannel; globalThis.setInterval = globalThis.setTimeout = () => { throw new Error('a timer'); };",
  'a server that defines window for old packages': 'globalThis.window = globalThis; globalThis.self = globalThis;',
};

describe.each(['index', 'inline-worker'])('a program that imports the built %s.js', (file) => {
  it.each(Object.entries(SERVERS))('on %s, gets the fallback, is told why once, and ends by itself', (_server, globals) => {
    const program = `${globals}
const { createShelf } = await import(${JSON.stringify(new URL(`../../../dist/${file}.js`, import.meta.url).href)});
const told = []; console.warn = (line) => told.push(line);
for (let times = 0; times < 2; times++) {
  const shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', fallback: ['a'] });
  await shelf.track('view_item', ${JSON.stringify(VIEW)});
  const { items, trace } = await shelf.recommend();
  if (times === 1) console.log(JSON.stringify({ items: items.map(({ id }) => id), codes: trace.notes.map(({ code }) => code), told }));
}`;
    // It is killed, and the test fails, if anything keeps it alive.
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', timeout: 60_000 });
    expect(JSON.parse(output)).toEqual({
      items: ['a'],
      codes: ['no-page'],
      told: [expect.stringMatching(/^onshelf: createShelf\(\) needs a page.*\[no-page\]$/)],
    });
  });
});
