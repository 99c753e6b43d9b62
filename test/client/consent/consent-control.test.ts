import '../../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteRefusal, readRefusal } from '../../../src/core/page/refusal-note.js';
import type { ChangeResult } from '../../../src/types/change-result.js';
import { type ModelShop, openModelShop } from '../../store/model/shop.js';
import type { Tab } from '../../store/model/tab.js';

let shop: ModelShop;

beforeEach(async () => {
  shop = await openModelShop();
  await shop.open(0);
  await shop.setConsent(0, 'granted');
});

afterEach(() => shop.close());

function tab(slot: number): Tab {
  return shop.tabs[slot] as Tab;
}

it('a grant revoked while queued stores no event that is tracked before the next one', async () => {
  const { consentControl, recorder } = tab(0);
  // All in one turn: each change waits for the earlier ones.
  const changes = [consentControl.set('unknown'), consentControl.set('granted'), consentControl.set('unknown')];
  const tracked = recorder.track('view_item', { items: [{ item_id: 'a' }] });
  changes.push(consentControl.set('granted'));
  await Promise.all(changes);
  expect((await tracked).kept).toBe('memory');
  expect(tab(0).state.consent).toBe('granted');
  expect((await tab(0).profile.inspect()).events.map(({ items }) => items[0]?.item_id)).toEqual(['a']);
});

it('the profile can be read while a grant overtakes the reading', async () => {
  const { consentControl, engine, profile } = tab(0);
  await consentControl.set('unknown');
  let granting: Promise<ChangeResult> | undefined;
  const { inspect, attach } = engine;
  let letGo = (): void => {};
  const slow = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  vi.spyOn(engine, 'attach').mockImplementationOnce(async (input) => {
    await slow;
    return attach(input);
  });
  vi.spyOn(engine, 'inspect').mockImplementationOnce(async () => {
    granting = consentControl.set('granted');
    while (tab(0).state.consent !== 'granted') await new Promise(setImmediate);
    // The engine answers before it has read the log.
    setTimeout(letGo, 50);
    return inspect();
  });
  expect(tab(0).state.consent).toBe('unknown');
  expect(await profile.inspect()).toMatchObject({ events: [] });
  expect(tab(0).failures).toEqual([]);
  expect(await granting).toMatchObject({ done: true });
});

it('tabs that get opposite decisions in the same millisecond agree on the refusal', async () => {
  await shop.open(1);
  const [first, second] = [tab(0), tab(1)];
  shop.time.advance(10);
  first.freeze();
  second.freeze();
  // Neither has received the other's message yet.
  await Promise.all([first.consentControl.set('granted'), second.consentControl.set('denied')]);
  await Promise.all([first.wake(), second.wake()]);
  expect([first.state.consent, second.state.consent]).toEqual(['denied', 'denied']);
});

it('a grant after a refusal applies in a tab that was frozen during both, also if the clock was set back in between', async () => {
  await shop.open(1);
  tab(0).freeze();
  await shop.setConsent(1, 'denied');
  shop.time.advance(-60_000);
  await shop.setConsent(1, 'granted');
  await tab(0).wake();
  await shop.settle();
  expect([tab(0).state.consent, tab(1).state.consent]).toEqual(['granted', 'granted']);
});

it('a grant of another tab is void where it has noted a later refusal, of which the message is on its way', async () => {
  await shop.open(1);
  await shop.setConsent(0, 'denied');
  const at = Date.now() + 10;
  noteRefusal('model', { word: 'denied', at: at + 1 });
  await tab(1).consentControl.hear('granted', at, { by: 'shopper' });
  expect(tab(1).state.consent).toBe('unknown');
  expect(await indexedDB.databases()).toEqual([]);
  expect(localStorage.getItem('onshelf:model')).toBeNull();
});

describe('a consent that is given in another tab', () => {
  const events = async (slot: number): Promise<(string | undefined)[]> =>
    (await tab(slot).profile.inspect()).events.map(({ items }) => items[0]?.item_id);
  beforeEach(async () => {
    await tab(0).recorder.track('view_item', { items: [{ item_id: 'earlier' }] });
    await shop.setConsent(0, 'unknown');
  });
  afterEach(() => void vi.unstubAllGlobals());

  it.each([
    ['the page', 'unknown'],
    ['the shopper', 'granted'],
  ] as const)('by %s is %s in one that honours the browser’s signal', async (by, expected) => {
    vi.stubGlobal('navigator', { globalPrivacyControl: true });
    await shop.open(1, { honourPrivacyControl: 'storage' });
    await tab(0).consentControl.set('granted', { by: by === 'the page' ? 'page' : 'shopper' });
    await shop.settle();
    expect([tab(0).state.consent, tab(1).state.consent]).toEqual(['granted', expected]);
    expect(tab(1).state.doubt?.code ?? null).toBe(by === 'the page' ? 'privacy-control' : null);
  });

  it.each([
    ['1', 'unknown'],
    ['2', 'granted'],
  ])('to version %s of the policy is %s in one that asks for consent to version 2', async (version, expected) => {
    await shop.open(1, { policy: { version: '2', renews: true } });
    await tab(0).consentControl.set('granted', { by: 'shopper', policy: { version } });
    await tab(0).recorder.track('view_item', { items: [{ item_id: 'now' }] });
    await tab(0).heard();
    expect(tab(1).state.consent).toBe(expected);
    expect(tab(1).state.doubt?.code ?? null).toBe(expected === 'unknown' ? 'policy-changed' : null);
    expect(await events(1)).toEqual(expected === 'unknown' ? [] : ['now']);
  });

  it('and stored is not read where a page has emptied localStorage, and with it what tells of whom and of what it was', async () => {
    await tab(0).consentControl.set('granted', { by: 'shopper', policy: { version: '1' } });
    await tab(0).recorder.track('view_item', { items: [{ item_id: 'now' }] });
    localStorage.clear();
    await shop.open(1, { policy: { version: '2', renews: true } });
    expect([tab(1).state.consent, tab(1).state.doubt?.code]).toEqual(['unknown', 'policy-changed']);
    expect(await events(1)).toEqual([]);
    // Neither read nor erased.
    await shop.open(2);
    expect([tab(2).state.consent, await events(2)]).toEqual(['granted', ['now']]);
  });
});

describe('a refusal that cannot be carried out', () => {
  /** Refuses while another connection keeps the database from being deleted. */
  async function refuse(): Promise<ChangeResult> {
    const frozen = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('model');
      opening.onsuccess = () => resolve(opening.result);
    });
    let result: ChangeResult | undefined;
    void tab(0)
      .consentControl.set('denied')
      .then((given) => {
        result = given;
      });
    for (let turn = 0; result === undefined && turn < 200; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      shop.time.expire(3000);
    }
    frozen.close();
    return result as ChangeResult;
  }

  it('reports that, and that the next page continues, if it is noted', async () => {
    const result = await refuse();
    expect(result).toMatchObject({ done: false, reason: 'storage-failed' });
    expect(result.message).toContain('the next page deletes it');
    expect(tab(0).state.unfinished?.code).toBe('unfinished');
    expect(readRefusal('model')?.word).toBe('denied');
  });

  it('promises nothing about the next page if the browser stores no note', async () => {
    const { setItem } = localStorage;
    localStorage.setItem = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
    try {
      const result = await refuse();
      expect(result).toMatchObject({ done: false, reason: 'storage-failed' });
      expect(result.message).not.toContain('next page');
    } finally {
      localStorage.setItem = setItem;
    }
  });
});
