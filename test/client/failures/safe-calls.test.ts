import '../../fixtures/page-globals.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createShelf } from '../../../src/client/create-shelf.js';
import { safeCalls } from '../../../src/client/failures/safe-calls.js';
import { shelfOfOffPage } from '../../../src/client/off/shelf-of-off-page.js';
import { readRefusal } from '../../../src/core/page/refusal-note.js';
import type { Shelf } from '../../../src/index.js';
import type { Note } from '../../../src/types/note.js';
import { SHELF_CALLS } from '../../e2e/security/journey/shelf-calls.js';

type Call = (...given: unknown[]) => unknown;
/** Names of all calls: types fail where one is missing. */
const NAMES = Object.keys(SHELF_CALLS);

const fail = (): never => {
  throw new Error('boom');
};
/** Values of a page that throw when they are read. */
function hostileValues(): [string, unknown][] {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const traps = { ownKeys: fail, get: fail, has: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail };
  const names = 'by all itemId category from passphrase language known count placement join signal offset events'.split(' ');
  const getters = Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, { get: fail, enumerable: true }])));
  const values: [string, unknown][] = [
    ['throwing getters', getters],
    ['a revoked proxy', revoked.proxy],
    ['a proxy whose traps throw', new Proxy({}, traps)],
    ['a list whose traps throw', new Proxy([], traps)],
    ['a text that cannot be read', { toString: fail }],
  ];
  return [...values, ...values.map(([what, value]): [string, unknown] => [`${what}, inside`, { by: value, itemId: value, events: value }])];
}

/** The call of a name such as `profile.forget`. */
function callOf(shelf: object, name: string): Call {
  let found: unknown = shelf;
  for (const part of name.split('.')) found = (found as Record<string, unknown>)[part];
  return found as Call;
}

/** What a call gives for each hostile value in each of its places. */
async function resultsOf(shelf: Shelf, name: string): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const [what, value] of hostileValues())
    for (const given of [[value], ['denied', value], ['granted', value], [undefined, undefined, value]]) {
      const made = (async () => callOf(shelf, name)(...given))();
      results.push(await made.catch((error: unknown) => expect.fail(`${name}(), ${what}: ${error}`)));
    }
  return results;
}

/** A shelf of which every call reads all it is given, and that a page may not be on. */
function carelessShelf(off: { why: Note | null } = { why: null }): { shelf: Shelf; made: string[] } {
  const made: string[] = [];
  const shelf: Record<string, Record<string, Call> | Call> = {};
  for (const name of NAMES) {
    const call = async (...given: unknown[]): Promise<unknown> => {
      for (const value of given) if (typeof value === 'object') Object.values({ ...value });
      made.push(name);
      return { done: true };
    };
    const [part, inner] = name.split('.');
    if (inner === undefined) shelf[part] = call;
    else shelf[part] = { ...(shelf[part] as Record<string, Call>), [inner]: call };
  }
  const safe = safeCalls(
    shelf,
    () => off.why,
    (why, call) => shelfOfOffPage({}, ['a', 'b'], why, call),
  );
  return { shelf: safe as unknown as Shelf, made };
}

let said: string[];
beforeEach(() => {
  said = [];
  localStorage.clear();
  vi.spyOn(console, 'warn').mockImplementation((line: string) => void said.push(line));
});

it('an argument that cannot be read is said: the result and the console have the code', async () => {
  const { shelf, made } = carelessShelf();
  const [[, hostile]] = hostileValues() as [string, never][];
  const wrong = { done: false, reason: 'bad-argument', message: expect.stringContaining('boom') };
  expect(await shelf.profile.forget(hostile)).toMatchObject(wrong);
  expect(await shelf.profile.export(hostile)).toMatchObject(wrong);
  expect(await shelf.profile.import({}, hostile)).toMatchObject(wrong);
  expect(await shelf.consent.set('granted', hostile)).toMatchObject(wrong);
  expect((await shelf.recommend(hostile)).trace.notes).toMatchObject([{ code: 'bad-argument' }]);
  expect((await shelf.rerank(['x', 'y'], hostile)).items.map(({ id }) => id)).toEqual(['x', 'y']);
  expect((await shelf.privacy.describe(hostile)).notes).toMatchObject([{ code: 'bad-argument' }]);
  expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/forget\(\) cannot use what it was given: boom \[bad-argument\]/)]));
  expect(made).toEqual([]);
});

