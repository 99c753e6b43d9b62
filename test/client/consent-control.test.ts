import '../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openShop, type Shop } from '../store/model/shop.js';
import type { Tab } from '../store/model/tab.js';

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
  await shop.open(0);
  await shop.setConsent(0, 'granted');
});

afterEach(() => shop.close());

function tab(slot: number): Tab {
  return shop.tabs[slot] as Tab;
}

it('an agreement that was refused before its turn came takes nothing that is tracked before the next one', async () => {
  const { consentControl, parts } = tab(0);
  // All in one turn: each change waits for those before it.
  const changes = [consentControl.set('unknown'), consentControl.set('granted'), consentControl.set('unknown')];
  const tracked = parts.recorder.track('view_item', { items: [{ item_id: 'a' }] });
  changes.push(consentControl.set('granted'));
  await Promise.all(changes);
  expect((await tracked).kept).toBe('memory');
  expect(parts.consent).toBe('granted');
  expect((await tab(0).profile.inspect()).events.map(({ items }) => items[0]?.item_id)).toEqual(['a']);
});

it('tabs that are told opposite things in the same millisecond agree on the refusal', async () => {
  await shop.open(1);
  const [first, second] = [tab(0), tab(1)];
  shop.time.advance(10);
  first.freeze();
  second.freeze();
  // Neither has heard of the other yet.
  await Promise.all([first.consentControl.set('granted'), second.consentControl.set('denied')]);
  await Promise.all([first.wake(), second.wake()]);
  expect([first.parts.consent, second.parts.consent]).toEqual(['denied', 'denied']);
});

it('an agreement after a refusal holds in a tab that slept through both, also where the clock was set back in between', async () => {
  await shop.open(1);
  tab(0).freeze();
  await shop.setConsent(1, 'denied');
  shop.time.advance(-60_000);
  await shop.setConsent(1, 'granted');
  await tab(0).wake();
  await shop.settle();
  expect([tab(0).parts.consent, tab(1).parts.consent]).toEqual(['granted', 'granted']);
});
