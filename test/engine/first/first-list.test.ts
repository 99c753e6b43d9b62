import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { carryFirst } from '../../../src/train/packing/carry-first.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import type { ListCall } from '../../../src/types/list-call.js';
import type { PackManifest } from '../../../src/types/manifest.js';
import { type PackServer, servePack } from '../../fixtures/pack-server.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { event } from '../list-fixture.js';

const content = tinyContent(40);
const encoded = await encodePack(content);
const published = await carryFirst(encoded, openEncoded(encoded));

let server: PackServer;
let engine: Engine;
/** Lets the rows come, which the server holds back until then. */
let letGo: () => void;

const serve = async (manifest: PackManifest): Promise<void> => {
  server = await servePack({ ...published, manifest });
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  server.answer = async (request) => {
    if (request.url?.includes('rows-')) await gone;
    return false;
  };
  engine = createEngine();
};
const open = (): Promise<unknown> => engine.open({ packUrl: `${server.origin}/pack/pack.json`, backend: 'js', place: null });
const loaded = async (): Promise<void> => {
  while (!(await engine.loaded()));
};
const list = (call: Partial<ListCall> = {}) => engine.list({ kind: 'recommend', count: 5, ...call }, new AbortController().signal);
const idsOf = async (answer: ReturnType<typeof list>): Promise<string[]> => (await answer).items.map(({ id }) => id);

beforeEach(() => serve(published.manifest));
afterEach(async () => {
  letGo();
  engine.close();
  await server.stop();
});

describe('while the rows of a first visit do not come', () => {
  it('an unknown shopper gets the popular items, with their records, and a note that the pack is still loading', async () => {
    await open();
    const answer = await list();
    expect(answer.servedBy).toEqual({ model: 'popular', backend: 'none' });
    expect(answer.trace.notes.map(({ code }) => code)).toContain('pack-loading');
    expect(answer.items.map(({ item }) => item)).toEqual(content.catalog.slice(0, 5));
    expect(engine.health().pack).toBeNull();
    letGo();
    await loaded();
    const later = await list();
    expect(later.items).toEqual(answer.items);
    expect(later.servedBy).toEqual({ model: 'popular', backend: 'js' });
    expect(later.trace.notes).toEqual([]);
  });

  it('a list that is requested before the page has set the pack gets them too', async () => {
    const early = list();
    void open();
    expect((await early).trace.notes.map(({ code }) => code)).toContain('pack-loading');
  });

  it('a list is filtered, pinned and limited as with the whole pack', async () => {
    await open();
    const rules: Partial<ListCall> = {
      filter: 'brand == "Fell"',
      unavailable: ['tent-0'],
      pins: [{ id: 'tent-6', place: 1 }],
      exclude: 'none',
    };
    const first = await idsOf(list(rules));
    expect(first).toEqual(['tent-2', 'tent-6', 'tent-4', 'tent-8', 'tent-10']);
    letGo();
    await loaded();
    expect(await idsOf(list(rules))).toEqual(first);
  });

  it.each<[string, Partial<ListCall>]>([
    ['asks for more items than there are', { count: 65 }],
    ['has a filter that too few of them pass', { filter: 'product_type within "Outdoor > lamp"' }],
    ['pins an item that is not among them', { pins: [{ id: 'lamp-39', place: 0 }] }],
    ['promotes an item that is not among them', { promoted: { ids: ['lamp-39'], share: 0.2 } }],
    ['has a filter that cannot be read', { filter: 'price <' }],
    ['may have sold-out items', { inStock: false }],
    ['is about an item', { kind: 'related', itemId: 'tent-0' }],
    ['is of the newest items', { kind: 'newArrivals' }],
    ['is compared with another', { interleave: { with: { diversity: 0.5 }, name: 'trial' } }],
  ])('a list that %s waits for the pack', async (_, call) => {
    await open();
    await expect(list(call)).rejects.toMatchObject({ code: 'pack-unreachable' });
  });

  it('a shopper with a history gets the popular list only once the pack takes long, without what they hid, and is told', async () => {
    await open();
    engine.observe(event('view_item', 'boot-3'));
    engine.observe({ ...event('feedback', 'tent-0'), kind: 'hide' });
    const answer = await list();
    expect(answer.servedBy).toEqual({ model: 'popular', backend: 'none' });
    expect(answer.items.map(({ id }) => id)).toEqual(['tent-1', 'tent-2', 'tent-3', 'tent-4', 'tent-5']);
    expect(answer.trace.notes.find(({ code }) => code === 'pack-loading')?.message).toContain('does not use the history');
    const personal = list();
    letGo();
    expect((await personal).servedBy.model).toBe('personal');
  });

  it.each<[string, Partial<ListCall>, string]>([
    ['a filter by segments', { filter: '!("Outdoor > boot" in segments) || price > 12' }, 'tent-0'],
    ['a boost by the prototype', { boost: 'prototype == -1 && id == "tent-4" ? 1 : 0' }, 'tent-4'],
  ])('%s takes a shopper with a history to be of none, and the list says so', async (_what, call, first) => {
    await open();
    for (const id of ['boot-1', 'boot-2', 'boot-3']) engine.observe(event('view_item', id));
    const noteOf = async (asked: Partial<ListCall>) => {
      const { items, trace } = await list(asked);
      return [items[0].id, trace.notes.find(({ code }) => code === 'pack-loading')?.message.includes('of no segment and of no prototype')];
    };
    expect(await noteOf(call)).toEqual([first, true]);
    expect(await noteOf({ filter: 'title != "segments"' })).toEqual(['tent-0', false]);
  });

  it('a list is continued with the pack, without the items given before', async () => {
    await open();
    const first = await list();
    letGo();
    await loaded();
    const next = await list({ kind: 'next', recommendationId: first.recommendationId, count: 70 });
    expect(next.items).toHaveLength(70);
    expect(next.items.map(({ id }) => id)).toEqual(content.catalog.slice(5, 75).map(({ id }) => id));
  });
});

it('items of the manifest with a fault are not used, and reported', async () => {
  await server.stop();
  const { first } = published.manifest;
  if (first === undefined) throw new Error('the pack has no first list');
  const items = first.items.map((item) => ({ ...item, price: 'a lot' as unknown as number }));
  await serve({ ...published.manifest, first: { ...first, items } });
  const opening = open();
  await expect(list()).rejects.toMatchObject({ code: 'pack-unreachable' });
  expect(engine.health().notes.find(({ code }) => code === 'pack-invalid')?.message).toContain('first.items[0].price');
  letGo();
  await opening;
  expect((await list()).items).toHaveLength(5);
});

it('if the pack cannot be loaded, no list is made of the items of the manifest: later lists would not use the pack', async () => {
  server.answer = (request, response) => {
    if (!request.url?.includes('rows-')) return false;
    response.writeHead(404).end();
    return true;
  };
  await open().catch(() => {});
  await loaded().catch(() => {});
  await expect(list()).rejects.toMatchObject({ code: 'pack-unreachable' });
});
