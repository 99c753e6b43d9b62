import { env } from '@tensorflow/tfjs-core';
import { tfjsOnWasm } from '../../../src/query/tfjs/processor/tfjs-wasm.js';
import { attendByTfjs } from '../../../src/query/tfjs/tfjs-attend.js';
import type { EncoderReader } from '../encoder-reader.js';

/** Software GPUs compile for seconds. */
const SLOW_MS = 60_000;

export const encoderReader: EncoderReader = {
  open: async (problem, peers) => {
    // As on most pages, which are not isolated.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const { pack, card, matrices } = problem;
    return attendByTfjs(pack, card, matrices, { ...(await tfjsOnWasm(`${peers}tfjs-backend-wasm/`)), answerMs: SLOW_MS });
  },
};
