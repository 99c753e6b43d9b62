import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { rowVector } from '../../../src/core/numbers/row-vector.js';
import { openEncoder } from '../../../src/engine/encoders/open-encoder.js';
import { showEmbeddings } from '../../../src/engine/known/show-embeddings.js';
import { personalEvidence } from '../../../src/engine/list/personal-source.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { ReadEmbedding } from '../../../src/types/known.js';
import type { Pack } from '../../../src/types/pack.js';
import { ALL_CARDS, CARD_DIMENSIONS, randomMatrices } from '../../fixtures/encoders/encoder-cards.js';
import { encoderContent } from '../../fixtures/encoders/encoder-content.js';
import { anyEvents, contextOf, event, pack as plainPack } from '../list-fixture.js';

const OPEN = { pack: { number: 1, items: 40, fromCache: false }, notes: [] };
const SOME = [event('view_item', 'tent-1', 3), event('purchase', 'boot-4', 2), event('view_item', 'lamp-2', 1)];

const shown = async (events: readonly ShelfEvent[], of: Pack): Promise<ReadEmbedding[]> => {
  const embeddings = await showEmbeddings(OPEN, async () => contextOf(events, of));
  return embeddings.filter((one) => one.state === 'ready');
};
const sumOf = (parts: readonly (readonly number[])[], length: number): number[] =>
  Array.from({ length }, (_, k) => parts.reduce((sum, part) => sum + part[k], 0));

describe.each(Object.entries(ALL_CARDS))('the embeddings with an encoder of %s', async (_, card) => {
  const bare = openEncoded(await encodePack(encoderContent(card, randomMatrices(card, CARD_DIMENSIONS, seededRandom(3)))));
  const pack = { ...bare, attend: await openEncoder(bare) };

  it('are in every number the sum of what the items of the history add, to the bit, and shares add up to 1', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        const embeddings = await shown(events, pack);
        expect(embeddings.map(({ reader, kind }) => [reader, kind])).toEqual([
          ['fold-in', undefined],
          ['encoder', card.kind],
        ]);
        for (const { vector, made } of embeddings) {
          expect(vector).toHaveLength(pack.dimensions);
          expect(
            sumOf(
              made.map((one) => one.vector),
              pack.dimensions,
            ),
          ).toEqual(vector);
          if (made.length > 0) expect(made.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('are those of the lists: with their weights they add up to the vector that lists score with', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        const { vector } = personalEvidence(contextOf(events, pack)).query;
        const embeddings = await shown(events, pack);
        for (const [k, value] of vector.entries()) {
          const sum = embeddings.reduce((whole, one) => whole + one.worth * one.vector[k], 0);
          expect(Math.abs(sum - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('an embedding', () => {
  it('has the five items of the pack with the largest cosines, with title and score', async () => {
    const [{ vector, nearest }] = await shown(SOME, plainPack);
    const norm = (values: Iterable<number>): number => Math.hypot(...values);
    const all = Array.from({ length: plainPack.items }, (_, row) => {
      const own = rowVector(plainPack, row);
      const score = own.reduce((sum, value, k) => sum + value * vector[k], 0);
      return { id: plainPack.idOf(row), title: plainPack.itemOf(row).title, cosine: score / norm(own) / norm(vector), score };
    });
    all.sort((a, b) => b.cosine - a.cosine);
    expect(nearest.map(({ id, title }) => [id, title])).toEqual(all.slice(0, 5).map(({ id, title }) => [id, title]));
    for (const [place, { cosine, score }] of nearest.entries()) {
      expect(cosine).toBeCloseTo(all[place].cosine, 9);
      expect(score).toBeCloseTo(all[place].score, 9);
    }
  });

  it('names the items that made it, the latest first; one that is disliked adds nothing', async () => {
    const [{ made }] = await shown([...SOME, event('dismiss', 'boot-7', 0.5)], plainPack);
    expect(made.map(({ itemId, name }) => `${name} ${itemId}`)).toEqual(['view_item lamp-2', 'purchase boot-4', 'view_item tent-1']);
  });

  it('of nobody is zeros, near nothing', async () => {
    expect(await shown([], plainPack)).toEqual([
      {
        reader: 'fold-in',
        state: 'ready',
        worth: expect.any(Number),
        vector: Array(plainPack.dimensions).fill(0),
        nearest: [],
        made: [],
      },
    ]);
  });

  it('tells the sharpness by which lists count its scores', async () => {
    const content = encoderContent(undefined, undefined, 0.7);
    const bare = openEncoded(await encodePack(content));
    const [, encoder] = await shown(SOME, { ...bare, attend: await openEncoder(bare) });
    expect(encoder).toMatchObject({ worth: 2, sharpness: 0.7 });
  });

  it('is off with the reason where reading the shopper fails', async () => {
    const failing = async (): Promise<never> => {
      throw new Error('The pack went away.');
    };
    expect(await showEmbeddings(OPEN, failing)).toEqual([
      { reader: 'fold-in', state: 'off', note: { code: 'worker-failed', message: 'The pack went away.' } },
    ]);
  });
});
