import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { serveList } from '../../../src/engine/serve-list.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import { measureRanking } from '../../../src/train/measure/measure-ranking.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import type { TestShopper } from '../../../src/train/split/test-shopper.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { Blend, EncoderSettings } from '../../../src/types/manifest.js';
import type { Pack } from '../../../src/types/pack.js';
import type { TopK } from '../../../src/types/scoring/scorer.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';
import { filesByRole } from '../../fixtures/tiny-pack.js';

const NAMES: readonly EventName[] = ['view_item', 'add_to_cart', 'purchase', 'refund', 'dismiss', 'rate', 'view_item_list'];

const anyWorth = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 5, noNaN: true }));
const anyBlend: fc.Arbitrary<Blend> = fc.record({
  foldIn: anyWorth,
  neighbours: anyWorth,
  followers: anyWorth,
  seen: anyWorth,
  prototypes: anyWorth,
  popularity: anyWorth,
});
const anyEncoder = fc.record({
  blend: anyBlend,
  bands: fc.array(anyBlend, { maxLength: 2 }).map((blends) => blends.map((blend, place) => ({ from: 1 + 2 * place, blend }))),
  positionDecay: fc.double({ min: 0.1, max: 1, noNaN: true }),
  followerDecay: fc.double({ min: 0.1, max: 1, noNaN: true }),
  seenDecay: fc.double({ min: 0.1, max: 1, noNaN: true }),
});
const anyShopper = fc.record({
  exclude: fc.constantFrom('none' as const, 'bought' as const, 'seen' as const),
  events: fc.array(fc.record({ name: fc.constantFrom(...NAMES), row: fc.nat(50), value: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 8,
  }),
});

/** A pack of random factors, with followers and prototypes. */
async function randomPack(seed: number): Promise<Pack> {
  const content = prototypeContent(3 + (seed % 8));
  const random = seededRandom(seed);
  const encoded = await encodePack({
    ...content,
    factors: content.factors.map(() => 0.5 * normal(random)),
    popularity: content.popularity.map(() => random()),
    followers: content.neighbours,
  });
  return decodePack(encoded.manifest, filesByRole(encoded));
}

function shopperOf(
  pack: Pack,
  user: number,
  { exclude, events }: { exclude: TestShopper['exclude']; events: readonly Played[] },
): TestShopper {
  const played = events.map(
    ({ name, row, value }, place): ShelfEvent => ({
      id: String(place).padStart(6, '0'),
      name,
      time: 3_600_000 * place,
      items: [{ item_id: row < pack.items ? pack.idOf(row) : 'not in the pack' }],
      value,
    }),
  );
  return { user, profile: foldEvents(emptyProfile(), played), now: 1e8, target: 0, targets: [0], exclude, unreachable: false };
}

interface Played {
  readonly name: EventName;
  readonly row: number;
  readonly value: number;
}

it('measures the items and scores that the browser is served, to the bit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      anyEncoder,
      fc.array(anyShopper, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 50 }),
      async (seed, settings, asked, cutoff) => {
        const pack = await randomPack(seed);
        const encoder: EncoderSettings = { ...pack.manifest.encoder, ...settings };
        const shoppers = asked.map((one, user) => shopperOf(pack, user, one));
        const measured: TopK[] = [];
        await measureRanking({
          pack,
          shoppers,
          encoder,
          cutoffs: [cutoff],
          progress: SILENT_STEP,
          onList: (_, top) => void measured.push(top),
        });
        const published: Pack = { ...pack, manifest: { ...pack.manifest, encoder } };
        const scorer = createJsScorer({ ...published, bias: published.popularity });
        for (const [index, { profile, now, exclude }] of shoppers.entries()) {
          const context = { pack: published, scorer, profile, now };
          const { items } = await serveList(context, { kind: 'recommend', exclude }, cutoff + 1, new Set());
          expect(Array.from(measured[index].items, pack.idOf)).toEqual(items.map(({ id }) => id));
          expect([...measured[index].scores]).toEqual(items.map(({ score }) => score));
        }
      },
    ),
    { numRuns: 60 },
  );
});
