import { tfjsOnCpu } from '../../../src/query/tfjs/processor/tfjs-cpu.js';
import { attendByTfjs } from '../../../src/query/tfjs/tfjs-attend.js';
import type { EncoderReader } from '../encoder-reader.js';

/** Software GPUs compile for seconds. */
const SLOW_MS = 60_000;

export const encoderReader: EncoderReader = {
  open: async (problem) => {
    const { pack, card, matrices } = problem;
    return attendByTfjs(pack, card, matrices, { ...tfjsOnCpu(), answerMs: SLOW_MS });
  },
};
