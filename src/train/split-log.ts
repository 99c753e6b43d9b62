import { OnshelfError } from '../core/onshelf-error.js';
import { heldOutUsers, leaveLastOut, type Split } from './protocols.js';
import type { Log } from './read-log.js';
import { partUsers } from './user-folds.js';

/** How a log is parted. */
export type Protocol = 'leave-last-out' | 'held-out-users';

/** A log, parted. */
export interface PartedLog {
  /** One per fold; each made when it is asked for, since it holds a copy of the log. */
  readonly splits: readonly (() => Split)[];
  /** What a reader of the figures should know, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Parts a log as a protocol says. Folds without a shopper to measure are left out.
 *
 * @param log with its user ids
 * @param path the log's, for errors
 * @param protocol how
 * @param folds held-out users: those asked for
 * @param seed of the samples
 * @throws OnshelfError `bad-input` where nobody can be measured, or nobody is left to learn from
 */
export function partLog(log: Log, path: string, protocol: Protocol, folds: readonly number[], seed: number): PartedLog {
  const { interactions, itemIds, userIds } = log;
  const users = userIds.map((_, user) => user);
  const longerThan = (events: number) => (user: number) => interactions.offsets[user + 1] - interactions.offsets[user] > events;
  const measurable = users.filter(longerThan(1));
  if (measurable.length === 0)
    throw new OnshelfError('bad-input', `${path} has nobody to measure: a shopper needs two events, the last of which is to be guessed.`);
  if (protocol === 'leave-last-out') {
    if (!users.some(longerThan(2))) {
      throw new OnshelfError(
        'bad-input',
        `${path} leaves nobody to learn from: ${protocol} sets the last two events of every shopper aside, and nobody has a third. Try --protocol held-out-users.`,
      );
    }
    return { splits: [() => leaveLastOut(interactions, itemIds, seed)], notes: [] };
  }
  const { foldOf, note } = partUsers(userIds, longerThan(1), folds);
  const notes = note === null ? [] : [note];
  const filled = folds.filter((fold) => measurable.some((user) => foldOf(user) === fold));
  const empty = folds.filter((fold) => !filled.includes(fold));
  if (filled.length === 0)
    throw new OnshelfError(
      'bad-input',
      `${path} has nobody to measure in fold ${empty.join(', ')}: no shopper with two events falls there.`,
    );
  if (empty.length > 0)
    notes.push(`No shopper with two events falls into fold ${empty.join(', ')}; figures are means over the other folds.`);
  const crowded = filled.find((fold) => users.every((user) => foldOf(user) === fold));
  if (crowded !== undefined) {
    throw new OnshelfError(
      'bad-input',
      `${path} leaves nobody to learn from: all its shoppers are in fold ${crowded}. More shoppers are needed.`,
    );
  }
  return { splits: filled.map((fold) => () => heldOutUsers(interactions, itemIds, foldOf, fold, seed)), notes };
}
