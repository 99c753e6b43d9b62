import { attendCausally } from '../../../src/query/causal/attend-causally.js';
import type { EncoderReader } from '../encoder-reader.js';

export const encoderReader: EncoderReader = {
  open: async ({ pack, card, matrices }) => {
    const attend = attendCausally(pack, card, matrices);
    return { read: async (history) => attend(history) };
  },
};
