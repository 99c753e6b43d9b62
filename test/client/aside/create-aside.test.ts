import '../../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAside } from '../../../src/client/aside/create-aside.js';
import { setAsideCall } from '../../../src/client/aside/set-aside-call.js';
import { modeOf } from '../../../src/client/calls/mode-of.js';
import { createConsentStore } from '../../../src/client/consent/consent-state.js';
import { createGuard } from '../../../src/client/failures/guard.js';
import { loadLater } from '../../../src/client/opening/load-later.js';
import { createRecorder } from '../../../src/record/recorder.js';
import { createConnection } from '../../../src/store/connection.js';
import { openShelfDatabase } from '../../../src/store/database/database.js';
import { openStore } from '../../../src/store/log/open-store.js';
import { readEventLog } from '../../../src/store/log/read-event-log.js';
import { openLocalNotes } from '../../../src/store/place/local-notes.js';
import type { Consent } from '../../../src/types/consent.js';
import type { ShelfEvent } from '../../../src/types/event.js';

const NAME = 'shop';
const KEY = `onshelf-aside:${NAME}`;
const entries = new Map<string, string>();
const storageOfTab = {
  getItem: (key: string) => entries.get(key) ?? null,
  setItem: (key: string, value: string) => void entries.set(key, value),
  removeItem: (key: string) => void entries.delete(key),
};
const notebook = openLocalNotes(NAME);
beforeEach(() => {
  entries.clear();
  localStorage.clear();
  vi.stubGlobal('sessionStorage', storageOfTab);
});
afterEach(() => vi.unstubAllGlobals());

let places = 0;
/** A page of the tab, with a log of its own unless it is the next page over the same. */
function openPage(given: Consent, place = `aside-${++places}`, name = NAME) {
  const consent = createConsentStore();
  if (given === 'granted' && notebook.read() === null) notebook.write({ since: 5 });
  consent.dispatch({ kind: 'apply', consent: given });
  const connection = createConnection({
    open: (onClosed, onLate) => openShelfDatabase({ database: place, bucket: null } as never, onClosed, onLate),
    prepare: openStore,
    onClosed: () => {},
  });
  const told: ({ from: string; events: readonly ShelfEvent[] } | null)[] = [];
  const profile = createRecorder({ consent: given, connection, now: Date.now, onKept: () => {} });
  const notify = vi.fn();
  const aside = createAside(profile, {
    name,
    consent,
    guard: createGuard(),
    link: { call: (async (_: string, input: never) => told.push(input)) as never },
    storage: { connection, notebook },
    notify,
    loadPart: loadLater,
  });
  const view = (id: string) => aside.recorder.track('view_item', { items: [{ item_id: id }] });
  const ids = (): (string | undefined)[] => aside.held().map(({ items }) => items[0]?.item_id);
  const stored = async (): Promise<(string | undefined)[]> =>
    (await connection.run((store) => readEventLog(store, 0))).events.map(({ items }) => items[0]?.item_id);
  const call = (request: unknown) => setAsideCall({ consent, aside }, request);
  return { place, consent, profile, aside, told, view, ids, stored, call, notify };
}
const sealed = (): Promise<void> => vi.waitFor(() => expect(entries.get(KEY)).toMatch(/^\w+ - 5 \S+ \S+$/), 5000);

