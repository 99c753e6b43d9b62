import '../../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { openLocalNotes } from '../../../src/store/place/local-notes.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Forget } from '../../../src/types/known.js';
import type { StoragePlace } from '../../../src/types/storage.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { type ModelShop, openModelShop } from '../../store/model/shop.js';
import type { Tab } from '../../store/model/tab.js';

let shop: ModelShop;
beforeEach(async () => {
  const { manifest, files } = await encodePack(tinyContent());
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    return new Response(name === 'pack.json' ? JSON.stringify(manifest) : files.get(name));
  });
  shop = await openModelShop();
  await open(0);
  await shop.setConsent(0, 'granted');
});
afterEach(async () => {
  await shop.close();
  vi.unstubAllGlobals();
});

async function open(slot: number): Promise<Tab> {
  await shop.open(slot);
  const tab = shop.tabs[slot] as Tab;
  await tab.engine.open({ packUrl: 'https://shop.example/pack/pack.json', backend: 'js', place: null });
  return tab;
}
const tab = (): Tab => shop.tabs[0] as Tab;
const track = async (page: Tab, ...items: string[]): Promise<void> => {
  for (const id of items) await page.recorder.track('view_item', { items: [{ item_id: id }] });
};
const known = async (page: Tab): Promise<(string | undefined)[]> =>
  (await page.profile.inspect()).events.map(({ items }) => items[0]?.item_id).sort();
const notes = () => openLocalNotes('model').read()?.forgets;

describe('forget()', () => {
  it('takes several conditions, of which each has to be met, and counts what it removed', async () => {
    await track(tab(), 'tent-1', 'tent-2', 'boot-1');
    await tab().recorder.track('add_to_cart', { items: [{ item_id: 'tent-1' }] });
    expect(await tab().profile.forget({ itemId: 'tent-1', name: 'view_item' })).toEqual({ done: true, removed: 1 });
    expect(await known(tab())).toEqual(['boot-1', 'tent-1', 'tent-2']);
    expect(await tab().profile.forget({ category: 'Outdoor > tent', brand: 'Fell' })).toEqual({ done: true, removed: 1 });
    expect(await tab().profile.forget({ to: Date.now() + 1 })).toEqual({ done: true, removed: 2 });
    expect(await known(tab())).toEqual([]);
    expect(notes()).toBeUndefined();
  });

  it('takes a function, and forgets exactly the events for which it returns true', async () => {
    await track(tab(), 'tent-1', 'tent-2', 'boot-1');
    const isTent = ({ items }: ShelfEvent): boolean => items[0].item_id.startsWith('tent');
    expect(await tab().profile.forget(isTent)).toEqual({ done: true, removed: 2 });
    expect(await known(tab())).toEqual(['boot-1']);
  });

  it('forgets nothing if a function fails or gives a promise, and says so', async () => {
    await track(tab(), 'tent-1');
    const promising = (async () => true) as unknown as (event: ShelfEvent) => boolean;
    const failing = (): boolean => {
      throw new Error('oh');
    };
    expect(await tab().profile.forget(promising)).toMatchObject({ done: false, removed: 0, reason: 'bad-argument' });
    expect(await tab().profile.forget(failing)).toMatchObject({ reason: 'bad-argument', message: expect.stringContaining('oh') });
    expect(await known(tab())).toEqual(['tent-1']);
  });

  it.each<[object, string, string]>([
    [{ brand: ' ' }, 'bad-argument', 'brand'],
    [{ category: undefined }, 'bad-argument', 'category'],
    [{ name: 'look' }, 'bad-argument', 'name'],
    [{ from: 'today' }, 'bad-argument', 'from'],
    [{ colour: 'red' }, 'unknown-name', 'colour'],
    [{}, 'unknown-name', 'nothing'],
    [{ category: 'Outdoor > tents' }, 'unknown-name', 'category'],
  ])('refuses %o with the code %s, and names the place', async (what, reason, place) => {
    await track(tab(), 'tent-1');
    const result = await tab().profile.forget(what as Forget);
    expect(result).toMatchObject({ done: false, removed: 0, reason, message: expect.stringContaining(place) });
    expect(await known(tab())).toEqual(['tent-1']);
    expect(notes()).toBeUndefined();
  });

  it('is noted before anything is awaited, and the note has neither the category nor the brand nor the name', async () => {
    await track(tab(), 'tent-1');
    const done = tab().profile.forget({ category: 'Outdoor > tent', brand: 'Moor', name: 'view_item' });
    const noted = JSON.stringify(notes());
    expect(noted).toContain('salt');
    expect(noted).not.toMatch(/tent|Outdoor|Moor|view/);
    expect(await done).toMatchObject({ done: true, removed: 1 });
  });

  it('reaches what the other tabs have in memory', async () => {
    await shop.setConsent(0, 'unknown');
    const other = await open(1);
    await track(other, 'tent-1', 'boot-1');
    await track(tab(), 'tent-3');
    await tab().profile.forget({ category: 'Outdoor > tent' });
    await tab().heard();
    expect(await known(other)).toEqual(['boot-1']);
    expect(await known(tab())).toEqual([]);
  });

  it('by category is finished by a later page, which uses nothing meanwhile that may be meant', async () => {
    await track(tab(), 'tent-1', 'boot-1');
    void tab().profile.forget({ category: 'Outdoor > tent' });
    tab().crash();
    shop.tabs[0] = null;
    let isOpen = false;
    void shop.open(1).then(() => {
      isOpen = true;
    });
    // It waits a second for a pack that does not come.
    await vi.waitFor(() => {
      shop.time.advance(1100);
      expect(isOpen).toBe(true);
    });
    const next = shop.tabs[1] as Tab;
    const used = async () => (await next.engine.inspect()).events.map(({ items }) => items[0].item_id);
    expect(notes()).toHaveLength(1);
    expect(await used()).toEqual([]);
    const place = next.storage.opened?.openPlace() as StoragePlace;
    await next.engine.open({ packUrl: 'https://shop.example/pack/pack.json', backend: 'js', place: null });
    await next.engine.attach({ place, others: [], worse: [], recordedLength: null, forgets: notes() ?? [] });
    for (const noted of notes() ?? []) expect((await next.engine.forget(noted)).removed).toBe(1);
    expect(await used()).toEqual(['boot-1']);
  });
});
