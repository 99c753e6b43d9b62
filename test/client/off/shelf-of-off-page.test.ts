import '../../fixtures/page-globals.js';
import { beforeEach, expect, it, vi } from 'vitest';
import { shelfOfOffPage } from '../../../src/client/off/shelf-of-off-page.js';
import { readRefusal } from '../../../src/core/page/refusal-note.js';

const WHY = { code: 'page-off', message: 'It is marked as checkout.' } as const;
const open = () => shelfOfOffPage({}, ['a', 'b'], WHY);

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

it('a checkout gets the fallback, keeps nothing, and its health says why', async () => {
  const shelf = open();
  expect((await shelf.recommend()).items.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(await shelf.track('purchase', { items: [{ item_id: 'a' }] })).toEqual({ kept: 'no', reason: 'page-off' });
  expect(await shelf.health()).toMatchObject({ engine: 'failed', mode: 'none', notes: [WHY], storedEvents: 0 });
  expect(await shelf.diagnose()).toMatchObject({ findings: [WHY] });
  expect(await shelf.privacy.receipt()).toMatchObject({ requests: [], notes: [WHY] });
  expect(await shelf.profile.inspect()).toMatchObject({ events: [], complete: false });
  expect(await shelf.consent.set('granted')).toMatchObject({ done: false, reason: 'page-off' });
  expect(localStorage.length).toBe(0);
});

it('a refusal on a checkout is noted, for the next page to carry out, if there is something to take back', async () => {
  await open().consent.set('denied');
  await open().profile.erase();
  expect(localStorage.length).toBe(0);
  localStorage.setItem('onshelf:onshelf', '{"since":5}');
  expect(await open().profile.erase()).toMatchObject({ done: false, reason: 'page-off', message: expect.stringContaining('next page') });
  expect(readRefusal('onshelf')?.word).toBe('erased');
  await open().consent.set('denied', { by: 'shopper' });
  expect(readRefusal('onshelf')?.word).toBe('denied');
});

it('a refusal on a checkout is noted as strongly as on any other page: the shopper who clicked refuses, the page alone erases', async () => {
  const acted = (hasBeenActive: boolean) =>
    Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive }, configurable: true });
  localStorage.setItem('onshelf:onshelf', '{"since":5}');
  acted(false);
  await open().consent.set('denied');
  expect(readRefusal('onshelf')?.word).toBe('erased');
  acted(true);
  await open().consent.set('denied', { by: 'page' });
  expect(readRefusal('onshelf')?.word).toBe('erased');
  await open().consent.set('denied');
  expect(readRefusal('onshelf')?.word).toBe('denied');
});

it('a refusal on a checkout is of the account that is there, not of guests', async () => {
  const account = '0123456789abcdef';
  localStorage.setItem('onshelf-profile:onshelf', account);
  await open().consent.set('denied', { by: 'shopper' });
  expect(readRefusal(`p-${account}-onshelf`)?.word).toBe('denied');
  expect(readRefusal('onshelf')).toBeNull();
});

it('what stands for a call of another shelf tells the consent of that shelf', async () => {
  const instead = shelfOfOffPage({}, [], WHY, 'diagnose', 'denied');
  expect([(await instead.diagnose()).consent, (await instead.health()).consent, instead.consent.state]).toEqual([
    'denied',
    'denied',
    'denied',
  ]);
});
