import { describe, expect, it } from 'vitest';
import { OnshelfError } from '../../src/core/onshelf-error.js';
import { isSoftware } from '../../src/score/webgpu/device/open-device.js';
import { cutRows, MAX_CHUNK_BYTES } from '../../src/score/webgpu/row-chunks.js';
import { createWebGpuScorer } from '../../src/score/webgpu/webgpu-scorer.js';
import { describeScorer } from '../conformance/scorer.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK } from '../conformance/scorer-problem.js';
import { openNodeGpu, watchDevices } from './node-gpu.js';

const { gpu } = await openNodeGpu();

describe.skipIf(gpu === undefined)('webgpu scorer', () => {
  const present = gpu as GPU;
  const rows = makeRows({ items: 10_000, dimensions: 64 });
  const nothing = makeMask(rows.items, () => false);

  describeScorer('webgpu', (given) => createWebGpuScorer(given, present));

  // The arithmetic of hardware; software, as here, computes by masks.
  describeScorer('webgpu, with packed dot products', (given) => createWebGpuScorer(given, present, { packed: true }));

  it('reports that SwiftShader is software', async () => {
    const scorer = await createWebGpuScorer(rows, present);
    expect(scorer.software).toBe(true);
    scorer.dispose();
  });

  it('spreads rows over several buffers, for one query and for many', async () => {
    const scorer = await createWebGpuScorer(rows, present, { bindingBytes: 2048 * 64 });
    const queries = [1, 2, 3, 4, 5].map((seed) => makeQuery(rows, 0.01, seed));
    const mask = makeMask(rows.items, (item) => item % 10 === 3);
    for (const count of [20, 1000]) {
      const expected = queries.map((query) => naiveTopK(rows, query, count, mask));
      expectSame(await scorer.score(queries[0], count, mask), expected[0], `count ${count}`);
      const answers = await scorer.scoreBatch(queries, count, mask);
      answers.forEach((answer, place) => {
        expectSame(answer, expected[place], `count ${count}, question ${place}`);
      });
    }
    scorer.dispose();
  });

  it('splits a batch if one dispatch would take long', async () => {
    const many = makeRows({ items: 300_000, dimensions: 64 });
    const scorer = await createWebGpuScorer(many, present);
    const queries = Array.from({ length: 18 }, (_, seed) => makeQuery(many, 0, seed + 1));
    const mask = makeMask(many.items, () => false);
    const answers = await scorer.scoreBatch(queries, 20, mask);
    for (const place of [0, 11, 12, 17]) expectSame(answers[place], await scorer.score(queries[place], 20, mask), `question ${place}`);
    scorer.dispose();
  });

  it('reports the GPU time on request', async () => {
    const times: number[] = [];
    const scorer = await createWebGpuScorer(rows, present, { onGpuTime: (nanoseconds) => times.push(nanoseconds) });
    await scorer.score(makeQuery(rows), 20, nothing);
    await scorer.scoreBatch(
      [1, 2, 3].map((seed) => makeQuery(rows, 0, seed)),
      20,
      nothing,
    );
    expect(times).toHaveLength(2);
    for (const time of times) expect(time).toBeGreaterThan(0);
    scorer.dispose();
  });

  it('rejects rather than answering with the zeros of a device destroyed between submission and reading', async () => {
    const watched = watchDevices(present);
    const scorer = await createWebGpuScorer(rows, watched.gpu);
    const device = watched.devices[0];
    const submit = device.queue.submit.bind(device.queue);
    device.queue.submit = (commands) => {
      submit(commands);
      device.destroy();
      return undefined;
    };
    await expect(scorer.score(makeQuery(rows), 20, nothing)).rejects.toMatchObject({ code: 'scorer-failed' });
  });

  it('answers counts beyond the kernel on the processor', async () => {
    const scorer = await createWebGpuScorer(rows, present);
    const query = makeQuery(rows);
    expectSame(await scorer.score(query, 3000, nothing), naiveTopK(rows, query, 3000, nothing), 'count 3000');
    scorer.dispose();
  });

  it('rejects when the device is lost between calls, and during one', async () => {
    const watched = watchDevices(present);
    const query = makeQuery(rows);
    const between = await createWebGpuScorer(rows, watched.gpu);
    await between.score(query, 20, nothing);
    watched.devices[0].destroy();
    await expect(between.score(query, 20, nothing)).rejects.toMatchObject({ code: 'scorer-failed' });
    await expect(between.score(query, 20, nothing)).rejects.toBeInstanceOf(OnshelfError);

    const during = await createWebGpuScorer(rows, watched.gpu);
    const answer = during.score(query, 20, nothing);
    watched.devices[1].destroy();
    await expect(answer).rejects.toMatchObject({ code: 'scorer-failed' });
  });

  it('rejects after dispose', async () => {
    const scorer = await createWebGpuScorer(rows, present);
    scorer.dispose();
    await expect(scorer.score(makeQuery(rows), 20, nothing)).rejects.toMatchObject({ code: 'scorer-failed' });
  });

  it('does not start on a device that computes wrong numbers', async () => {
    const watched = watchDevices(present);
    const creating = createWebGpuScorer(rows, {
      ...watched.gpu,
      requestAdapter: async () => {
        const adapter = await watched.gpu.requestAdapter();
        if (adapter === null) return null;
        return { ...adapter, requestDevice: async (wanted) => breakDot(await adapter.requestDevice(wanted)) };
      },
    });
    await expect(creating).rejects.toMatchObject({ code: 'wrong-result', message: expect.stringContaining('wrong results') });
  });
});

