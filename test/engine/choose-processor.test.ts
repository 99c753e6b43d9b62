import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseProcessor } from '../../src/engine/encoders/choose-processor.js';
import { openPlain } from '../../src/engine/encoders/open-plain.js';
import { encoderOf, historyOf } from '../conformance/encoder-cases.js';

async function choose(name: string, worth: number) {
  const { card, pack, matrices } = encoderOf(name);
  const plain = await openPlain(pack, card, matrices);
  return { plain, chosen: await chooseProcessor(pack, card, matrices, { plain, history: historyOf(card.length), worth }) };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what reads histories on the processor', () => {
  it('is whichever was measured faster where plain JavaScript takes long, and says both times', async () => {
    const { plain, chosen } = await choose('attention, norms before', 0);
    expect(chosen.told).toMatch(/^one of 200 items takes .* ms with js, .* ms with wasm$/);
    expect(chosen.attend === plain).toBe(chosen.name === 'js');
  });

  it('is plain JavaScript where that is fast enough, or the encoder is of another kind', async () => {
    for (const [name, worth] of [['attention, norms before', Number.POSITIVE_INFINITY] as const, ['recurrent', 0] as const]) {
      const { plain, chosen } = await choose(name, worth);
      expect(chosen).toMatchObject({ attend: plain, name: 'js' });
      expect(chosen.told).toMatch(/^one of 200 items takes [\d.]+ ms$/);
    }
  });

  it('is plain JavaScript where the page forbids WebAssembly, and says so', async () => {
    vi.stubGlobal('WebAssembly', {
      Memory: class {},
      Module: class {
        constructor() {
          throw new Error('Refused to compile');
        }
      },
    });
    const { plain, chosen } = await choose('attention, norms before', 0);
    expect(chosen).toMatchObject({ attend: plain, name: 'js' });
    expect(chosen.told).toMatch(/WebAssembly is not used: Refused to compile$/);
  });
});
