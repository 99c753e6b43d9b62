import { createBitset } from '../../src/core/numbers/bitset.js';
import { encoderOfBand } from '../../src/core/numbers/encoder-of-band.js';
import { seededRandom } from '../../src/core/numbers/random.js';
import { quizCandidates } from '../../src/engine/quiz/make-quiz.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { weighHistory } from '../../src/profile/weigh-history.js';
import { encodeHistory } from '../../src/query/encode-history.js';
import { pickPairs } from '../../src/query/pick-pairs.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { scoreItem } from '../../src/score/settle/score-item.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';
import type { Query } from '../../src/types/scoring/query.js';

/** A shopper held out of training: item ids, oldest first; the last is the target. */
export type Shopper = readonly string[];

type Pair = readonly [number, number];

const MAX_ANSWERS = 6;
const CUTOFF = 10;
/** Strategies to choose pairs. */
const STRATEGIES = ['onshelf', 'popular pairs', 'random pairs of popular items', 'random pairs of all items'] as const;

/**
 * Measures a taste quiz: NDCG@10 of an unknown shopper's next item after 0 to 6 answers.
 *
 * @param folder of a pack that was built without these shoppers
 * @param shoppers held out
 * @returns a row per strategy, kind of answer and number of answers
 */
export async function measureQuiz(folder: string, shoppers: readonly Shopper[]): Promise<Record<string, number | string>[]> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const nothingMasked = createBitset(pack.items);
  const known = shoppers
    .map((items) => items.map(pack.rowOf).filter((row) => row >= 0))
    .filter((rows) => rows.length >= 3)
    .map((rows) => ({
      rows,
      target: rows[rows.length - 1],
      taste: queryOf(
        pack,
        rows.slice(0, -1).map((row) => viewOf(pack, row)),
      ),
    }));
  const rows: Record<string, number | string>[] = [];
  for (const less of [false, true]) {
    for (const strategy of STRATEGIES) {
      const pairsOf = await chooser(pack, strategy);
      const gains: number[][] = Array.from({ length: MAX_ANSWERS + 1 }, () => []);
      for (const [shopper, { target, taste }] of known.entries()) {
        const answers: ShelfEvent[] = [];
        for (const [answered, pair] of [null, ...pairsOf(shopper)].entries()) {
          if (pair !== null) answers.push(...answerOf(pack, taste, pair, less));
          const { items } = await scorer.score(queryOf(pack, answers), CUTOFF, nothingMasked);
          const place = items.indexOf(target);
          gains[answered].push(place < 0 ? 0 : 1 / Math.log2(place + 2));
        }
      }
      for (const [answers, list] of gains.entries()) {
        const mean = list.reduce((sum, gain) => sum + gain, 0) / list.length;
        const spread = Math.sqrt(list.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (list.length - 1) / list.length);
        const name = `${strategy}${less ? ', and less of the other' : ''}`;
        rows.push({ name, answers, shoppers: list.length, 'NDCG@10': mean, '±NDCG@10': 1.96 * spread });
      }
    }
  }
  return rows;
}

/** The pairs of a shopper's quiz, by strategy. */
async function chooser(pack: Pack, strategy: (typeof STRATEGIES)[number]): Promise<(shopper: number) => readonly Pair[]> {
  const candidates = quizCandidates(pack, createBitset(pack.items));
  const { encoder } = pack.manifest;
  if (strategy === 'onshelf') {
    const picked = await pickPairs(pack, [], encoder, { candidates, count: MAX_ANSWERS, weight: encoder.eventWeights.feedback ?? 1 });
    return () => picked.map(({ rows }) => rows);
  }
  if (strategy === 'popular pairs') {
    const pairs = Array.from({ length: MAX_ANSWERS }, (_, at): Pair => [candidates[2 * at], candidates[2 * at + 1]]);
    return () => pairs;
  }
  const rows = strategy === 'random pairs of all items' ? Array.from({ length: pack.items }, (_, row) => row) : candidates;
  return (shopper) => {
    const random = seededRandom(shopper + 1);
    const drawn = new Set<number>();
    while (drawn.size < 2 * MAX_ANSWERS) drawn.add(rows[Math.floor(random() * rows.length)]);
    const list = [...drawn];
    return Array.from({ length: MAX_ANSWERS }, (_, at): Pair => [list[2 * at], list[2 * at + 1]]);
  };
}

/** The answer of a shopper who prefers the item that scores higher on their true history. */
function answerOf(pack: Pack, taste: Query, [a, b]: Pair, less: boolean): ShelfEvent[] {
  const [chosen, other] = scoreOf(pack, taste, a) >= scoreOf(pack, taste, b) ? [a, b] : [b, a];
  const said = (row: number, kind: 'more' | 'less'): ShelfEvent => ({ ...viewOf(pack, row), name: 'feedback', kind });
  return less ? [said(chosen, 'more'), said(other, 'less')] : [said(chosen, 'more')];
}

function scoreOf(pack: Pack, query: Query, row: number): number {
  const at = query.additions.items.indexOf(row);
  return scoreItem({ ...pack, bias: pack.popularity }, query, row) + (at < 0 ? 0 : query.additions.values[at]);
}

let last = 0;
function viewOf(pack: Pack, row: number): ShelfEvent {
  last++;
  return { id: String(last).padStart(12, '0'), name: 'view_item', time: 0, items: [{ item_id: pack.idOf(row) }] };
}

function queryOf(pack: Pack, events: readonly ShelfEvent[]): Query {
  const { encoder } = pack.manifest;
  const history = weighHistory(foldEvents(emptyProfile(), events), pack.rowOf, encoder, 0);
  return encodeHistory(pack, history, encoderOfBand(encoder, history)).query;
}
