import '../../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import type { ShelfEvent } from '../../../src/types/event.js';
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
const listed = async (page: Tab): Promise<string[]> => {
  const { items } = await page.engine.list({ kind: 'recommend', count: 40 }, new AbortController().signal);
  return items.map(({ id }) => id);
};
const wishes = async (page: Tab): Promise<ShelfEvent[]> => (await page.profile.inspect()).events.filter(({ name }) => name === 'taste');

describe('an edited taste', () => {
  it('counts in memory before consent, is stored with it, and counts in other tabs and on later pages', async () => {
    await tab().recorder.track('view_item', { items: [{ item_id: 'tent-1' }] });
    expect(await tab().profile.edit({ category: 'Outdoor>tent' }, 'none')).toEqual({ done: true });
    expect((await listed(tab())).filter((id) => id.startsWith('tent'))).toEqual([]);
    await shop.setConsent(0, 'granted');
    const later = await open(1);
    await shop.setConsent(1, 'granted');
    expect(await wishes(later)).toMatchObject([{ taste_kind: 'category', taste_name: 'Outdoor > tent', wish: 'none', items: [] }]);
    expect((await listed(later)).filter((id) => id.startsWith('tent'))).toEqual([]);
  });

  it.each([
    ['its event', (event: ShelfEvent) => ({ eventId: event.id })],
    ['its name', () => ({ name: 'taste' as const })],
    ['its time', (event: ShelfEvent) => ({ from: event.time })],
    ['the category that it names', () => ({ category: 'Outdoor > tent' })],
    ['a category above that', () => ({ category: 'Outdoor' })],
    [
      'a function',
      () =>
        ({ wish }: ShelfEvent) =>
          wish === 'none',
    ],
  ])('is taken back by forgetting %s: lists are what they had been', async (_, what) => {
    await shop.setConsent(0, 'granted');
    const before = await listed(tab());
    await tab().profile.edit({ category: 'Outdoor > tent' }, 'none');
    expect(await listed(tab())).not.toEqual(before);
    const [event] = await wishes(tab());
    expect(await tab().profile.forget(what(event))).toEqual({ done: true, removed: 1 });
    expect(await listed(tab())).toEqual(before);
    expect(await wishes(tab())).toEqual([]);
  });

  it('is not taken back by forgetting another category, or the same with a brand', async () => {
    await shop.setConsent(0, 'granted');
    await tab().profile.edit({ category: 'Outdoor > tent' }, 'none');
    expect(await tab().profile.forget({ category: 'Outdoor > boot' })).toEqual({ done: true, removed: 0 });
    expect(await tab().profile.forget({ category: 'Outdoor', brand: 'Fell' })).toEqual({ done: true, removed: 0 });
    expect(await wishes(tab())).toHaveLength(1);
  });

  it('goes with an export and comes with an import', async () => {
    await tab().profile.edit({ brand: 'Fell' }, 'less');
    const exported = await tab().profile.export();
    await tab().profile.forget({ brand: 'Fell' });
    expect(await wishes(tab())).toEqual([]);
    expect(await tab().profile.import(exported)).toEqual({ done: true, added: 1 });
    expect(await wishes(tab())).toMatchObject([{ taste_name: 'Fell', wish: 'less' }]);
  });

  it('goes with the file that is saved of an export', async () => {
    await tab().profile.edit({ brand: 'Fell' }, 'less');
    const exported = await tab().profile.export();
    const file = exported.done ? JSON.stringify(exported.profile) : '';
    await tab().profile.forget({ brand: 'Fell' });
    expect(await tab().profile.import(JSON.parse(file))).toEqual({ done: true, added: 1 });
  });

  it('is refused for a name of no item', async () => {
    expect(await tab().profile.edit({ category: 'Fishing' }, 'none')).toMatchObject({ done: false, reason: 'unknown-name' });
    expect(await wishes(tab())).toEqual([]);
  });
});
