import { attendByTfjs } from '../../../src/query/tfjs/tfjs-attend.js';
import { tfjsOnWebGl } from '../../../src/query/tfjs/webgl/tfjs-webgl.js';
import { makeCanvas, openWebGlContext } from '../../../src/score/webgl/context/tfjs-webgl-context.js';
import type { EncoderReader } from '../encoder-reader.js';

/** Software GPUs compile for seconds. */
const SLOW_MS = 60_000;

export const encoderReader: EncoderReader = {
  open: async (problem) => {
    const { pack, card, matrices } = problem;
    return attendByTfjs(pack, card, matrices, { ...tfjsOnWebGl(openWebGlContext(makeCanvas())), answerMs: SLOW_MS });
  },
};
