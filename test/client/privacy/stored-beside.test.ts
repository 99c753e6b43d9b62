import '../../fixtures/page-globals.js';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProfiles } from '../../../src/client/accounts/with-profiles.js';
import { storedBeside } from '../../../src/client/privacy/sheet/stored-beside.js';
import { noteAside } from '../../../src/core/page/aside-note.js';
import { noteRefusal, refusalKey } from '../../../src/core/page/refusal-note.js';
import { resultOf } from '../../../src/store/place/storage-place.js';

const ACCOUNT = 'p-0123456789abcdef-shop';
let local: Map<string, string>;
let session: Map<string, string>;
const asStorage = (entries: Map<string, string>) => ({
  getItem: (key: string) => entries.get(key) ?? null,
  setItem: (key: string, value: string) => void entries.set(key, value),
  key: (at: number) => [...entries.keys()][at] ?? null,
  get length() {
    return entries.size;
  },
});
beforeEach(() => {
  [local, session] = [new Map(), new Map()];
  vi.stubGlobal('localStorage', asStorage(local));
  vi.stubGlobal('sessionStorage', asStorage(session));
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => vi.unstubAllGlobals());

describe('what the privacy sheet finds in the browser besides the log', () => {
  it('is nothing at a first visit, and nothing is created', async () => {
    expect(await storedBeside('shop', true)).toEqual({ database: null, refusal: null, aside: null, others: false });
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('is a database of earlier visits, by its name', async () => {
    (await resultOf(indexedDB.open('shop~2'))).close();
    expect((await storedBeside('shop', false)).database).toBe('shop~2');
  });

  it('is the database that a note names, where the browser lists none', async () => {
    vi.stubGlobal('indexedDB', {});
    expect((await storedBeside('shop', false)).database).toBe(null);
    local.set('onshelf:shop', '{}');
    expect((await storedBeside('shop', false)).database).toBe('shop');
  });

  it('is the note of a refusal, and that of what is set aside, which is not looked for without consent', async () => {
    noteRefusal('shop', { word: 'denied', at: 1 });
    local.set('onshelf:shop', '{"since":5}');
    noteAside('shop', { from: 'empty', since: 5, sealed: '' });
    expect(await storedBeside('shop', true)).toMatchObject({
      refusal: refusalKey('shop'),
      aside: { note: [...session.keys()][0], sealed: false },
    });
    noteAside('shop', { from: 'empty', since: 5, sealed: 'AA== BB==' });
    expect((await storedBeside('shop', true)).aside?.sealed).toBe(true);
    expect((await storedBeside('shop', false)).aside).toBe(null);
  });

  it('is what others stored: accounts beside a guest, another account, and guests beside an account', async () => {
    local.set(`onshelf:${ACCOUNT}`, '{}');
    expect((await storedBeside('shop', false)).others).toBe(true);
    expect((await storedBeside(ACCOUNT, false)).others).toBe(false);
    expect((await storedBeside('p-fedcba9876543210-shop', false)).others).toBe(true);
    local.clear();
    local.set('onshelf:shop', '{}');
    expect((await storedBeside(ACCOUNT, false)).others).toBe(true);
    expect((await storedBeside('shop', false)).others).toBe(false);
  });

  it('is for a guest of a shop with accounts told together with the consent that the page is told', async () => {
    const describePrivacy = vi.fn(async (..._given: unknown[]) => ({ language: 'en', title: '', sections: [], notes: [] }));
    const guest = {
      consent: { state: 'unknown' },
      profile: { inspect: async () => ({}) },
      privacy: { describe: describePrivacy },
      health: async () => ({}),
      subscribe: () => () => {},
    };
    const { shelf } = await withProfiles({
      name: 'shop',
      options: { profile: '' },
      open: async () => guest as never,
      tabs: { tell: () => {}, listen: () => {}, close: () => {} } as never,
      accountOf: async () => ({ id: '0123456789abcdef', salt: null }),
      noteRefused: () => ({ code: 'profile-not-opened', message: '' }),
      erase: async () => ({ done: true }),
      guest: undefined,
    });
    await shelf.privacy.describe();
    await shelf.consent.set('granted', { by: 'shopper' });
    await shelf.privacy.describe({ language: 'de' });
    expect(describePrivacy.mock.calls).toEqual([
      [undefined, 'unknown'],
      [{ language: 'de' }, 'granted'],
    ]);
  });
});
