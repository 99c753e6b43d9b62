import { describe, expect, it } from 'vitest';
import { attendCausally } from '../../src/query/causal/attend-causally.js';
import { attendWithKernel } from '../../src/query/kernel/attend-with-kernel.js';
import type { AttendHistory, AttentionCard, CausalCard } from '../../src/types/encoder-card.js';
import { AGREEMENT, CARDS, differenceAt, encoderOf, historyOf, LENGTHS } from '../conformance/encoder-cases.js';

const attentionCards = Object.keys(CARDS).filter((name) => CARDS[name].kind === 'attention');

function open(name: string): { readonly plain: AttendHistory; readonly attend: AttendHistory } {
  const { card, pack, matrices } = encoderOf(name);
  return {
    plain: attendCausally(pack, card as CausalCard, matrices),
    attend: attendWithKernel(pack, card as AttentionCard, matrices),
  };
}

describe.each(attentionCards)('the kernel reads a history: %s', (name) => {
  it('as plain JavaScript does, at any length', async () => {
    const { plain, attend } = open(name);
    const reader = { read: async (history: ReturnType<typeof historyOf>) => attend(history) };
    for (const length of [...LENGTHS, 3, 7, 8, 9]) {
      expect(await differenceAt({ reader, plain }, length), `${length} items`).toBeLessThan(AGREEMENT);
    }
  });

  it('to the same bits after any other history', () => {
    const { attend } = open(name);
    const first = attend(historyOf(9));
    attend(historyOf(200));
    attend(historyOf(1));
    expect(attend(historyOf(9))).toEqual(first);
    expect(attend([])).toEqual([]);
  });
});
