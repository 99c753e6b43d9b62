import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../../src/core/events/default-encoder.js';
import { hitRate, measureRanking } from '../../../src/train/measure/measure-ranking.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { type TestShopper, testShopper } from '../../../src/train/split/test-shopper.js';
import { WHOLE_BLEND } from '../../../src/train/tune/tunable-settings.js';
import { blendStart, tuneEncoder } from '../../../src/train/tune/tune-encoder.js';
import type { Pack } from '../../../src/types/pack.js';
import type { Exclude } from '../../../src/types/request.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';
import { interactionsOf } from '../tools/interactions-of.js';

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

/** Shoppers who saw two items and go on to what `next` says. */
function shoppers(next: (kind: number, index: number) => number, exclude: Exclude): TestShopper[] {
  const itemIds = Array.from({ length: pack.items }, (_, row) => pack.idOf(row));
  const histories = Array.from({ length: 40 }, (_, row) => {
    const kind = Math.floor(row / 10);
    return [row, 10 * kind + ((row + 1) % 10), next(kind, row % 10)];
  });
  const interactions = interactionsOf(histories, pack.items);
  return histories.map((_, user) => testShopper(interactions, user, 2, itemIds, { exclude }));
}

describe('choosing a blend', () => {
  it('gives worth to what finds the targets, and the lists that ship then hold them', async () => {
    const asked = shoppers((kind, index) => 10 * kind + ((index + 3) % 10), 'seen');
    const start = blendStart(DEFAULT_ENCODER);
    const { encoder, gain } = await tuneEncoder(pack, asked, start, WHOLE_BLEND, SILENT_STEP);
    expect(encoder.blend.neighbours + encoder.blend.foldIn).toBeGreaterThan(0);
    expect(gain).toBeGreaterThan(0.2);
    const { places } = await measureRanking({ pack, shoppers: asked, encoder, cutoffs: [10], progress: SILENT_STEP });
    expect(hitRate(places, 10)).toBe(1);
  });

  it('gives seen items worth where shoppers return to them and lists may hold them', async () => {
    const asked = shoppers((kind, index) => 10 * kind + index, 'none');
    const { encoder } = await tuneEncoder(pack, asked, blendStart(DEFAULT_ENCODER), ['seen', 'seenDecay'], SILENT_STEP);
    expect(encoder.blend.seen).toBeGreaterThan(0);
    const { places } = await measureRanking({ pack, shoppers: asked, encoder, cutoffs: [2], progress: SILENT_STEP });
    expect(hitRate(places, 2)).toBe(1);
  });

  it('changes nothing where no target can be found', async () => {
    const asked = shoppers((kind, index) => 10 * kind + index, 'seen');
    const start = blendStart(DEFAULT_ENCODER);
    expect((await tuneEncoder(pack, asked, start, WHOLE_BLEND, SILENT_STEP)).encoder).toEqual(start);
  });
});
