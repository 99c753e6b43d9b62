import { addLearned } from '../../src/engine/learning/add-learned.js';
import { digestPack, learnLog } from '../../src/engine/learning/learn-log.js';
import type { PersonalEvidence } from '../../src/engine/list/personal-evidence.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { rankItems } from '../../src/engine/list/rank-items.js';
import { passesReplay } from '../../src/learning/replay-gate.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { LearnedState } from '../../src/types/scoring/learned-state.js';

/** One event of a held-out shopper. */
export interface HeldEvent {
  readonly itemId: string;
  readonly name: EventName;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** NDCG@10 of one list, made before one event: plain, by the shipped rule, and always with what was learned. */
export interface LearnedList {
  readonly shopper: number;
  /** Number of events before. */
  readonly before: number;
  /** Whether the shipped rule used what was learned. */
  readonly used: boolean;
  readonly plain: number;
  readonly shipped: number;
  readonly always: number;
}

/** Lists of all shoppers, and what learning costs. */
export interface LearningMeasurement {
  readonly lists: readonly LearnedList[];
  /** Shoppers, and those whose last list used what was learned. */
  readonly shoppers: number;
  readonly on: number;
  /** Milliseconds of the processor per event. */
  readonly milliseconds: number;
  /** Mean size of a stored state, before it is sealed. */
  readonly bytes: number;
}

const PLACES = 10;
/** Events before the first list that is measured. */
const WARM_UP = 4;

/**
 * Replays the logs of shoppers: before each event the list of ten for that moment is made, plain and with what was learned from the events so far.
 *
 * @param folder of a pack that was built without these shoppers
 * @param logs oldest first
 * @param exclude the history that lists leave out
 */
export async function measureLearning(
  folder: string,
  logs: readonly (readonly HeldEvent[])[],
  exclude: 'seen' | 'none',
): Promise<LearningMeasurement> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const digest = digestPack(pack);
  const lists: LearnedList[] = [];
  let [on, events, spent, bytes] = [0, 0, 0, 0];
  for (const [shopper, log] of logs.entries()) {
    const shelfEvents = log.map(
      ({ itemId, name, time }, at): ShelfEvent => ({
        id: `${String(shopper).padStart(6, '0')}-${String(at).padStart(6, '0')}`,
        name,
        time,
        items: [{ item_id: itemId }],
      }),
    );
    const steps = learnLog(pack, digest, foldEvents(emptyProfile(), shelfEvents), null);
    let state: LearnedState | null = null;
    let isOn = false;
    for (const [before, { itemId, time }] of log.entries()) {
      const wanted = pack.rowOf(itemId);
      const isRepeat = before > 0 && log[before - 1].itemId === itemId;
      if (state !== null && before >= WARM_UP && wanted >= 0 && !isRepeat) {
        const learned: LearnedState = state;
        const profile = foldEvents(emptyProfile(), shelfEvents.slice(0, before));
        const gainOf = async (learn?: (plain: PersonalEvidence) => PersonalEvidence): Promise<number> => {
          const context = { pack, scorer, profile, now: time, learn };
          const { candidates } = await rankItems(context, personalSource(context), { exclude, count: PLACES });
          const place = candidates.findIndex(({ row }) => row === wanted);
          return place < 0 ? 0 : 1 / Math.log2(place + 2);
        };
        const [plain, always] = [await gainOf(), await gainOf((own) => addLearned(own, learned))];
        isOn = passesReplay(learned.replay);
        lists.push({ shopper, before, used: isOn, plain, always, shipped: isOn ? always : plain });
      }
      // Items that the pack does not know are no steps.
      if (wanted < 0) continue;
      const began = process.cpuUsage().user;
      const next = steps.next();
      spent += process.cpuUsage().user - began;
      if (!next.done) state = next.value;
      events++;
    }
    if (isOn) on++;
    bytes += JSON.stringify(state).length;
  }
  return { lists, shoppers: logs.length, on, milliseconds: spent / 1000 / events, bytes: bytes / logs.length };
}
