import '../../fixtures/page-globals.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { accountOf } from '../../../src/client/profiles/account-of.js';
import { accountNames, leaveAccount, noteAccount, profileName, readAccount } from '../../../src/core/page/profile-note.js';

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

it('the id of an account is made of a salt of the device and the key, and neither note has the key', async () => {
  const key = 'customer-4711';
  const account = await accountOf('ids', key);
  expect(account.id).toMatch(/^[0-9a-f]{16}$/);
  // Nothing is noted before there is consent.
  expect(localStorage.length).toBe(0);
  expect(await accountOf('ids', key)).toEqual(account);
  expect((await accountOf('ids', 'customer-4712')).id).not.toBe(account.id);
  noteAccount('ids', account);
  expect(readAccount('ids')).toEqual(account);
  expect(await accountOf('ids', key)).toEqual(account);
  for (const note of ['onshelf-profile:ids', 'onshelf-salt:ids']) expect(localStorage.getItem(note)).not.toContain('4711');
});

it('the same key has another id on another device', async () => {
  const here = await accountOf('here', 'customer-4711');
  const there = await accountOf('there', 'customer-4711');
  expect(there.salt).not.toBe(here.salt);
  expect(there.id).not.toBe(here.id);
});

it('an account that left is a guest, until it is named again', async () => {
  const account = await accountOf('left', 'a');
  noteAccount('left', account);
  leaveAccount('left');
  expect(readAccount('left')).toBeNull();
  expect((await accountOf('left', 'a')).id).toBe(account.id);
});

it('a note that is no id is no account', () => {
  for (const text of ['', 'x', '0123456789ABCDEF', '0123456789abcdef0']) {
    localStorage.setItem('onshelf-profile:odd', text);
    expect(readAccount('odd')).toBeNull();
  }
});

it('all accounts with a note are found, and none of another shop', () => {
  const keys = [
    'onshelf:shop',
    'onshelf:p-0123456789abcdef-shop',
    'onshelf-refusal:p-00000000000000aa-shop',
    'onshelf:p-0123456789abcdef-shop2',
    'other:p-0123456789abcdef-shop',
  ];
  const before = globalThis.localStorage;
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: { length: keys.length, key: (at: number) => keys[at] } });
  try {
    expect(accountNames('shop')).toEqual([profileName('shop', '0123456789abcdef'), profileName('shop', '00000000000000aa')]);
  } finally {
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: before });
  }
});

it.each([{}, [], Symbol('key'), Number.NaN, true, () => {}])(
  'no account is made of a key that is no text and no number: %s',
  async (key) => {
    await expect(accountOf('ids', key)).rejects.toMatchObject({ code: 'bad-argument' });
  },
);
