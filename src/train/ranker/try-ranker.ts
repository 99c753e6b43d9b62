import type { EncoderSettings, ModelCard } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { Interactions } from '../log/interactions.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../split/hold-out.js';
import { UNITS } from './choice-loss.js';
import { gatedRanker } from './gated-ranker.js';
import { gainOf, type JudgedShopper, judgeRanker } from './judge-ranker.js';
import { noRanker, type RankerChoice, type RankerRequest } from './ranker-choice.js';
import { type HeldOutLists, LONGEST, replayShoppers } from './replay-shoppers.js';

/** Shoppers from which the request `auto` tries one: of fewer a gain cannot be told from chance. */
const FEWEST_SHOPPERS = 200;
/** Lists with the chosen item among their candidates, below which weights would be chance, and might tell of single shoppers. */
const FEWEST_LISTS = 100;

/** Input of `tryRanker`. */
interface RankerTrial {
  readonly asked: RankerRequest;
  /** Trained without the shoppers held out. */
  readonly pack: Pack;
  /** Settings of the lists that ship. */
  readonly encoder: EncoderSettings;
  /** All of the log. */
  readonly log: Interactions;
  /** By row. */
  readonly itemIds: readonly string[];
  readonly heldOut: Pick<HeldOut, 'tuning' | 'measuring'>;
  readonly seed: number;
  readonly steps: StepLog;
}

/**
 * Trains a perceptron that reorders lists, on what one half of the held-out shoppers chose from lists of the shipped blend, and measures it on the other
 * half, if lists are better with it (`gatedRanker`).
 *
 * @param trial pack, log and shoppers
 */
export async function tryRanker({ asked, pack, encoder, log, itemIds, heldOut, seed, steps }: RankerTrial): Promise<RankerChoice> {
  const { tuning, measuring } = heldOut;
  if (asked === 'auto' && tuning.length < FEWEST_SHOPPERS)
    return noRanker(`not tried: ${tuning.length} held-out shoppers can choose settings, fewer than ${FEWEST_SHOPPERS}`);
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const replay = (shoppers: HeldOut['tuning'], name: string): Promise<HeldOutLists[]> =>
    steps.run(name, (progress) => replayShoppers({ pack, encoder, log, itemIds, shoppers, progress }));
  const learned = await replay(tuning, 'lists for the ranker');
  const lists = countLists(learned);
  if (lists < FEWEST_LISTS)
    return noRanker(
      `${lists} lists of held-out shoppers have the item chosen next, fewer than the ${FEWEST_LISTS} to learn from`,
      seconds(),
    );
  const { ranker, judged } = await steps.run('training the ranker', () => gatedRanker(learned, seed));
  const measured = ranker === null ? null : judgeRanker(ranker, await replay(measuring, 'measuring the ranker'));
  return {
    used: ranker !== null,
    reason: `Ranker: ${verdict(ranker !== null, judged, measured)}`,
    seconds: seconds(),
    card: cardOf(ranker !== null, { judged, measured, lists, seed }),
    ranker,
  };
}

/** Lists whose candidates have the item chosen. */
function countLists(shoppers: readonly HeldOutLists[]): number {
  return shoppers.reduce((sum, { examples }) => sum + examples.filter(({ window }) => window === LONGEST).length, 0);
}

/** Why a pack has the ranker, or has it not. */
function verdict(used: boolean, judged: readonly JudgedShopper[], measured: readonly JudgedShopper[] | null): string {
  const told = (shoppers: readonly JudgedShopper[]): string =>
    `NDCG@10 is ${meanOf(shoppers, 'reordered').toFixed(4)} with it and ${meanOf(shoppers, 'plain').toFixed(4)} without it`;
  if (!used)
    return `on ${judged.length} held-out shoppers ${told(judged)}, which is not better by half a standard error, so the pack does not have it.`;
  return `on ${judged.length} held-out shoppers ${told(judged)}${measured === null ? '' : `, on ${measured.length} others ${told(measured)}`}, so the pack has it.`;
}

/** What goes onto the card. */
interface RankerFigures {
  readonly judged: readonly JudgedShopper[];
  readonly measured: readonly JudgedShopper[] | null;
  readonly lists: number;
  readonly seed: number;
}

function cardOf(used: boolean, { judged, measured, lists, seed }: RankerFigures): ModelCard {
  // Those who judged are the only ones where nothing was measured.
  const told = measured ?? judged;
  return {
    name: 'ranker',
    parameters: { kind: 'mlp', units: UNITS, used: used ? 'yes' : 'no', lists, shoppers: judged.length, seed },
    metrics: {
      'NDCG@10 with it': rounded(meanOf(told, 'reordered')),
      'NDCG@10 without it': rounded(meanOf(told, 'plain')),
      'standard error': rounded(gainOf(told).error),
      shoppers: told.length,
    },
  };
}

function meanOf(shoppers: readonly JudgedShopper[], which: keyof JudgedShopper): number {
  return shoppers.reduce((sum, shopper) => sum + shopper[which], 0) / shoppers.length;
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
