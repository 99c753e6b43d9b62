import { describe, expect, it, vi } from 'vitest';
import { createListReport } from '../../src/binding/list-report.js';
import type { Resource } from '../../src/binding/resource.js';
import { shelfStoreOf } from '../../src/binding/shelf-store.js';
import type { Answer } from '../../src/index.js';
import { answerOf, createTestShelf, type TestShelf } from './test-shelf.js';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const home = (shelf: TestShelf): Resource<Answer> =>
  shelfStoreOf(shelf).resource('["recommend"]', (source) => source.recommend(), JSON.stringify);

describe('a store', () => {
  it('is shared by all providers of a shelf, and by all without a shelf', () => {
    const shelf = createTestShelf(answerOf(['a']));
    expect(shelfStoreOf(shelf)).toBe(shelfStoreOf(shelf));
    expect(shelfStoreOf(null)).toBe(shelfStoreOf(undefined));
    expect(shelfStoreOf(null)).not.toBe(shelfStoreOf(shelf));
  });

  it('records events from before the shelf opened, and keeps none without a shelf', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const recorded = shelfStoreOf(settle().then(() => shelf)).track('search', { search_term: 'tent' });
    expect(shelf.tracked).toEqual([]);
    expect(await recorded).toEqual({ kept: 'memory' });
    expect(shelf.tracked).toEqual([['search', { search_term: 'tent' }]]);
    expect(await shelfStoreOf(null).track('search')).toEqual({ kept: 'no' });
  });

  it('records at once if the shelf is open: the page may be about to leave', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const store = shelfStoreOf(shelf);
    await store.ready;
    void store.track('search');
    expect(shelf.tracked.length).toBe(1);
  });

  it('survives a rejected promise', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const store = shelfStoreOf(Promise.reject(new Error('no shelf today')));
    const resource = store.resource('["recommend"]', (shelf) => shelf.recommend(), JSON.stringify);
    await resource.load();
    expect(resource.read()).toEqual({ key: '["recommend"]', value: null });
    expect(await store.track('search')).toEqual({ kept: 'no' });
  });

  it('drops old requests, but none that is in use', () => {
    const store = shelfStoreOf(createTestShelf(answerOf(['a'])));
    const make = (key: string): Resource<Answer> => store.resource(key, (shelf) => shelf.recommend(), JSON.stringify);
    const looked = make('looked at');
    looked.subscribe(() => {});
    const left = make('left');
    for (let number = 0; number < 60; number++) make(`product ${number}`);
    expect(make('looked at')).toBe(looked);
    expect(make('left')).not.toBe(left);
  });
});

describe('a list', () => {
  it('is kept up to date although it was dropped while nobody used it', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const store = shelfStoreOf(shelf);
    const list = home(shelf);
    for (let number = 0; number < 60; number++) store.resource(`product ${number}`, () => number, String);
    list.subscribe(() => {});
    await settle();
    shelf.answer(answerOf(['b']));
    await settle();
    expect(list.read().value?.items[0].id).toBe('b');
  });

  it('is requested once, however often StrictMode mounts, and again after a change', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const list = home(shelf);
    list.subscribe(() => {})();
    const stop = list.subscribe(() => {});
    await settle();
    expect(shelf.asked.length).toBe(1);
    shelf.answer(answerOf(['b']));
    await settle();
    expect(list.read().value?.items[0].id).toBe('b');
    expect(shelf.asked.length).toBe(2);
    stop();
    shelf.answer(answerOf(['c']));
    await settle();
    expect(shelf.asked.length).toBe(2);
    list.subscribe(() => {});
    await settle();
    expect(list.read().value?.items[0].id).toBe('c');
  });

  it('is the same snapshot until an answer differs, and notifies no listener of an equal one', async () => {
    const shelf = createTestShelf(answerOf(['a', 'b']));
    const list = home(shelf);
    let told = 0;
    list.subscribe(() => told++);
    await settle();
    const before = list.read();
    shelf.answer(answerOf(['a', 'b']));
    await settle();
    expect(list.read()).toBe(before);
    expect([shelf.asked.length, told]).toEqual([2, 1]);
  });

  it('is requested once more after many changes at once, not once each', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const list = home(shelf);
    list.subscribe(() => {});
    for (let number = 0; number < 20; number++) void shelf.track('search');
    await settle();
    expect(shelf.asked.length).toBeLessThanOrEqual(3);
  });

  it('returns the same promise while it is requested', () => {
    const list = home(createTestShelf(answerOf(['a'])));
    expect(list.load()).toBe(list.load());
  });

  it('does not change after its own impressions, but does after other events', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const store = shelfStoreOf(shelf);
    const list = home(shelf);
    list.subscribe(() => {});
    await settle();
    store.show({ items: [{ item_id: 'a' }] });
    await settle();
    expect(shelf.tracked.length).toBe(1);
    expect(shelf.asked.length).toBe(1);
    store.show({ items: [{ item_id: 'b' }] });
    void store.track('search');
    await settle();
    expect(shelf.asked.length).toBe(2);
  });

  it('requests everything except lists again even during impressions, so that consent and profile are never outdated', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const store = shelfStoreOf(shelf);
    let asked = 0;
    const known = store.resource('profile', () => ++asked, String);
    known.subscribe(() => {});
    await settle();
    store.show({ items: [{ item_id: 'a' }] });
    await settle();
    expect([asked, shelf.asked.length]).toEqual([2, 0]);
  });
});

describe('a report', () => {
  const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('names the list and the place', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const report = createListReport(shelfStoreOf(shelf), items, 'list-1');
    await report.click({ id: 'b' });
    await report.dismiss({ id: 'c' });
    await report.feedback({ id: 'a' }, 'more');
    expect(shelf.tracked).toEqual([
      ['select_item', { items: [{ item_id: 'b', index: 1 }], item_list_id: 'list-1' }],
      ['dismiss', { items: [{ item_id: 'c', index: 2 }], item_list_id: 'list-1' }],
      ['feedback', { items: [{ item_id: 'a', index: 0 }], item_list_id: 'list-1', kind: 'more' }],
    ]);
  });

  it('has all items seen in one turn in one event, each once', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const store = shelfStoreOf(shelf);
    await store.ready;
    const report = createListReport(store, items, 'list-1');
    for (const item of [items[0], items[1], items[0]]) report.view(item);
    await settle();
    report.view(items[1]);
    await settle();
    const seen = [
      { item_id: 'a', index: 0 },
      { item_id: 'b', index: 1 },
    ];
    expect(shelf.tracked).toEqual([['view_item_list', { items: seen, item_list_id: 'list-1' }]]);
  });

  it("counts no impressions of the page's own fallback", async () => {
    const shelf = createTestShelf(answerOf(['a']));
    await shelfStoreOf(shelf).ready;
    createListReport(shelfStoreOf(shelf), items, '').view(items[0]);
    await settle();
    expect(shelf.tracked).toEqual([]);
  });
});
