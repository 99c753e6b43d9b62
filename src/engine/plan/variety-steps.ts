import { categoryNumbers } from '../../core/catalog/category-numbers.js';
import { encoderOfBand } from '../../core/numbers/encoder-of-band.js';
import { HOUR_MS } from '../../core/time/day.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { foldIn } from '../../query/fold-in.js';
import { priorFactor } from '../../query/prior-factor.js';
import { chooseGreedily } from '../../rerank/choose-greedily.js';
import { exploreItems } from '../../rerank/explore-items.js';
import { likenessPenalty } from '../../rerank/likeness-penalty.js';
import { type CategoryMix, miscalibrationPenalty } from '../../rerank/miscalibration-penalty.js';
import { rotateItems } from '../../rerank/rotate-items.js';
import type { HistoryItem } from '../../types/history.js';
import type { Pack } from '../../types/pack.js';
import type { RecommendRequest } from '../../types/request.js';
import type { Candidate, ListStep } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import { newnessOf } from '../rows/newness-of.js';

/** The inputs of a step: a context without scorer. */
type VarietyContext = Pick<ListContext, 'pack' | 'profile' | 'now'>;

/** The parameters of the steps, and the length of the list. */
export type VarietyRequest = Pick<
  RecommendRequest,
  'diversity' | 'calibration' | 'rotationRate' | 'rotationTime' | 'exploration' | 'seed'
> & { readonly count: number };

/** Makes a step; null where the request does not name it. */
export type StepMaker = (context: VarietyContext, request: VarietyRequest) => ListStep | null;

/** Number of candidates that these steps choose from. */
export const VARIETY_REACH = 500;

const DEFAULT_ROTATION_TIME = 7200;

/** The steps that choose by the scores, in their order; `rotationStep` changes the scores before them. */
export const VARIETY_STEPS: readonly StepMaker[] = [varietyStep, explorationStep];

/** The step that lowers the scores of items shown a short time ago. */
export function rotationStep({ pack, profile, now }: VarietyContext, request: VarietyRequest): ListStep | null {
  const rate = shareOf(request.rotationRate);
  const time = Number(request.rotationTime ?? DEFAULT_ROTATION_TIME);
  if (rate === 0 || !(time > 0)) return null;
  const shown = new Map<number, number>();
  // In order of time, so the last impression remains.
  for (const { itemId, name, time: moment } of profile.recorded) {
    if (name === 'view_item_list' && now - moment < 1000 * time) shown.set(pack.rowOf(itemId), moment);
  }
  return rotateItems((row) => shown.get(row), now, { rate, time });
}

/** Diversity and calibration in one step: of two steps, the second would undo the first. */
function varietyStep({ pack, profile, now }: VarietyContext, request: VarietyRequest): ListStep | null {
  const diversity = shareOf(request.diversity);
  const calibration = shareOf(request.calibration);
  if (diversity === 0 && calibration === 0) return null;
  const history = calibration === 0 ? [] : weighHistory(profile, pack.rowOf, pack.manifest.encoder, now);
  return {
    name: [...(diversity > 0 ? ['diversity'] : []), ...(calibration > 0 ? ['calibration'] : [])].join(' '),
    apply: (candidates) =>
      chooseGreedily(candidates, request.count, [
        likenessPenalty(pack, diversity > 0 ? candidates : [], diversity),
        miscalibrationPenalty(categoryMix(pack, history, candidates), calibration),
      ]),
  };
}

function explorationStep({ pack, profile, now }: VarietyContext, request: VarietyRequest): ListStep | null {
  const share = shareOf(request.exploration);
  if (share === 0) return null;
  const settings = pack.manifest.encoder;
  const history = weighHistory(profile, pack.rowOf, settings, now);
  const encoder = encoderOfBand(settings, history);
  return exploreItems(pack, {
    share,
    count: request.count,
    factor: foldIn(pack, history, encoder)?.factor ?? priorFactor(pack, encoder),
    newness: newnessOf(pack, now),
    seed: Math.floor(Number(request.seed ?? now / HOUR_MS)),
  });
}

/** The shopper's categories weighted by interest, and the candidates' categories in the same numbering. */
function categoryMix(pack: Pack, history: readonly HistoryItem[], candidates: readonly Candidate[]): CategoryMix {
  const liked = history.filter(({ interest }) => interest > 0);
  const numbers = categoryNumbers([...liked, ...candidates].map(({ row }) => pack.itemOf(row).product_type));
  const wanted = new Map<number, number>();
  if (numbers === null) return { wanted, categories: [] };
  let total = 0;
  for (const [place, { interest }] of liked.entries()) {
    if (numbers[place] < 0) continue;
    wanted.set(numbers[place], (wanted.get(numbers[place]) ?? 0) + interest);
    total += interest;
  }
  for (const [category, interest] of wanted) wanted.set(category, interest / total);
  return { wanted, categories: numbers.subarray(liked.length) };
}

/** A share, clamped to 0 to 1; 0 where it is not a number. */
function shareOf(asked: number | undefined): number {
  const share = Number(asked ?? 0);
  return share > 0 ? Math.min(share, 1) : 0;
}
