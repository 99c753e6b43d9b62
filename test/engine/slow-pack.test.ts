import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import { createPackHolder, type PackHolder } from '../../src/engine/state/pack-holder.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { loadPack } from '../../src/pack/load/load.js';
import type { Note } from '../../src/types/note.js';
import type { PackStore } from '../../src/types/scoring/pack-store.js';
import { memoryStore, type PackServer, servePack } from '../fixtures/pack-server.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

/** Milliseconds. The promised limit is a second; the rest is for a busy machine. */
const PROMISED = 2500;

let server: PackServer;
let url: string;
let letGo: () => void;
beforeEach(async () => {
  server = await servePack(await encodePack(tinyContent()));
  url = `${server.origin}/pack/pack.json`;
});
afterEach(async () => {
  letGo?.();
  await server.stop();
});

/** The server holds requests back until the test releases them. */
const hold = (which: string): void => {
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  server.answer = async (request) => {
    if (request.url?.includes(which)) await gone;
    return false;
  };
};
const holderOf = (store: PackStore | null): { holder: PackHolder; notes: Note[] } => {
  const notes: Note[] = [];
  const scorerMemory = { read: async () => undefined, write: async () => {} };
  return { holder: createPackHolder({ packStore: () => store, scorerMemory, now: Date.now, notes, allowed: async () => {} }), notes };
};
const took = async (step: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await step();
  return performance.now() - began;
};

describe.each(['pack.json', 'rows-'])('while %s does not come', (held) => {
  it('on a first visit a list falls back within a second, and is made as soon as the pack is loaded', async () => {
    hold(held);
    const engine = createEngine();
    const opening = engine.open({ packUrl: url, backend: 'js', place: null });
    const list = () => engine.list({ kind: 'recommend', count: 3 }, new AbortController().signal);
    expect(await took(() => expect(list()).rejects.toMatchObject({ code: 'pack-unreachable' }))).toBeLessThan(PROMISED);
    expect(engine.health().notes.map(({ code }) => code)).toEqual(['pack-slow']);
    letGo();
    await opening;
    expect((await list()).items).toHaveLength(3);
    expect(engine.health().notes).toEqual([]);
  });

  it('the pack of an earlier visit is used within a second, and the newer one as soon as it is loaded', async () => {
    const store = memoryStore();
    await loadPack(url, store);
    const content = tinyContent();
    server.pack = await encodePack({ ...content, number: 2, factors: content.factors.map((value) => -value) });
    hold(held);
    const { holder } = holderOf(store);
    expect(await took(() => holder.open({ packUrl: url, backend: 'js', place: null }))).toBeLessThan(PROMISED);
    const before = await holder.ready();
    expect(before.pack.manifest.number).toBe(1);
    expect(holder.notes().map(({ code }) => code)).toEqual(['pack-from-store']);
    letGo();
    await expect.poll(async () => (await holder.ready()).pack.manifest.number, { timeout: 5000 }).toBe(2);
    expect(holder.notes()).toEqual([]);
    // A list that is continued keeps its pack and has a scorer still.
    const query = {
      vector: new Float32Array(8).fill(1),
      biasWeight: 1,
      additions: { items: new Uint32Array(), values: new Float32Array() },
    };
    expect((await before.scorer.score(query, 3, new Uint32Array(2))).items).toHaveLength(3);
  });
});

it('a list that is requested before the page has set the pack waits for it', async () => {
  const engine = createEngine();
  const list = engine.list({ kind: 'recommend', count: 2 }, new AbortController().signal);
  await wait(50);
  await engine.open({ packUrl: url, backend: 'js', place: null });
  expect((await list).items).toHaveLength(2);
});

it('if the network fails at once, the pack of an earlier visit is used, and the reason is reported', async () => {
  const store = memoryStore();
  await loadPack(url, store);
  server.answer = (_request, response) => {
    response.writeHead(500).end();
    return true;
  };
  const { pack, notes, later } = await loadPack(url, store);
  expect(pack.items).toBe(40);
  expect(notes).toEqual([{ code: 'pack-from-store', message: expect.stringContaining('status 500') }]);
  expect(later).toBeUndefined();
});