it('a call is made with a plain copy of what it is given, and refuses what is no data by its name', async () => {
  const given: unknown[] = [];
  const of = { recommend: async (...all: unknown[]) => given.push(...all) };
  const substitute = { recommend: async () => 'refused' };
  let why = '';
  const shelf = safeCalls(
    of,
    () => null,
    ({ code, message }) => {
      why = `${message} [${code}]`;
      return substitute;
    },
  );
  const { signal } = new AbortController();
  const request = new Proxy({ itemIds: new Proxy(['a', 7n], {}), count: 3, diversity: null }, {});
  await shelf.recommend(request, { signal }, { signal: null });
  expect(given).toEqual([{ itemIds: ['a', '7'], count: 3, diversity: null }, { signal }, { signal: undefined }]);
  expect((given[1] as { signal: unknown }).signal).toBe(signal);
  expect(() => structuredClone(given[0])).not.toThrow();
  const itself: Record<string, unknown> = {};
  itself.inside = itself;
  const [many, fields] = [new Array(10_000_000), { '': fail }];
  for (const [value, told] of [
    [Symbol('s'), 'argument count: it is a symbol'],
    [() => {}, 'argument count: it is a function'],
    [new Proxy([1], { get: fail }), 'argument count: boom'],
    [fields, 'argument : it is a function'],
    [itself, 'argument inside: it is too large'],
    [many, 'it is too large'],
    ['x'.repeat(5_000_000), 'argument count: it is too large'],
  ] as const) {
    expect(await shelf.recommend({ count: value })).toBe('refused');
    expect(why).toContain('recommend() cannot use what it was given: argument ');
    expect(why).toContain(told);
    expect(why).toContain('[bad-argument]');
  }
  expect(await shelf.recommend({}, { signal: 5 })).toBe('refused');
  expect(why).toContain('argument signal: it is a number');
});

it('what is known is shown, and nothing false, where the options of inspect() cannot be read', async () => {
  const inspect = vi.fn(async () => ({ consent: 'denied', mode: 'none' }));
  const shelf = safeCalls(
    { inspect },
    () => null,
    (why, call) => shelfOfOffPage({}, [], why, call).profile,
  ) as unknown as Shelf['profile'];
  expect(await shelf.inspect({ embedding: Symbol('s') } as never)).toEqual({ consent: 'denied', mode: 'none' });
  expect(said).toEqual([expect.stringMatching(/inspect\(\) cannot use .*argument embedding.*\[bad-argument\]/)]);
});

it('a refusal applies, whatever of what comes with it can be read', async () => {
  for (const [, hostile] of hostileValues() as [string, never][]) {
    const { shelf, made } = carelessShelf();
    expect(await shelf.consent.set('denied', hostile)).toEqual({ done: true });
    expect(await shelf.consent.set('unknown', hostile)).toEqual({ done: true });
    expect(made).toEqual(['consent.set', 'consent.set']);
  }
});

it('while a page is off nothing is recorded and no list is asked for, what is taken back is, and afterwards all works again', async () => {
  const off: { why: Note | null } = { why: { code: 'page-off', message: 'It is a checkout.' } };
  const { shelf, made } = carelessShelf(off);
  expect(await shelf.track('view_item', { items: [{ item_id: 'a' }] })).toEqual({ kept: 'no', reason: 'page-off' });
  expect((await shelf.rerank(['x', 'y'])).items.map(({ id }) => id)).toEqual(['x', 'y']);
  expect((await shelf.recommend()).trace.notes).toEqual([off.why]);
  expect(await shelf.consent.set('granted')).toMatchObject({ done: false, reason: 'page-off' });
  expect(made).toEqual([]);
  await shelf.consent.set('denied');
  await shelf.profile.erase();
  await shelf.profile.pause();
  expect(made).toEqual(['consent.set', 'profile.erase', 'profile.pause']);
  off.why = null;
  expect(await shelf.track('view_item')).toEqual({ done: true });
});

it('subscribe() refuses what is no function, and says on the console when a listener fails', async () => {
  const listeners: Call[] = [];
  const of = { subscribe: (listener: Call) => listeners.push(listener) };
  const shelf = safeCalls(
    of,
    () => null,
    () => of,
  ) as unknown as Shelf;
  expect(shelf.subscribe(null as never)).toBeTypeOf('function');
  expect(listeners).toEqual([]);
  shelf.subscribe(fail);
  shelf.subscribe((async () => fail()) as never);
  for (const listener of listeners) await listener();
  expect(said).toEqual([
    'onshelf: subscribe() takes a function. [bad-argument]',
    'onshelf: a listener of subscribe() failed: boom [listener-failed]',
  ]);
});

it('a refusal on a checkout that the options cannot weaken is noted', async () => {
  localStorage.setItem('onshelf:onshelf', '{"since":5}');
  const shelf = await createShelf({ pack: '', page: 'checkout' });
  await shelf.consent.set('denied', hostileValues()[0][1] as never);
  expect(readRefusal('onshelf')?.word).toBe('denied');
});

describe.each(NAMES.filter((name) => name !== 'onSegmentChange'))('%s()', (name) => {
  it('resolves whatever it is given, though all of it is read', async () => {
    const results = await resultsOf(carelessShelf().shelf, name);
    if (name !== 'close') expect(results).not.toContain(undefined);
  });

  it('resolves on a checkout too', async () => {
    await resultsOf(await createShelf({ pack: '', page: 'checkout' }), name);
  });
});
