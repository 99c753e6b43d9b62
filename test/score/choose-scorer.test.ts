import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseScorer } from '../../src/score/choose-scorer.js';
import type { Note } from '../../src/types/note.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK } from '../conformance/scorer-problem.js';
import { openNodeGpu, watchDevices } from './node-gpu.js';

const { gpu } = await openNodeGpu();

const rows = makeRows({ items: 5000, dimensions: 64 });
const query = makeQuery(rows, 0.01);
const nothing = makeMask(rows.items, () => false);
const expected = naiveTopK(rows, query, 20, nothing);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('chooseScorer', () => {
  it("'js' never looks for a GPU", async () => {
    const requestAdapter = vi.fn();
    vi.stubGlobal('navigator', { gpu: { requestAdapter } });
    const notes: Note[] = [];
    const scorer = await chooseScorer(rows, 'js', { notes });
    expectSame(await scorer.score(query, 20, nothing), expected, 'js');
    await scorer.settled;
    expect(scorer.backend).toBe('js');
    expect(requestAdapter).not.toHaveBeenCalled();
    expect(notes).toEqual([]);
  });

  it("'wasm' runs in Node as in a browser", async () => {
    const scorer = await chooseScorer(rows, 'wasm', { notes: [] });
    expectSame(await scorer.score(query, 20, nothing), expected, 'wasm');
    expect(scorer.backend).toBe('wasm');
    expect(scorer.report().memory.wasm?.heap).toBeGreaterThan(rows.rows.byteLength);
  });

  it("'webgpu' degrades to js with a note if there is no WebGPU, and if there is no adapter", async () => {
    for (const [navigator, reason] of [
      [{}, 'no webgpu'],
      [{ gpu: { requestAdapter: async () => null } }, 'no adapter'],
    ] as const) {
      vi.stubGlobal('navigator', navigator);
      const notes: Note[] = [];
      const scorer = await chooseScorer(rows, 'webgpu', { notes });
      expectSame(await scorer.score(query, 20, nothing), expected, 'js');
      expect(scorer.backend).toBe('js');
      expect(notes).toHaveLength(1);
      expect(notes[0].message).toContain(reason);
    }
  });

  it("'auto' survives a broken WebGPU", async () => {
    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.reject(new Error('driver gone')) } });
    const notes: Note[] = [];
    const scorer = await chooseScorer(rows, 'auto', { notes, fastEnough: 0 });
    await scorer.settled;
    expectSame(await scorer.score(query, 20, nothing), expected, 'auto');
    expect(notes[0].message).toContain('driver gone');
  });
});

describe.skipIf(gpu === undefined)('chooseScorer with a GPU', () => {
  const present = gpu as GPU;

  it("requested 'webgpu' loses no answer when its device is lost, and opens a new one only once", async () => {
    const watched = watchDevices(present);
    vi.stubGlobal('navigator', { gpu: watched.gpu });
    const notes: Note[] = [];
    const scorer = await chooseScorer(rows, 'webgpu', { notes });
    expectSame(await scorer.score(query, 20, nothing), expected, 'before');
    expect(scorer.backend).toBe('webgpu');
    expect(notes).toEqual([]);

    watched.devices[0].destroy();
    const both = await Promise.all([scorer.score(query, 20, nothing), scorer.score(query, 20, nothing)]);
    for (const answer of both) expectSame(answer, expected, 'after');
    expect(notes).toHaveLength(1);
    expect(notes[0].message).toContain('failed');

    await vi.waitUntil(() => scorer.report().chosen.single === 'webgpu', 10_000);
    expectSame(await scorer.score(query, 20, nothing), expected, 'on a new device');
    expect(scorer.backend).toBe('webgpu');

    watched.devices[1].destroy();
    for (let round = 0; round < 3; round++) expectSame(await scorer.score(query, 20, nothing), expected, 'later');
    expect(scorer.backend).toBe('js');
    expect(watched.devices).toHaveLength(2);
    scorer.dispose();
  });

  it("'auto' answers from js at once, measures all, keeps the fastest, and releases the GPU", async () => {
    const watched = watchDevices(present);
    vi.stubGlobal('navigator', { gpu: watched.gpu });
    const notes: Note[] = [];
    const scorer = await chooseScorer(rows, 'auto', { notes, fastEnough: 0 });
    expectSame(await scorer.score(query, 20, nothing), expected, 'at once');
    await scorer.settled;
    expectSame(await scorer.score(query, 20, nothing), expected, 'settled');
    expect(Object.keys(scorer.report().measured).sort()).toEqual(['js', 'wasm', 'webgpu']);
    scorer.dispose();
    await expect(watched.devices[0].lost).resolves.toMatchObject({ reason: 'destroyed' });
  });
});
