import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseScorer } from '../../src/score/choose-scorer.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK } from '../conformance/scorer.js';
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
    const notes: string[] = [];
    const scorer = await chooseScorer(rows, 'js', notes);
    expectSame(await scorer.score(query, 20, nothing), expected, 'js');
    await scorer.settled;
    expect(scorer.backend).toBe('js');
    expect(requestAdapter).not.toHaveBeenCalled();
    expect(notes).toEqual([]);
  });

  it("'webgpu' degrades to js with a note where there is no WebGPU", async () => {
    vi.stubGlobal('navigator', {});
    const notes: string[] = [];
    const scorer = await chooseScorer(rows, 'webgpu', notes);
    expect(scorer.backend).toBe('js');
    expectSame(await scorer.score(query, 20, nothing), expected, 'js');
    expect(notes).toHaveLength(1);
  });

  it("'webgpu' degrades to js with a note where there is no adapter", async () => {
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => null } });
    const notes: string[] = [];
    const scorer = await chooseScorer(rows, 'webgpu', notes);
    expectSame(await scorer.score(query, 20, nothing), expected, 'js');
    expect(notes[0]).toContain('no adapter');
  });

  it("'auto' is quiet where there is no WebGPU, and survives a broken one", async () => {
    vi.stubGlobal('navigator', {});
    const quiet: string[] = [];
    await (await chooseScorer(rows, 'auto', quiet, 0)).settled;
    expect(quiet).toEqual([]);

    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.reject(new Error('driver gone')) } });
    const notes: string[] = [];
    const scorer = await chooseScorer(rows, 'auto', notes, 0);
    await scorer.settled;
    expectSame(await scorer.score(query, 20, nothing), expected, 'auto');
    expect(notes[0]).toContain('driver gone');
  });
});

describe.skipIf(gpu === undefined)('chooseScorer with a GPU', () => {
  const present = gpu as GPU;

  it("forced 'webgpu' falls to js when its device is lost", async () => {
    const watched = watchDevices(present);
    vi.stubGlobal('navigator', { gpu: watched.gpu });
    const notes: string[] = [];
    const scorer = await chooseScorer(rows, 'webgpu', notes);
    expectSame(await scorer.score(query, 20, nothing), expected, 'before');
    expect(scorer.backend).toBe('webgpu');
    expect(notes).toEqual([]);

    watched.devices[0].destroy();
    const both = await Promise.all([scorer.score(query, 20, nothing), scorer.score(query, 20, nothing)]);
    for (const answer of both) expectSame(answer, expected, 'after');
    expect(scorer.backend).toBe('js');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('given up');

    expectSame(await scorer.score(query, 20, nothing), expected, 'later');
    expect(watched.devices).toHaveLength(1);
    expect(notes).toHaveLength(1);
    scorer.dispose();
  });

  it("'auto' answers from js at once, measures both, and keeps the faster", async () => {
    const watched = watchDevices(present);
    vi.stubGlobal('navigator', { gpu: watched.gpu });
    const notes: string[] = [];
    const scorer = await chooseScorer(rows, 'auto', notes, 0);
    expect(scorer.backend).toBe('js');
    expectSame(await scorer.score(query, 20, nothing), expected, 'at once');
    expect(scorer.backend).toBe('js');
    await scorer.settled;
    expect(notes).toHaveLength(1);
    const answer = await scorer.score(query, 20, nothing);
    expectSame(answer, expected, 'settled');
    const choseGpu = notes[0].startsWith('Scoring with the GPU');
    expect(scorer.backend).toBe(choseGpu ? 'webgpu' : 'js');
    scorer.dispose();
    await expect(watched.devices[0].lost).resolves.toMatchObject({ reason: 'destroyed' });
  });

  it("'auto' leaves the GPU alone where JavaScript is fast enough", async () => {
    const notes: string[] = [];
    const watched = watchDevices(present);
    vi.stubGlobal('navigator', { gpu: watched.gpu });
    const scorer = await chooseScorer(rows, 'auto', notes, 1000);
    await scorer.settled;
    expect(watched.devices).toEqual([]);
    expect(notes).toEqual([]);
    expectSame(await scorer.score(query, 20, nothing), expected, 'auto');
  });

  it("'auto' gives the GPU back when disposed while warming up", async () => {
    const watched = watchDevices(present);
    vi.stubGlobal('navigator', { gpu: watched.gpu });
    const notes: string[] = [];
    const scorer = await chooseScorer(rows, 'auto', notes, 0);
    scorer.dispose();
    await scorer.settled;
    await expect(watched.devices[0].lost).resolves.toMatchObject({ reason: 'destroyed' });
    expect(notes).toEqual([]);
  });

  it('uses the GPU where it is measured faster', async () => {
    const watched = watchDevices(present);
    vi.stubGlobal('navigator', { gpu: watched.gpu });
    // A clock that jumps for JavaScript, measured first, and stands still for the GPU.
    let reading = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      reading++;
      return reading <= 6 ? reading : 0;
    });
    const notes: string[] = [];
    const scorer = await chooseScorer(rows, 'auto', notes, 0);
    await scorer.settled;
    vi.restoreAllMocks();
    expectSame(await scorer.score(query, 20, nothing), expected, 'gpu');
    expect(scorer.backend).toBe('webgpu');
    watched.devices[0].destroy();
    expectSame(await scorer.score(query, 20, nothing), expected, 'after the loss');
    expect(scorer.backend).toBe('js');
    expect(notes[1]).toContain('given up');
    scorer.dispose();
  });
});
