import { OnshelfError } from '../../core/onshelf-error.js';
import type { Exclude } from '../../types/request.js';
import { readCases } from '../log/read-cases.js';
import type { Log } from '../log/read-log.js';
import type { StepLog } from '../progress/step-log.js';
import { caseSplit } from './case-split.js';
import { heldOutUsers, leaveLastOut, type Split } from './protocols.js';
import { timeSplit } from './time-split.js';
import { assignFolds } from './user-folds.js';

/** How a log is parted, with what that way needs to know. */
export type SplitSettings =
  | { readonly protocol: 'leave-last-out' }
  /** `folds`: those measured, out of 0 to 4. */
  | { readonly protocol: 'held-out-users'; readonly folds: readonly number[] }
  /** `before`: milliseconds since 1970. */
  | { readonly protocol: 'time-split'; readonly before: number }
  /** `cases`: path of the file. */
  | { readonly protocol: 'cases'; readonly cases: string };

/** The name of a way to part a log. */
export type EvaluationProtocol = SplitSettings['protocol'];

/** A log, parted. */
export interface LogSplits {
  /** One per fold; each made when it is asked for, since it holds a copy of the log. */
  readonly splits: readonly (() => Split)[];
  /** What a reader of the figures should know, in sentences. */
  readonly notes: readonly string[];
  /** Who a shopper measured is, for people: the user id, or the line of the cases. */
  readonly nameOf: (user: number) => string;
}

/**
 * Does a protocol leave the history out of the lists? Whoever guesses the next new item does; whoever guesses what comes
 * next in a session, or is bought again, must not.
 */
export function masksHistory(protocol: EvaluationProtocol): boolean {
  return protocol === 'leave-last-out' || protocol === 'held-out-users';
}

/**
 * Parts a log as a scenario says. Folds without a shopper to measure are left out.
 *
 * @param log with its user ids
 * @param path the log's, for errors
 * @param scenario how
 * @param exclude what of the history the lists leave out
 * @param seed of the samples
 * @param steps told what is done
 * @throws OnshelfError `bad-input` where nobody can be measured, or nobody is left to learn from
 */
export async function splitLog(
  log: Log,
  path: string,
  scenario: SplitSettings,
  exclude: Exclude,
  seed: number,
  steps: StepLog,
): Promise<LogSplits> {
  const nameOf = (user: number): string => log.userIds[user];
  switch (scenario.protocol) {
    case 'leave-last-out':
      return { splits: [lastLeftOut(log, path, exclude, seed)], notes: [], nameOf };
    case 'held-out-users':
      return { ...usersHeldOut(log, path, scenario.folds, exclude, seed), nameOf };
    case 'time-split':
      return { splits: [splitInTime(log, path, scenario.before, exclude, seed)], notes: [], nameOf };
    case 'cases': {
      const cases = await steps.run('reading the cases', (step) => readCases(scenario.cases, step), 0, 'cases');
      return { splits: [() => caseSplit(log, cases, seed, exclude)], notes: [], nameOf: (user) => `line ${cases[user].line}` };
    }
  }
}

const longerThan =
  ({ interactions: { offsets } }: Log, events: number) =>
  (user: number): boolean =>
    offsets[user + 1] - offsets[user] > events;

/** Users whose last event can be guessed from another. */
function measurableUsers(log: Log, path: string): number[] {
  const measurable = log.userIds.map((_, user) => user).filter(longerThan(log, 1));
  if (measurable.length === 0)
    throw new OnshelfError('bad-input', `${path} has nobody to measure: a shopper needs two events, the last of which is to be guessed.`);
  return measurable;
}

function lastLeftOut(log: Log, path: string, exclude: Exclude, seed: number): () => Split {
  if (!measurableUsers(log, path).some(longerThan(log, 2))) {
    throw new OnshelfError(
      'bad-input',
      `${path} leaves nobody to learn from: leave-last-out sets the last two events of every shopper aside, and nobody has a third. Try --protocol held-out-users.`,
    );
  }
  return () => leaveLastOut(log.interactions, log.itemIds, seed, exclude);
}

function usersHeldOut(
  log: Log,
  path: string,
  folds: readonly number[],
  exclude: Exclude,
  seed: number,
): Pick<LogSplits, 'splits' | 'notes'> {
  const { interactions, itemIds, userIds } = log;
  const measurable = measurableUsers(log, path);
  const { foldOf, note } = assignFolds(userIds, longerThan(log, 1), folds);
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
  const crowded = filled.find((fold) => userIds.every((_, user) => foldOf(user) === fold));
  if (crowded !== undefined) {
    throw new OnshelfError(
      'bad-input',
      `${path} leaves nobody to learn from: all its shoppers are in fold ${crowded}. More shoppers are needed.`,
    );
  }
  return { splits: filled.map((fold) => () => heldOutUsers(interactions, itemIds, foldOf, fold, seed, exclude)), notes };
}

function splitInTime({ interactions, itemIds }: Log, path: string, before: number, exclude: Exclude, seed: number): () => Split {
  const { times } = interactions;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const span = `; its events run from ${new Date(first).toISOString()} to ${new Date(last).toISOString()}`;
  const date = new Date(before).toISOString();
  if (first >= before)
    throw new OnshelfError('bad-input', `${path} leaves nobody to learn from: no event is before ${date}${span}. Choose a later --before.`);
  if (last < before)
    throw new OnshelfError(
      'bad-input',
      `${path} has nobody to measure: no event is at or after ${date}${span}. Choose an earlier --before.`,
    );
  return () => timeSplit(interactions, itemIds, before, seed, exclude);
}
