import { describe, expect, it } from 'vitest';
import { createWebGpuScorer } from '../../src/score/webgpu/webgpu-scorer.js';
import { checkLargeCatalog, LARGE_SHAPES } from '../conformance/large-catalog.js';
import { openNodeGpu, watchDevices } from './node-gpu.js';

const { gpu } = await openNodeGpu();

describe.skipIf(gpu === undefined)('webgpu scorer of a catalogue larger than one binding', () => {
  // In Node the long one, in Chromium the wide one: each takes long on an emulated GPU.
  it('answers as JavaScript does', { timeout: 180_000 }, async () => {
    const watched = watchDevices(gpu as GPU);
    const held = await checkLargeCatalog((rows) => createWebGpuScorer(rows, watched.gpu), LARGE_SHAPES.long);
    expect(held.rows).toBeGreaterThan(watched.devices[0].limits.maxStorageBufferBindingSize);
    expect(held.gpu).toBeGreaterThan(held.rows);
  });
});
