import { messageOf } from '../../core/onshelf-error.js';
import { DAY_MS } from '../../core/time/day.js';
import { readEpoch, readLearned, writeLearned } from '../../store/caches/learned-cache.js';
import type { Connection } from '../../store/connection.js';
import type { Note } from '../../types/note.js';
import type { LearnedState } from '../../types/scoring/learned-state.js';
import type { LearningPace } from '../../types/scoring/learning-pace.js';
import type { ListContext } from '../list/list-context.js';
import { learnedAdder } from './add-learned.js';
import { digestPack, learnAtOnce, learnLog, matchState, whyNotLearned } from './learn-log.js';
import { tellLearning } from './tell-learning.js';

/** Milliseconds of a slice, and of the rest after it: a message of the page waits for one slice at most. */
const [SLICE, REST] = [8, 40];
/** Milliseconds after a list before learning goes on. */
const QUIET_AFTER = 500;
/** Milliseconds of work per day on this device. */
const BUDGET = 3000;
/** Number of events that a list waits for. */
const CATCH_UP = 8;
/** Number of slices after which progress is stored. */
const KEEP_AFTER = 10;

const RESTS = {
  hidden: 'the page is hidden',
  'saves-data': 'the browser saves data',
  battery: 'the battery is low',
} as const;

/** What a learner uses. */
export interface LearnerParts {
  /** The connection to the log, or null. */
  connection(): Connection | null;
  /** The pack and the profile that lists may use; null while there is none, or while lists ignore the shopper. */
  current(): Promise<Pick<ListContext, 'pack' | 'profile'> | null>;
  /** Returns milliseconds since 1970. */
  readonly now: () => number;
  /** Asks the page whether work may begin. */
  readonly allowed: () => Promise<void>;
  /** Ends the work. */
  readonly closing: AbortSignal;
}

/** Learns from the shopper's log in short slices while nothing else happens. */
export interface Learner {
  /** Sets whether it may work now. */
  pace(pace: LearningPace): void;
  /** A context that uses what was learned, if that is of the whole log and its replay shows a gain. */
  withLearned(context: ListContext): ListContext;
  /** The latest note. */
  note(): Note;
}

/** Makes a learner that waits for its pace. */
export function createLearner({ connection, current, now, allowed, closing }: LearnerParts): Learner {
  let state: LearnedState | null = null;
  let [day, spent, epoch] = [0, 0, 0];
  let pace: LearningPace = 'hidden';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;
  let last: Note = { code: 'learning-off', message: 'learning: off; the log has not been read yet.' };
  /** The state as it is stored. */
  let kept: LearnedState | null = null;
  /** The connection whose record was read. */
  let source: Connection | null = null;

  const restOf = (): string => {
    const today = Math.floor(now() / DAY_MS);
    if (today !== day) [day, spent] = [today, 0];
    if (spent >= BUDGET) return 'its time of today is used up';
    return pace === null ? '' : RESTS[pace];
  };
  const measure = <T>(work: () => T): T => {
    const began = performance.now();
    try {
      return work();
    } finally {
      spent += performance.now() - began;
    }
  };

  /** Reads what an earlier page learned, once per log. */
  const restore = async (): Promise<void> => {
    const log = connection();
    if (log === source) return;
    // The log of somebody else, or none any more.
    if (source !== null) state = null;
    [source, kept] = [null, null];
    if (log === null) return;
    epoch = await log.run(readEpoch);
    const record = await log.run(readLearned);
    source = log;
    if (record === undefined) return;
    kept = record.state;
    if (state === null || (kept?.steps ?? 0) > state.steps) state = kept;
    [day, spent] = [record.day, Math.max(spent, record.spent)];
  };
  const keep = async (): Promise<void> => {
    const log = connection();
    if (log === null || log !== source || state === kept) return;
    kept = state;
    // What could not be stored is learned again. Storage reports its failures itself.
    await log.run((store) => writeLearned(store, { state, day, spent }, epoch), 'write').catch(() => {});
  };

  const work = async (): Promise<void> => {
    await allowed();
    await restore();
    // Before the log is read: what is learned from a log must not be stored once events of it were removed.
    const log = connection();
    if (log !== null) epoch = await log.run(readEpoch);
    const read = await current();
    if (read === null || whyNotLearned(read.pack) !== '') return;
    const { pack, profile } = read;
    // Of a log that is another one since, as after forgetting, nothing is stored any more.
    state = matchState(pack, digestPack(pack), profile, state).state;
    const steps = learnLog(pack, digestPack(pack), profile, state);
    for (let slice = 1; ; slice++) {
      if (closing.aborted || restOf() !== '') break;
      const done = measure(() => {
        const began = performance.now();
        for (;;) {
          const next = steps.next();
          if (next.done) return true;
          state = next.value;
          if (performance.now() - began >= SLICE) return false;
        }
      });
      if (done) break;
      if (slice % KEEP_AFTER === 0) await keep();
      await new Promise((resolve) => setTimeout(resolve, REST));
    }
    await keep();
    last = tellLearning(state, matchState(pack, digestPack(pack), profile, state).ahead, restOf());
  };
  const wake = (): void => {
    clearTimeout(timer);
    if (closing.aborted || pace !== null) return;
    timer = setTimeout(() => {
      if (working) return wake();
      working = true;
      work()
        .catch((error: unknown) => {
          last = { code: 'learning-off', message: `learning: off; it failed: ${messageOf(error)}` };
        })
        .finally(() => {
          working = false;
        });
    }, QUIET_AFTER);
    (timer as { unref?(): void }).unref?.();
  };
  closing.addEventListener('abort', () => clearTimeout(timer));

  return {
    pace: (given) => {
      pace = given;
      wake();
      // Reading what an earlier page learned is no work: lists may use it while this page rests. A failure is told once it works.
      void restore().catch(() => {});
    },
    withLearned: (context) => {
      const { pack, profile } = context;
      const off = whyNotLearned(pack);
      if (off !== '') {
        last = { code: 'learning-off', message: `learning: off; ${off}.` };
        return context;
      }
      wake();
      // This list goes without; a failure is told by the work that `wake` begins, which reads it too.
      if (connection() !== source) void restore().catch(() => {});
      let { state: mine, ahead } = matchState(pack, digestPack(pack), profile, state);
      if (ahead > 0 && ahead <= CATCH_UP && restOf() === '') {
        state = mine = measure(() => learnAtOnce(pack, digestPack(pack), profile, mine));
        ahead = 0;
      }
      last = tellLearning(mine, ahead, restOf());
      return ahead === 0 ? { ...context, learn: learnedAdder(context, mine) } : context;
    },
    note: () => last,
  };
}
