import { afterEach, describe, expect, it, vi } from 'vitest';
import type { List } from '../../src/binding/list.js';
import { createListMaker, type ListMaker } from '../../src/binding/list-maker.js';
import { rerankParts } from '../../src/binding/rerank-parts.js';
import { shelfStoreOf } from '../../src/binding/shelf-store.js';
import { answerOf } from './test-shelf.js';

interface Own {
  readonly id: string;
}
const store = shelfStoreOf(null);
const call = { name: 'recommend', request: {} } as const;
const idsOf = ({ items }: List<Own>): string => items.map(({ id }) => id).join('');
const recordsOf = (ids: string): Own[] => [...ids].map((id) => ({ id }));
/** The order in which a reordered list is shown; `order`: the answer's, if there is one. */
const show = (maker: ListMaker<Own>, given: string, order?: string, options: { resetKey?: string; strength?: number } = {}): string =>
  idsOf(maker.make(store, order === undefined ? undefined : answerOf([...order]), rerankParts(recordsOf(given), options)));

afterEach(() => void vi.restoreAllMocks());

it('the fallback is reported as the list that it is, where a group of an experiment gets the order of the shop', () => {
  const tracked: unknown[] = [];
  const shown = { ...store, track: async (_name: string, parameters: unknown) => void tracked.push(parameters) } as unknown as typeof store;
  const answer = answerOf(['x'], 'fallback', 'id-arm-bold-control');
  const placement = { name: 'top', experiment: 'bold', arm: 'control', repeats: false };
  const parts = { call, fallback: recordsOf('ab') };
  const list = createListMaker<Own>().make(shown, { ...answer, trace: { ...answer.trace, placement } }, parts);
  void list.report.click({ id: 'b' });
  expect([idsOf(list), list.status, list.recommendationId]).toEqual(['ab', 'fallback', 'id-arm-bold-control']);
  expect(tracked).toEqual([{ items: [{ item_id: 'b', index: 1 }], item_list_id: 'id-arm-bold-control' }]);
  expect(createListMaker<Own>().make(shown, answer, parts).recommendationId).toBe('');
});

describe('a reordered list', () => {
  it('has the order of each answer while it does not grow', () => {
    const maker = createListMaker<Own>();
    expect(['cab', 'bca', 'abc'].map((order) => show(maker, 'abc', order))).toEqual(['cab', 'bca', 'abc']);
  });

  it('keeps what is shown where it is when it grows, before the answer and after it', () => {
    const maker = createListMaker<Own>();
    show(maker, 'abc', 'cab');
    expect(show(maker, 'abcde')).toBe('cabde');
    expect(show(maker, 'abcde', 'edcba')).toBe('cabed');
    expect(show(maker, 'abcdefg', 'gfedcba')).toBe('cabedgf');
    // An event moves nothing that was there before the list grew.
    expect(show(maker, 'abcdefg', 'abcdefg')).toBe('cabedfg');
  });

  it('keeps it also when items are put between, or taken away', () => {
    const maker = createListMaker<Own>();
    show(maker, 'abcd', 'dcba');
    expect(show(maker, 'xabcd', 'xabcd')).toBe('dcbax');
    expect(show(maker, 'xbcd', 'xbcd')).toBe('dcbx');
  });

  it.each([
    ['another list', 'xyz', {}],
    ['the same items in another order', 'cba', {}],
    ['less than half of the items', 'axyz', {}],
    ['another request', 'abcd', { strength: 1 }],
    ['another resetKey', 'abcd', { resetKey: 'new' }],
  ])('is ordered anew for %s', (_what, given, options) => {
    const maker = createListMaker<Own>();
    show(maker, 'abc', 'cab');
    const order = [...given].reverse().join('');
    expect(show(maker, given, order, options)).toBe(order);
  });

  it('keeps it with a request in which a parameter is held', () => {
    const maker = createListMaker<Own>();
    const made = (now: number, given: string, order: string): string => {
      const parts = rerankParts(recordsOf(given), { now });
      // As the hooks do: the call with what is held.
      return idsOf(maker.make(store, answerOf([...order]), { ...parts, call: { ...parts.call, request: { now: 1 } } }));
    };
    made(1, 'abc', 'cab');
    expect(made(2, 'abcd', 'dabc')).toBe('cabd');
  });

  it('is not kept in the order it had before any answer', () => {
    const maker = createListMaker<Own>();
    show(maker, 'abc');
    expect(show(maker, 'abcd', 'dcba')).toBe('dcba');
  });

  it('loses and adds nothing', () => {
    const maker = createListMaker<Own>();
    expect(show(maker, 'abcd', 'xdb')).toBe('dbac');
  });
});

describe("a list of the shop's own records", () => {
  const answer = answerOf(['a', 'b', 'c']);

  it('leaves out what has none, even if the function throws, and says so once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const resolve = (id: string): Own | null => {
      if (id === 'b') throw new Error('no b');
      return id === 'a' ? { id } : null;
    };
    expect(idsOf(createListMaker<Own>().make(store, answer, { call, resolve }))).toBe('a');
    expect(warn.mock.calls.map(([line]) => line)).toEqual([expect.stringMatching(/item b.*no b.*\[unresolved-item\]$/)]);
  });

  it('is the same object while the records are the same, whatever function gives them', () => {
    const maker = createListMaker<Own>();
    const records = new Map(recordsOf('abc').map((record) => [record.id, record]));
    const make = (): List<Own> => maker.make(store, answer, { call, resolve: (id) => records.get(id) });
    const first = make();
    expect(make()).toBe(first);
    records.set('b', { id: 'b' });
    expect(make()).not.toBe(first);
  });

  it('is the same object with a fallback of the same records in a new array', () => {
    const maker = createListMaker<Own>();
    const records = recordsOf('ab');
    expect(maker.make(store, undefined, { call, fallback: [...records] })).toBe(
      maker.make(store, undefined, { call, fallback: [...records] }),
    );
  });

  it('counts an impression once per answer, although its records change', async () => {
    vi.useFakeTimers();
    const shown: unknown[] = [];
    const counting = { ...store, show: (parameters: unknown) => void shown.push(parameters) };
    const maker = createListMaker<Own>();
    for (let time = 0; time < 2; time++) maker.make(counting, answer, { call, resolve: (id) => ({ id }) }).report.view({ id: 'a' });
    vi.runAllTimers();
    vi.useRealTimers();
    expect(shown.length).toBe(1);
  });
});
