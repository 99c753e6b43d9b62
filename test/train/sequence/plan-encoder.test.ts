import { describe, expect, it } from 'vitest';
import { weightBits } from '../../../src/pack/encode/weight-bits.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import { TRAINED_KINDS } from '../../../src/train/sequence/encoder-choice.js';
import { planEncoder } from '../../../src/train/sequence/plan-encoder.js';
import { interactionsOf } from '../tools/interactions-of.js';

const settings = { dimensions: 16, learnedDimensions: 32, minimumSupport: 2 };
/** Shoppers of six events on the same items, and one of the last number of events: five places each, and one less. */
const logOf = (shoppers: number, last: number) =>
  interactionsOf([...Array.from({ length: shoppers }, () => [0, 1, 2, 3, 2, 1]), Array.from({ length: last }, () => 0)], 4);
const large = logOf(1999, 6);

describe('the plan of a sequence encoder', () => {
  it('is attention as wide as the rows for auto, where the log has ten thousand places and two hundred shoppers decide', () => {
    const plan = planEncoder('auto', large, 200, settings);
    expect(plan).toEqual({
      card: {
        kind: 'attention',
        width: 32,
        length: 20,
        kinds: ['view_item'],
        blocks: 1,
        heads: 2,
        inner: 64,
        norms: 'after',
        activation: 'gelu',
        places: 'latest',
        padding: 'masked',
        floor: 1e-5,
      },
      dimensions: 32,
    });
    expect(planEncoder('auto', large, 200, { ...settings, learnedDimensions: 5 })).toMatchObject({
      card: { heads: 1, width: 5, inner: 10 },
    });
  });

  it('is none for auto in a smaller log, or where fewer shoppers decide, and says so', () => {
    expect(planEncoder('auto', logOf(1999, 5), 200, settings)).toEqual({
      why: 'the log has 9 999 events to learn from that follow another, fewer than 10 000',
    });
    expect(planEncoder('auto', large, 199, settings)).toEqual({ why: '199 held-out shoppers can choose settings, fewer than 200' });
    // Items of one shopper are not learned from.
    const alone = interactionsOf([Array.from({ length: 20_000 }, (_, event) => event % 50)], 50);
    expect(planEncoder('auto', alone, 200, settings)).toMatchObject({ why: expect.stringContaining('the log has 0 events') });
  });

  it('is none for auto in a catalogue so large that a browser would take too long to read its rows', () => {
    expect(planEncoder('auto', { ...large, items: 200_000 }, 200, settings)).toHaveProperty('card');
    expect(planEncoder('auto', { ...large, items: 200_001 }, 200, settings)).toEqual({
      why: 'the catalogue has 200 001 items, more than 200 000, of which a browser would read all rows for a list',
    });
  });

  it('is the kind that is named in any log, as wide as the rows but for consistent', () => {
    const small = logOf(1, 1);
    for (const kind of ['attention', 'recurrent', 'convolution'] as const)
      expect(planEncoder(kind, small, 0, settings)).toMatchObject({ card: { kind, width: 32 }, dimensions: 32 });
    expect(planEncoder('consistent', small, 0, settings)).toMatchObject({ card: { kind: 'consistent', width: 8 } });
  });

  it.each(TRAINED_KINDS)('has a file of at most 40 KiB for the columns of a build, of the kind %s', (kind) => {
    const { dimensions, learnedDimensions } = DEFAULT_TRAIN_SETTINGS;
    const plan = planEncoder(kind, large, 200, { ...settings, dimensions, learnedDimensions });
    if (!('card' in plan)) throw new Error(plan.why);
    expect(weightBits(plan.card, plan.dimensions)).toBe(8);
  });

  it('is none where its file would be too large in four bits too', () => {
    expect(planEncoder('attention', large, 200, { ...settings, learnedDimensions: 64 })).toMatchObject({ card: { width: 64 } });
    for (const dimensions of [128, 256]) {
      const why = `one of the kind attention for ${dimensions} columns is too large (--dimensions)`;
      expect(planEncoder('attention', large, 200, { ...settings, learnedDimensions: dimensions })).toEqual({ why });
    }
  });
});
