import { attendByTfjs } from '../../../src/query/tfjs/tfjs-attend.js';
import { tfjsOnWebGpu } from '../../../src/query/tfjs/webgpu/tfjs-webgpu.js';
import { openDevice } from '../../../src/score/webgpu/device/open-device.js';
import type { EncoderReader } from '../encoder-reader.js';

/** Software GPUs compile for seconds. */
const SLOW_MS = 60_000;

export const encoderReader: EncoderReader = {
  open: async (problem) => {
    const { pack, card, matrices } = problem;
    return attendByTfjs(pack, card, matrices, { ...tfjsOnWebGpu((await openDevice(navigator.gpu, 2 ** 24)).device), answerMs: SLOW_MS });
  },
};
