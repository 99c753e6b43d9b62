import { messageOf } from '../../core/onshelf-error.js';
import type { Note } from '../../types/note.js';
import type { ListRequest } from '../../types/request.js';
import type { LearningPace } from '../../types/scoring/learning-pace.js';
import type { ListContext } from '../list/list-context.js';
import type { Learner, LearnerParts } from './create-learner.js';

/** The learner of an engine: a lazy part, which is loaded where the page asks for it, whoever the shopper is. */
export interface HeldLearner {
  /** Lets it learn, or rest. The first call loads it. */
  pace(pace: LearningPace): Promise<void>;
  /** The context with what was learned; as it is without a learner, and for a neutral request: nobody has learned anything. */
  withLearned(context: ListContext, request: Pick<ListRequest, 'neutral'>): ListContext;
  /** What is to be said of it; nothing where the page does not ask for it. */
  notes(): Note[];
}

/** Makes a holder without a learner. `isOwn`: whether lists are of the log's own profile; of another nothing is learned. */
export function holdLearner(parts: LearnerParts & { readonly isOwn: () => boolean }): HeldLearner {
  let learner: Learner | undefined;
  let failed: Note[] = [];
  return {
    pace: async (pace) => {
      try {
        const { createLearner } = await import('./create-learner.js');
        learner ??= createLearner(parts);
        learner.pace(pace);
      } catch (error) {
        failed = [{ code: 'learning-off', message: `learning: off; ${messageOf(error)}` }];
      }
    },
    withLearned: (context, { neutral }) => (neutral !== true && parts.isOwn() && learner?.withLearned(context)) || context,
    notes: () => (learner ? [learner.note()] : failed),
  };
}