describe('webgpu scorer without a usable GPU', () => {
  const rows = makeRows({ items: 64, dimensions: 8 });

  it('throws if there is no adapter', async () => {
    const empty = { requestAdapter: async () => null } as unknown as GPU;
    await expect(createWebGpuScorer(rows, empty)).rejects.toMatchObject({ code: 'scorer-failed' });
  });

  it('throws if the adapter fails', async () => {
    const failing = { requestAdapter: () => Promise.reject(new Error('driver gone')) } as unknown as GPU;
    await expect(createWebGpuScorer(rows, failing)).rejects.toMatchObject({
      code: 'scorer-failed',
      message: expect.stringContaining('driver gone'),
    });
  });
});

describe('cutRows', () => {
  it('contains every row once, in chunks that start at tile borders and fit', () => {
    const chunks = cutRows(5_000_000, 64, 2 ** 27);
    expect(chunks.reduce((sum, chunk) => sum + chunk.items, 0)).toBe(5_000_000);
    let next = 0;
    for (const chunk of chunks) {
      expect(chunk.first).toBe(next);
      expect(chunk.first % 2048).toBe(0);
      expect(chunk.items * 64).toBeLessThanOrEqual(2 ** 27);
      next += chunk.items;
    }
  });

  it('keeps dispatches short whatever the width and the device', () => {
    for (const columns of [16, 64, 1024]) {
      for (const chunk of cutRows(3_000_000, columns, 2 ** 32)) expect(chunk.items * columns).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
    }
  });

  it('refuses rows wider than a binding', () => {
    expect(() => cutRows(10, 256, 1000)).toThrow(OnshelfError);
  });
});

describe('isSoftware', () => {
  it('recognises software adapters by flag and by name', () => {
    expect(isSoftware({ isFallbackAdapter: true })).toBe(true);
    expect(isSoftware({ architecture: 'swiftshader' })).toBe(true);
    expect(isSoftware({ description: 'llvmpipe (LLVM 15)' })).toBe(true);
    expect(isSoftware({ vendor: 'nvidia', architecture: 'hopper' })).toBe(false);
  });
});

/** Makes the device add the bias twice, like a faulty driver. */
function breakDot(device: GPUDevice): GPUDevice {
  const createShaderModule = device.createShaderModule.bind(device);
  device.createShaderModule = (descriptor) =>
    createShaderModule({ ...descriptor, code: descriptor.code.replaceAll('facts.bias_weight *', '2.0 * facts.bias_weight *') });
  return device;
}
