import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../../src/core/events/default-encoder.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { openEncoder } from '../../../src/engine/encoders/open-encoder.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { TRAINED_EVENTS } from '../../../src/train/log/events/event-rules.js';
import { singleModel } from '../../../src/train/models/single-model.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { shipEncoder, tryEncoder } from '../../../src/train/sequence/try-encoder.js';
import { type HeldOut, holdOut } from '../../../src/train/split/hold-out.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyContent, tinyPack } from '../../fixtures/tiny-pack.js';
import { interactionsOf } from '../tools/interactions-of.js';

const popular = singleModel('popularity', DEFAULT_ENCODER);
const asked = { kind: 'consistent', milliseconds: 600_000 } as const;

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

/** Shoppers who view an item, then others of its kind, or any, with a purchase of any kind between. */
function heldOutShoppers(ofKind: boolean): { readonly log: ReturnType<typeof interactionsOf>; readonly heldOut: HeldOut } {
  const random = seededRandom(9);
  const pick = (from: number, of: number): number => from + Math.floor(of * random());
  const rows = Array.from({ length: 1200 }, () => {
    const kind = ofKind ? 10 * pick(0, 4) : 0;
    const next = (): number => (ofKind ? kind + pick(0, 10) : pick(0, 40));
    return [next(), next(), pick(0, 40), next()];
  });
  const plain = interactionsOf(rows, pack.items);
  const log = { ...plain, names: plain.names.map((_, event) => TRAINED_EVENTS.indexOf(event % 4 === 2 ? 'purchase' : 'view_item')) };
  const itemIds = Array.from({ length: pack.items }, (_, row) => pack.idOf(row));
  const heldOut = holdOut(log, itemIds, 1);
  if (heldOut === null) throw new Error('nobody is held out');
  return { log, heldOut };
}

describe('the sequence encoder of a build', { timeout: 120_000 }, () => {
  it('is used where lists of shoppers who did not choose its weight are surely better, and ships on the rows of the pack', async () => {
    const { log, heldOut } = heldOutShoppers(true);
    const steps = new StepLog(SILENT_PROGRESS);
    const { choice, encoder, pack: read } = await tryEncoder({ asked, pack, heldOut, encoder: popular, seed: 1, steps });
    expect(choice.used).toBe(true);
    expect(encoder.blend).toEqual({ ...popular.blend, encoder: expect.any(Number) });
    expect(encoder.blend.encoder).toBeGreaterThan(0);
    const { card } = encoder;
    if (card?.kind !== 'consistent') throw new Error('the settings have no card of the kind');
    expect(card.kinds).toEqual(
      ['view_item', 'purchase'].sort((a, b) => TRAINED_EVENTS.indexOf(a as never) - TRAINED_EVENTS.indexOf(b as never)),
    );
    const { metrics } = choice.card ?? {};
    expect(metrics?.['NDCG@10 with it']).toBeGreaterThan(2 * (metrics?.['NDCG@10 without it'] ?? 1));
    expect(read.attend).toBeTypeOf('function');

    const shipped = await shipEncoder({ asked, choice, interactions: log, pack, card, seed: 1, steps });
    expect(shipped.choice.seconds).toBeGreaterThan(choice.seconds);
    const whole = openEncoded(await encodePack({ ...tinyContent(), encoder, optional: [shipped.content] }));
    expect(await openEncoder(whole)).toBeTypeOf('function');
  });

  it('is left out where shoppers go on to anything: card, weight and pack stay as they were', async () => {
    const { heldOut } = heldOutShoppers(false);
    const tried = await tryEncoder({ asked, pack, heldOut, encoder: popular, seed: 1, steps: new StepLog(SILENT_PROGRESS) });
    expect(tried.choice.used).toBe(false);
    expect(tried.choice.reason).toContain('are not surely better with it, so the pack does not have it.');
    expect(tried.encoder).toBe(popular);
    expect(tried.pack).toBe(pack);
  });

  it('says where its time was up before it was trained to the end', async () => {
    const { heldOut } = heldOutShoppers(true);
    const short = { ...asked, milliseconds: 400 };
    const { choice } = await tryEncoder({ asked: short, pack, heldOut, encoder: popular, seed: 1, steps: new StepLog(SILENT_PROGRESS) });
    expect(choice.reason).toContain('(--encoder-minutes)');
  });
});
