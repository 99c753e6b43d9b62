// Runs in a browser: the encoders on the backends of tfjs that it has, beside the plain reference, without a test framework.
import { engine } from '@tensorflow/tfjs-core';
import { codeOf, messageOf } from '../../src/core/onshelf-error.js';
import type { TfjsPlace } from '../../src/query/tfjs/tfjs-session.js';
import { tfjsOnWebGl } from '../../src/query/tfjs/webgl/tfjs-webgl.js';
import { tfjsOnWebGpu } from '../../src/query/tfjs/webgpu/tfjs-webgpu.js';
import { makeCanvas, openWebGlContext } from '../../src/score/webgl/context/tfjs-webgl-context.js';
import { openDevice } from '../../src/score/webgpu/device/open-device.js';
import { differenceAt, historyOf, LENGTHS, openPair } from './encoder-cases.js';

/** A backend of tfjs that a page may have. */
export type PageBackend = 'webgpu' | 'webgl';

/** What an encoder did on a backend. */
export interface EncoderResult {
  /** Why the backend does not open; null if it does. */
  readonly absent: string | null;
  /** Largest difference from the plain reference, by length of history. */
  readonly differences: Readonly<Record<number, number>>;
  /** Tensors after the first readings, and after as many more as were asked for. */
  readonly tensors: readonly [before: number, after: number];
  /** Code of the failure of a reading during which the hardware was lost, and of the next one. */
  readonly lost: readonly unknown[];
}

/** Milliseconds: a software GPU compiles kernels for seconds. */
const SLOW_MS = 120_000;

/** A place, and what loses its hardware. */
async function openPlace(backend: PageBackend): Promise<{ readonly place: TfjsPlace; lose(): void }> {
  if (backend === 'webgl') {
    const canvas = typeof document === 'undefined' ? makeCanvas() : document.createElement('canvas');
    const context = openWebGlContext(canvas);
    const lose = (): void => context.gl.getExtension('WEBGL_lose_context')?.loseContext();
    return { place: { ...tfjsOnWebGl(context), answerMs: SLOW_MS }, lose };
  }
  const gpu = navigator.gpu as Navigator['gpu'] | undefined;
  if (gpu === undefined) throw new Error('This browser has no WebGPU.');
  const { device } = await openDevice(gpu, 2 ** 20);
  return { place: { ...tfjsOnWebGpu(device), answerMs: SLOW_MS }, lose: () => device.destroy() };
}

/**
 * Runs a card on a backend.
 *
 * @param backend its name
 * @param card its name in `CARDS`
 * @param rounds readings between the two counts of tensors
 */
export async function checkEncoder(backend: PageBackend, card: string, rounds: number): Promise<EncoderResult> {
  let opened: Awaited<ReturnType<typeof openPlace>>;
  try {
    opened = await openPlace(backend);
  } catch (error) {
    return { absent: messageOf(error), differences: {}, tensors: [0, 0], lost: [] };
  }
  const pair = await openPair(card, async () => opened.place);
  const differences: Record<number, number> = {};
  for (const length of LENGTHS) differences[length] = await differenceAt(pair, length);
  const before = engine().state.numTensors;
  for (let round = 0; round < rounds; round++) await pair.reader.read(historyOf(1 + (round % 8)));
  const after = engine().state.numTensors;
  const failureOf = (reading: Promise<unknown>): Promise<unknown> => reading.then(() => 'none', codeOf);
  const reading = failureOf(pair.reader.read(historyOf(6)));
  opened.lose();
  const lost = [await reading, await failureOf(pair.reader.read(historyOf(6)))];
  pair.reader.dispose();
  return { absent: null, differences, tensors: [before, after], lost };
}
