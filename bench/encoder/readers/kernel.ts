import { attendWithKernel } from '../../../src/query/kernel/attend-with-kernel.js';
import type { EncoderReader } from '../encoder-reader.js';

export const encoderReader: EncoderReader = {
  open: async ({ pack, card, matrices }) => {
    const attend = attendWithKernel(pack, card, matrices);
    return { read: async (history) => attend(history) };
  },
};
