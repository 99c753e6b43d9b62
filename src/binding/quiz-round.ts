import type { Quiz, QuizPair, QuizRequest } from '../types/quiz.js';
import type { TrackResult } from '../types/results/track-result.js';
import type { Shelf } from '../types/shelf.js';
import type { Identified } from './list-report.js';
import type { ShelfStore } from './shelf-store.js';

/** Result of `useQuiz()`. */
export interface QuizControls {
  /** The pair to ask about now; null if there is none, as `status` says. */
  readonly pair: QuizPair | null;
  /** Number of pairs answered or skipped. */
  readonly place: number;
  /** Number of pairs of the quiz; 0 until it is there. */
  readonly pairs: number;
  /** `complete`: every pair was answered or skipped. `unavailable`: there is no quiz, since there is no pack or the engine does not answer. */
  readonly status: 'loading' | 'ready' | 'complete' | 'unavailable';
  /** The shopper chose this item of the pair: records `feedback` with `more`, and goes on to the next pair. */
  readonly choose: (item: Identified) => Promise<TrackResult>;
  /** Goes on to the next pair without recording anything. */
  readonly skip: () => void;
  /** Asks for a new quiz, about what is uncertain now. */
  readonly restart: () => void;
}

/** One quiz. It stays the same while it is answered, although each answer changes what is known. */
export interface QuizRound {
  /** Key of its resource. */
  readonly key: string;
  readonly ask: (shelf: Shelf) => Promise<Quiz | null>;
  readonly textOf: (quiz: Quiz) => string;
}

let rounds = 0;

/** Creates a round; it asks when it is subscribed to. */
export function createQuizRound(request: QuizRequest): QuizRound {
  let quiz: Quiz | null = null;
  return {
    key: `quiz ${++rounds}`,
    ask: async (shelf) => {
      quiz ??= (await shelf.quiz?.(request)) ?? null;
      return quiz;
    },
    textOf: ({ quizId }) => quizId,
  };
}

/**
 * The controls of a round.
 *
 * @param quiz undefined until it arrives, null without one
 * @param place number of pairs answered or skipped
 * @param go goes to a place; without one, to a new round
 */
export function quizControls(store: ShelfStore, quiz: Quiz | null | undefined, place: number, go: (place?: number) => void): QuizControls {
  const pair = quiz?.pairs[place] ?? null;
  const skip = (): void => void (pair && go(place + 1));
  return {
    pair,
    place,
    pairs: quiz?.pairs.length ?? 0,
    status: pair ? 'ready' : quiz ? 'complete' : quiz === null ? 'unavailable' : 'loading',
    choose: async ({ id }) => {
      if (!quiz || !pair) return { kept: 'no' };
      skip();
      return store.track('feedback', { items: [{ item_id: id }], kind: 'more', item_list_id: quiz.quizId });
    },
    skip,
    restart: () => go(),
  };
}