describe('setting aside', () => {
  it('keeps what is done in memory, out of the log, and tells the engine; the profile goes on when it ends', async () => {
    const page = openPage('granted');
    await page.view('before');
    expect(await page.call({ from: 'empty' })).toEqual({ done: true });
    expect(await page.view('gift')).toEqual({ kept: 'memory', reason: 'set aside' });
    expect(page.ids()).toEqual(['gift']);
    expect(page.told.at(-1)).toMatchObject({ from: 'empty', events: [{ items: [{ item_id: 'gift' }] }] });
    expect(modeOf(page.consent.state, page.profile)).toBe('aside');
    expect(await page.call(null)).toEqual({ done: true });
    expect(page.told.at(-1)).toBeNull();
    await page.view('after');
    expect(await page.stored()).toEqual(['before', 'after']);
    expect(page.ids()).toEqual([]);
    expect(entries.size).toBe(0);
    expect(page.profile.held()).toEqual([]);
  });

  it('goes on with the next page of the tab, sealed: nothing of it is in the clear', async () => {
    const first = openPage('granted');
    await first.call({ from: 'profile' });
    await first.view('secret-gift');
    await sealed();
    expect([...entries.values()].join()).not.toContain('secret');
    const next = openPage('granted', first.place);
    next.aside.recall();
    await next.aside.recorder.flush();
    expect(next.ids()).toEqual(['secret-gift']);
    expect(next.consent.state.aside).toBe('profile');
    await next.view('ribbon');
    expect(next.ids()).toEqual(['secret-gift', 'ribbon']);
    expect(await next.stored()).toEqual([]);
  });

  it('goes on without what cannot be opened, as with the key of another log', async () => {
    const first = openPage('granted');
    await first.call({ from: 'empty' });
    await first.view('gift');
    await sealed();
    const next = openPage('granted');
    next.aside.recall();
    await next.aside.recorder.flush();
    expect(next.ids()).toEqual([]);
    expect(next.consent.state.aside).toBe('empty');
  });

  it('notes nothing before consent, and the tab once it is granted', async () => {
    const page = openPage('unknown');
    expect(await page.call({ from: 'empty' })).toEqual({ done: true });
    await page.view('gift');
    expect(entries.size).toBe(0);
    notebook.write({ since: 5 });
    page.consent.dispatch({ kind: 'apply', consent: 'granted' });
    page.aside.recall();
    expect(entries.get(KEY)).toBe('empty - 5');
    expect(page.ids()).toEqual(['gift']);
  });

  it('takes what was tracked before a page knew that its tab sets aside', async () => {
    entries.set(KEY, 'empty - 5');
    notebook.write({ since: 5 });
    const page = openPage('unknown');
    page.aside.recall();
    await page.view('early');
    expect(page.profile.held()).toHaveLength(1);
    page.consent.dispatch({ kind: 'apply', consent: 'granted' });
    page.aside.recall();
    await page.aside.recorder.flush();
    expect(page.profile.held()).toEqual([]);
    expect(page.ids()).toEqual(['early']);
  });

  it('ends when consent is withdrawn, and when another page of the tab ended it meanwhile', async () => {
    const page = openPage('granted');
    await page.call({ from: 'empty' });
    await page.view('gift');
    page.aside.recorder.restrict('unknown', true);
    expect(page.consent.state.aside).toBeNull();
    expect(page.ids()).toEqual([]);
    expect(entries.size).toBe(0);
    const back = openPage('granted');
    await back.call({ from: 'empty' });
    entries.clear();
    back.aside.recall(true);
    expect(back.consent.state.aside).toBeNull();
  });

  it.each([
    ['consent was taken back', null, 'unknown', NAME],
    ['consent was refused', null, 'denied', NAME],
    ['consent was taken back and given again', 6, 'granted', NAME],
    ['an account logged in', 5, 'granted', `p-0123456789abcdef-${NAME}`],
  ] as const)('is over, and its note is gone, where %s while the tab was on another page', async (_, since, consent, name) => {
    const first = openPage('granted');
    await first.call({ from: 'empty' });
    await first.view('gift');
    await sealed();
    localStorage.clear();
    if (since !== null) notebook.write({ since });
    const back = openPage(consent, first.place, name);
    back.aside.recall();
    expect(entries.size).toBe(0);
    expect(back.consent.state.aside).toBeUndefined();
    expect(back.ids()).toEqual([]);
  });

  it('keeps what is set aside when it changes from one kind to the other', async () => {
    const page = openPage('unknown');
    await page.call({ from: 'empty' });
    await page.view('gift');
    await page.call({ from: 'profile' });
    await page.aside.recorder.flush();
    expect(page.ids()).toEqual(['gift']);
    expect(page.told.at(-1)).toMatchObject({ from: 'profile' });
  });

  it('records nothing during a pause', async () => {
    const page = openPage('unknown');
    await page.call({ from: 'empty' });
    page.consent.dispatch({ kind: 'pause', paused: true });
    expect(await page.view('gift')).toEqual({ kept: 'no', reason: 'paused' });
  });

  it.each([
    [{ from: 'nothing' }, 'bad-argument'],
    [{}, 'bad-argument'],
    [undefined, 'bad-argument'],
    [{ from: 'empty', since: 5 }, 'unknown-name'],
  ])('refuses %o with %s', async (request, reason) => {
    const page = openPage('unknown');
    expect(await page.call(request)).toMatchObject({ done: false, reason });
    expect(page.consent.state.aside).toBeUndefined();
  });

  it('says so where consent is denied, where the shelf is closed, and where the browser keeps no note', async () => {
    expect(await openPage('denied').call({ from: 'empty' })).toMatchObject({ done: false, reason: 'consent-denied' });
    const closed = openPage('unknown');
    closed.consent.dispatch({ kind: 'close', closed: true });
    expect(await closed.call({ from: 'empty' })).toMatchObject({ done: false, reason: 'closed' });
    vi.stubGlobal('sessionStorage', undefined);
    const page = openPage('granted');
    expect(await page.call({ from: 'empty' })).toMatchObject({ done: false, reason: 'storage-failed' });
    expect(await page.view('gift')).toEqual({ kept: 'memory', reason: 'set aside' });
  });
});
