import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { explainScore } from '../../../src/engine/account/explain-score.js';
import { PARAMETERS } from '../../../src/engine/call/call-parameters.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { serveList } from '../../../src/engine/serve-list.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import type { Answer } from '../../../src/types/answer.js';
import type { ListCall } from '../../../src/types/list-call.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

const NOW = Date.UTC(2026, 5, 1);
let engine: Engine;
beforeAll(async () => {
  const { manifest, files } = await encodePack(tinyContent());
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    return new Response(name === 'pack.json' ? JSON.stringify(manifest) : files.get(name));
  });
  engine = createEngine(() => NOW);
  await engine.open({ packUrl: 'https://shop.example/pack/pack.json', backend: 'js', place: null });
  vi.unstubAllGlobals();
});
afterEach(() => {
  for (const name of Object.keys(PARAMETERS)) delete (Object.prototype as Record<string, unknown>)[name];
});

const ask = (call: object): Promise<Answer> =>
  engine.list({ kind: 'recommend', now: NOW, ...call } as ListCall, new AbortController().signal);
const idsOf = ({ items }: Answer): string[] => items.map(({ id }) => id);

describe('an unknown name is reported once, and the list is made without it:', () => {
  it.each<[string, object, string, RegExp]>([
    ['a parameter', { divresity: 0.5 }, 'unknown-name', /"divresity" is not a parameter.* Did you mean "diversity"\?/],
    ['a scenario', { scenario: 'homepage' }, 'unknown-name', /scenario: "homepage" is ignored; there are home, product/],
    ['what to exclude', { exclude: 'Seen' }, 'unknown-name', /Did you mean "seen"\?/],
    ['a type', { types: ['prodict'] }, 'unknown-name', /types: "prodict" .* Did you mean "product"\?/],
    ['types that are no list', { types: 'product' }, 'bad-argument', /types: product is ignored; it takes a list/],
    ['among whom', { kind: 'trending', among: 'mine' }, 'unknown-name', /among: "mine"/],
    ['a count in words', { count: 'twelve' }, 'bad-argument', /count: twelve is ignored/],
    ['a share beyond all', { diversity: 7 }, 'bad-argument', /diversity: 7 is taken as 1/],
    ['a seed that is no number', { seed: 'x' }, 'bad-argument', /seed: x is ignored/],
    ['a truth that is a text', { ranker: 'yes' }, 'bad-argument', /ranker: yes is ignored; it takes true or false/],
    ['a name in a pin', { pins: [{ id: 'tent-1', place: 0, plaice: 2 }] }, 'unknown-name', /pins: "plaice" .* Did you mean "place"\?/],
    ['a name in a promotion', { promoted: { ids: [], share: 0, shares: 1 } }, 'unknown-name', /promoted: "shares"/],
    ['a name in a rule of what was seen', { excludeSeen: [{ event: 'view_item', day: 3 }] }, 'unknown-name', /Did you mean "days"\?/],
    ['a column of limits', { maxPer: { colour: 2 } }, 'bad-argument', /maxPer: "colour: 2" was left out/],
    ['a name of a comparison', { interleave: { with: { diversity: 0.5 }, nam: 'a' } }, 'unknown-name', /interleave: "nam"/],
    ['a setting to compare', { interleave: { with: { diversty: 0.5 } } }, 'unknown-name', /"diversty" is not a parameter/],
    ['what only the engine says', { presetNotes: ['x'] }, 'unknown-name', /"presetNotes"/],
  ])('%s', async (_name, call, code, message) => {
    const { items, trace } = await ask(call);
    expect(items.length).toBeGreaterThan(0);
    expect(trace.notes).toEqual([{ code, message: expect.stringMatching(message) }]);
  });

  it('a kind of list, which cannot be made', async () => {
    await expect(ask({ kind: 'reccomend' })).rejects.toThrow(/There is no list "reccomend"\. Did you mean "recommend"\?/);
  });

  it('and in an explanation', async () => {
    const request = { filtre: 'price < 1', count: 3 };
    const { notes } = await explainScore(await engine.context(request), 'tent-1', request, serveList);
    expect(notes.map(({ code }) => code)).toEqual(['unknown-name']);
  });
});

describe('a parameter of an earlier name', () => {
  it('is taken as what it is called now, and the note says so', async () => {
    const history = { itemId: 'tent-1', kind: 'related', count: 30 };
    const [now, before, whole] = [
      await ask({ ...history, minDistinctness: 0.5 }),
      await ask({ ...history, minRelevance: 0.5 }),
      await ask(history),
    ];
    expect(idsOf(before)).toEqual(idsOf(now));
    expect(before.items.length).toBeLessThan(whole.items.length);
    expect(before.trace.notes).toEqual([
      { code: 'unknown-name', message: '"minRelevance" is called minDistinctness now, and is taken as that.' },
      ...now.trace.notes,
    ]);
  });
});

describe('a parameter that is too long is cut, and reported:', () => {
  const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `id-${at}`);
  it.each<[string, readonly unknown[], (given: readonly unknown[]) => object]>([
    ['sold out items', ids(100_001), (unavailable) => ({ unavailable })],
    ['pins', ids(1001).map((id) => ({ id, place: 0 })), (pins) => ({ pins })],
    ['promoted items', ids(10_001), (given) => ({ promoted: { ids: given, share: 0.1 } })],
    ['rules of what was seen', Array(2000).fill({ event: 'view_item' }), (excludeSeen) => ({ excludeSeen })],
    ['results to rank anew', ids(100_000), (itemIds) => ({ kind: 'rerank', itemIds })],
    ['a cart', ids(100_000), (itemIds) => ({ kind: 'boughtTogether', itemIds })],
  ])('%s, and each entry is read a few times at most', async (_name, given, callOf) => {
    let reads = 0;
    const counted = new Proxy(given, {
      get: (target, name) => {
        reads++;
        return Reflect.get(target, name);
      },
    });
    const { trace } = await ask(callOf(counted));
    const used = trace.notes.flatMap(({ code, message }) => (code === 'too-many' ? (/ the first (\d+) are used/.exec(message) ?? []) : []));
    expect(Number(used[1])).toBeLessThan(given.length);
    expect(reads).toBeLessThan(4 * given.length);
  });
});

describe('members that another script adds to Object.prototype are not parameters', () => {
  it.each<[string, unknown]>([
    ['filter', 'price < 0'],
    ['scenario', 'cart'],
    ['exclude', 'seen'],
    ['unavailable', ['tent-0', 'stove-0']],
    ['count', 1],
    ['pins', [{ id: 'lamp-9', place: 0 }]],
    ['interleave', { with: { exclude: 'seen' } }],
    ['within', 'Outdoor > lamp'],
  ])('%s', async (name, value) => {
    const calls: object[] = [{}, { scenario: 'empty-search' }, { diversity: 0.1 }, { kind: 'trending' }];
    const before = await Promise.all(calls.map(ask));
    Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
    const after = await Promise.all(calls.map(ask));
    delete (Object.prototype as Record<string, unknown>)[name];
    expect(after.map(idsOf)).toEqual(before.map(idsOf));
  });
});
