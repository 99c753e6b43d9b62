import { rotationStep, VARIETY_REACH, VARIETY_STEPS, type VarietyRequest } from '../../engine/plan/variety-steps.js';
import { type RankInput, rank } from '../../engine/rank.js';
import { fitPrices } from '../../rules/fit-prices.js';
import type { Interaction, Profile } from '../../types/profile.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import type { TopK } from '../../types/scoring/scorer.js';

/** Names of the re-ranking steps that can be measured. */
export const RERANKING_STEPS = ['diversity', 'calibration', 'rotation', 'exploration', 'price-fit'] as const;

/** One re-ranking step, the others off. */
export interface RerankingSetting {
  readonly step: (typeof RERANKING_STEPS)[number];
  /** Strength, above 0 to 1. */
  readonly value: number;
}

/** Time in which a shown item recovers, seconds, as in the browser. */
const ROTATION_TIME = 7200;
/** Rotation has an effect only on a second visit: time after the first, when an item has half recovered, milliseconds. */
const SECOND_VISIT_MS = (1000 * ROTATION_TIME) / 2;

const REQUESTS: Readonly<Record<RerankingSetting['step'], (value: number) => Omit<VarietyRequest, 'count'>>> = {
  diversity: (diversity) => ({ diversity }),
  calibration: (calibration) => ({ calibration }),
  rotation: (rotationRate) => ({ rotationRate, rotationTime: ROTATION_TIME }),
  exploration: (exploration) => ({ exploration }),
  'price-fit': () => ({}),
};

/**
 * A ranking with one re-ranking step, by the functions that run in the browser. Logs do not contain what was shown, so rotation is
 * measured on a list an hour after the shopper saw the list without it, of the same length.
 *
 * @param setting step and strength
 * @param seed of exploration, whose draws differ by shopper
 * @returns a replacement of `rank`; its scores need not descend
 */
export function rankWithReranking({ step, value }: RerankingSetting, seed: number): (input: RankInput) => Promise<TopK> {
  return async (input) => {
    const { count, now, encoder } = input;
    const top = await rank({ ...input, count: Math.max(VARIETY_REACH, count) });
    const { pack } = input;
    const context = {
      pack: encoder === undefined ? pack : { ...pack, manifest: { ...pack.manifest, encoder } },
      profile: step === 'rotation' ? withShown(input.profile, Array.from(top.items.subarray(0, count), pack.idOf), now) : input.profile,
      now,
    };
    const request = { ...REQUESTS[step](value), count, seed: seed + historyNumber(input.profile) };
    const fit = step === 'price-fit' ? fitPrices(pack, input.profile, value) : null;
    const steps = [fit, ...[rotationStep, ...VARIETY_STEPS].map((make) => make(context, request))].flatMap((made) => made ?? []);
    const scored = Array.from(top.items, (row, place): Candidate => ({ row, score: top.scores[place], adjustments: [] }));
    const listed = steps.reduce<readonly Candidate[]>((candidates, { apply }) => apply(candidates), scored).slice(0, count);
    return { items: Uint32Array.from(listed, ({ row }) => row), scores: Float64Array.from(listed, ({ score }) => score) };
  };
}

/** The profile, with items shown on the visit before. */
function withShown(profile: Profile, itemIds: readonly string[], now: number): Profile {
  const shown = itemIds.map(
    (itemId): Interaction => ({ itemId, name: 'view_item_list', time: now - SECOND_VISIT_MS, eventId: 'shown', amount: 1 }),
  );
  return { ...profile, recorded: [...profile.recorded, ...shown] };
}

/** A hash of the history (FNV-1a), so that draws differ by shopper. */
function historyNumber({ interactions }: Profile): number {
  let hash = 0x811c9dc5;
  for (const { itemId } of interactions) {
    for (let at = 0; at < itemId.length; at++) hash = Math.imul(hash ^ itemId.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
