import { describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../../src/core/events/default-encoder.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { openEncoder } from '../../../src/engine/encoders/open-encoder.js';
import type { OptionalContent } from '../../../src/pack/encode/encode-pack.js';
import { TRAINED_EVENTS } from '../../../src/train/log/events/event-rules.js';
import { singleModel } from '../../../src/train/models/single-model.js';
import type { TrainedModels } from '../../../src/train/models/train-models.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../../../src/train/packing/make-pack.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { shipEncoder, tryEncoder } from '../../../src/train/sequence/try-encoder.js';
import { type HeldOut, holdOut } from '../../../src/train/split/hold-out.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { interactionsOf } from '../tools/interactions-of.js';

const popular = singleModel('popularity', DEFAULT_ENCODER);
const CAUSAL_KINDS = ['attention', 'recurrent', 'convolution'] as const;
const asked = { kind: 'consistent', milliseconds: 600_000 } as const;

const { catalog, dimensions, factors, popularity, neighbours } = tinyContent();
const settings = { ...DEFAULT_TRAIN_SETTINGS, threads: 1, dimensions };
const models: TrainedModels = {
  popularity,
  neighbours,
  followers: { offsets: new Uint32Array(catalog.length + 1), items: new Uint32Array(0), similarities: new Float32Array(0) },
  factors,
  prototypes: null,
  seconds: { popularity: 0, 'item-knn': 0, 'closed-form': 0, ials: 0, prototypes: 0 },
};
const encodedOf = (of: TrainedModels, encoder = popular, optional: OptionalContent[] = []) =>
  makePack(of, catalog, settings, { ...trialLabel(settings), encoder, optional });
const packOf = async (of: TrainedModels): Promise<Pack> => openEncoded(await encodedOf(of));

/** Tries the encoder on the pack of the models. */
async function tried(heldOut: HeldOut, milliseconds: number = asked.milliseconds) {
  const pack = await packOf(models);
  const steps = new StepLog(SILENT_PROGRESS);
  return {
    pack,
    result: await tryEncoder({ asked: { ...asked, milliseconds }, models, pack, packOf, heldOut, encoder: popular, settings, steps }),
  };
}

/** Shoppers who view an item, then others of its kind, or any, with a purchase of any kind between. */
function heldOutShoppers(ofKind: boolean): { readonly log: ReturnType<typeof interactionsOf>; readonly heldOut: HeldOut } {
  const random = seededRandom(9);
  const pick = (from: number, of: number): number => from + Math.floor(of * random());
  const rows = Array.from({ length: 1200 }, () => {
    const kind = ofKind ? 10 * pick(0, 4) : 0;
    const next = (): number => (ofKind ? kind + pick(0, 10) : pick(0, 40));
    return [next(), next(), pick(0, 40), next()];
  });
  const plain = interactionsOf(rows, catalog.length);
  const log = { ...plain, names: plain.names.map((_, event) => TRAINED_EVENTS.indexOf(event % 4 === 2 ? 'purchase' : 'view_item')) };
  const itemIds = catalog.map(({ id }) => id);
  const heldOut = holdOut(log, itemIds, 1);
  if (heldOut === null) throw new Error('nobody is held out');
  return { log, heldOut };
}

describe('the sequence encoder of a build', { timeout: 120_000 }, () => {
  it('is used where lists of shoppers who did not choose its weight are surely better, and ships on the rows of the pack', async () => {
    const { log, heldOut } = heldOutShoppers(true);
    const { choice, encoder, pack: read, models: trained, learned } = (await tried(heldOut)).result;
    expect(choice.used).toBe(true);
    const { encoder: weight, foldIn, prototypes, ...others } = encoder.blend;
    expect({ ...popular.blend, ...others, foldIn: 0, prototypes: 0 }).toEqual({ ...popular.blend, foldIn: 0, prototypes: 0 });
    expect([foldIn, prototypes].every((value) => value >= 0)).toBe(true);
    expect(weight).toBeGreaterThan(0);
    const { card } = encoder;
    if (card?.kind !== 'consistent') throw new Error('the settings have no card of the kind');
    expect(card.kinds).toEqual(
      ['view_item', 'purchase'].sort((a, b) => TRAINED_EVENTS.indexOf(a as never) - TRAINED_EVENTS.indexOf(b as never)),
    );
    const { metrics } = choice.card ?? {};
    expect(metrics?.['NDCG@10 with it']).toBeGreaterThan(2 * (metrics?.['NDCG@10 without it'] ?? 1));
    expect(read.attend).toBeTypeOf('function');

    expect(trained.factors).not.toEqual(models.factors);
    if (learned === null) throw new Error('nothing learned');

    const steps = new StepLog(SILENT_PROGRESS);
    const shipped = await shipEncoder({ asked, choice, learned, interactions: log, models, settings, steps });
    expect(shipped.choice.seconds).toBeGreaterThan(choice.seconds);
    expect(shipped.models.factors).not.toEqual(models.factors);
    const whole = openEncoded(await encodedOf(shipped.models, encoder, [shipped.content]));
    expect(await openEncoder(whole)).toBeTypeOf('function');
  });

  it.each(CAUSAL_KINDS)('may be of the kind %s, whose rows have columns of their own', async (kind) => {
    const { log, heldOut } = heldOutShoppers(true);
    const wide = { ...settings, learnedDimensions: 2 * dimensions };
    const wideOf = async (of: TrainedModels, by: typeof wide): Promise<Pack> =>
      openEncoded(await makePack(of, catalog, by, { ...trialLabel(by), encoder: popular }));
    const pack = await wideOf(models, wide);
    const steps = new StepLog(SILENT_PROGRESS);
    const request = { kind, milliseconds: 600_000 } as const;
    const trial = { asked: request, models, pack, packOf: wideOf, heldOut, encoder: popular, settings: wide, steps };
    const { choice, learned, pack: read, settings: chosen } = await tryEncoder(trial);
    expect(choice.used).toBe(true);
    expect([pack.dimensions, read.dimensions, chosen.dimensions]).toEqual([dimensions, 2 * dimensions, 2 * dimensions]);
    const { metrics } = choice.card ?? {};
    expect(metrics?.['NDCG@10 with it']).toBeGreaterThan(2 * (metrics?.['NDCG@10 without it'] ?? 1));
    if (learned?.card.kind !== kind) throw new Error('what learned is not of the kind');
    const shipped = await shipEncoder({ asked: request, choice, learned, interactions: log, models, settings: chosen, steps });
    expect(shipped.models.factors).toHaveLength(2 * models.factors.length);
  });

  it('is left out where shoppers go on to anything: card, weight and pack stay as they were', async () => {
    const { heldOut } = heldOutShoppers(false);
    const { pack, result } = await tried(heldOut);
    expect(result.choice.used).toBe(false);
    expect(result.choice.reason).toContain('are not better with it by half a standard error, so the pack does not have it.');
    expect(result.encoder).toBe(popular);
    expect(result.pack).toBe(pack);
    expect(result.models).toBe(models);
  });

  it('says where its time was up before it was trained to the end', async () => {
    const { heldOut } = heldOutShoppers(true);
    const { result } = await tried(heldOut, 400);
    expect(result.choice.reason).toContain('(--encoder-minutes)');
  });
});
