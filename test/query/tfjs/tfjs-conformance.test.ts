import { engine, env } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { tfjsOnWebGpu } from '../../../src/query/tfjs/webgpu/tfjs-webgpu.js';
import { AGREEMENT, CARDS, differenceAt, historyOf, LENGTHS, openPair } from '../../conformance/encoder-cases.js';
import { NODE_PLACES, openNodeDevice } from './node-places.js';

// Else each backend advises, anew for every test, to install another package.
env().set('IS_TEST', true);

/** A software GPU compiles kernels for seconds. */
const TIMEOUT_MS = 240_000;
/** A software GPU takes a tenth of a second for each. */
const roundsOf = (place: string, card: string): number => (place === 'webgpu' ? 4 : card === 'consistent' ? 1000 : 100);
const tensors = (): number => engine().state.numTensors;

describe.each(NODE_PLACES)('tfjs on %s in Node', (name, open) => {
  for (const card of Object.keys(CARDS)) {
    it(`gives the parts of the plain reference for histories of any length: ${card}`, { timeout: TIMEOUT_MS }, async () => {
      const pair = await openPair(card, open);
      for (const length of LENGTHS) expect(await differenceAt(pair, length), `${length} items`).toBeLessThan(AGREEMENT);
      pair.reader.dispose();
    });

    it(`leaves no tensor: ${card}`, { timeout: TIMEOUT_MS }, async () => {
      const before = tensors();
      const { reader } = await openPair(card, open);
      await reader.read(historyOf(3));
      const held = tensors();
      expect(held).toBeGreaterThan(before);
      for (let round = 0; round < roundsOf(name, card); round++) await reader.read(historyOf(1 + (round % 9)));
      expect(tensors()).toBe(held);
      reader.dispose();
      expect(tensors()).toBe(before);
    });

    it(`reads two histories at once, and no history of nothing: ${card}`, { timeout: TIMEOUT_MS }, async () => {
      const { reader, plain } = await openPair(card, open);
      const [one, other] = await Promise.all([reader.read(historyOf(4)), reader.read(historyOf(12))]);
      expect(one[0][0]).toBeCloseTo(plain(historyOf(4))[0][0], 4);
      expect(other[0][0]).toBeCloseTo(plain(historyOf(12))[0][0], 4);
      expect(await reader.read([])).toEqual([]);
      reader.dispose();
    });
  }

  it('refuses to read once it is disposed of, and can be disposed of twice', { timeout: TIMEOUT_MS }, async () => {
    const { reader } = await openPair('consistent', open);
    reader.dispose();
    reader.dispose();
    await expect(reader.read(historyOf(2))).rejects.toMatchObject({ code: 'scorer-failed' });
  });

  it('ends a reading that it is disposed of in the midst of, with a code', { timeout: TIMEOUT_MS }, async () => {
    const before = tensors();
    const { reader } = await openPair('consistent', open);
    const reading = reader.read(historyOf(6));
    reader.dispose();
    await expect(reading).rejects.toMatchObject({ code: 'scorer-failed' });
    expect(tensors()).toBe(before);
  });

  it('leaves the backend alone that others use on the same thread', { timeout: TIMEOUT_MS }, async () => {
    const others = await openPair('consistent', NODE_PLACES[0][1]);
    await others.reader.read(historyOf(2));
    const current = engine().backendName;
    const { reader } = await openPair('consistent', open);
    await reader.read(historyOf(2));
    expect(engine().backendName).toBe(current);
    reader.dispose();
    expect(await differenceAt(others, 10)).toBeLessThan(AGREEMENT);
    others.reader.dispose();
  });
});

describe.skipIf(openNodeDevice === undefined)('a device of WebGPU that is lost', () => {
  it('in the midst of a reading makes it fail with a code, and all later ones', { timeout: TIMEOUT_MS }, async () => {
    const device = (await openNodeDevice?.()) as GPUDevice;
    const { reader } = await openPair('consistent', async () => tfjsOnWebGpu(device));
    await reader.read(historyOf(6));
    const reading = reader.read(historyOf(6));
    device.destroy();
    await expect(reading).rejects.toMatchObject({ code: 'scorer-failed' });
    await expect(reader.read(historyOf(6))).rejects.toMatchObject({ code: 'scorer-failed' });
    reader.dispose();
  });
});
