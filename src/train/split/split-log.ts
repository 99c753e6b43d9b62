import { OnshelfError } from '../../core/onshelf-error.js';
import type { Exclude } from '../../types/request.js';
import { readCases } from '../log/read-cases.js';
import type { Log } from '../log/read-log.js';
import type { StepLog } from '../progress/step-log.js';
import { assignFolds } from './assign-folds.js';
import { caseSplit } from './case-split.js';
import { heldOutUsers } from './held-out-users.js';
import { leaveLastOut } from './leave-last-out.js';
import type { Split } from './split.js';
import { timeSplit } from './time-split.js';

/** An evaluation protocol with its settings. */
export type SplitSettings =
  | { readonly protocol: 'leave-last-out' }
  /** `folds`: those measured, out of 0 to 4. */
  | { readonly protocol: 'held-out-users'; readonly folds: readonly number[] }
  /** `before`: milliseconds since 1970. */
  | { readonly protocol: 'time-split'; readonly before: number }
  /** `cases`: path of the file. */
  | { readonly protocol: 'cases'; readonly cases: string };

/** Name of an evaluation protocol. */
export type EvaluationProtocol = SplitSettings['protocol'];

/** The splits of a log, one per fold. */
export interface LogSplits {
  /** Functions, because each split copies the log: only one needs to be in memory. */
  readonly splits: readonly (() => Split)[];
  /** Limits of the figures, one sentence each. */
  readonly notes: readonly string[];
  /** Name of a test shopper for people: the user id, or the line of the cases file. */
  readonly nameOf: (user: number) => string;
}

/** Input of `splitLog`. */
interface SplitLogRequest {
  /** With its user ids. */
  readonly log: Log;
  /** Of the log, for errors. */
  readonly path: string;
  readonly settings: SplitSettings;
  /** The part of the history that lists exclude. */
  readonly exclude: Exclude;
  /** Of the samples. */
  readonly seed: number;
  /** Reports the progress. */
  readonly steps: StepLog;
}

/** Input of a protocol's split function. */
type SplitInput = Omit<SplitLogRequest, 'settings' | 'steps'>;

/**
 * Whether lists exclude the history by default. They do where the next new item is predicted; they must not where shoppers may
 * return to an item, within a session or to buy it again.
 */
export function masksHistory(protocol: EvaluationProtocol): boolean {
  return protocol === 'leave-last-out' || protocol === 'held-out-users';
}

/**
 * Splits a log by an evaluation protocol. Folds without a shopper to measure are skipped.
 *
 * @param request log, protocol and seed
 * @throws OnshelfError `bad-input` where no shopper can be measured, or no shopper is left to train on
 */
export async function splitLog({ settings, steps, ...input }: SplitLogRequest): Promise<LogSplits> {
  const { log, exclude, seed } = input;
  const nameOf = (user: number): string => log.userIds[user];
  switch (settings.protocol) {
    case 'leave-last-out':
      return { splits: [splitLastOut(input)], notes: [], nameOf };
    case 'held-out-users':
      return { ...splitUsers(input, settings.folds), nameOf };
    case 'time-split':
      return { splits: [splitTime(input, settings.before)], notes: [], nameOf };
    case 'cases': {
      const cases = await steps.run('reading the cases', (step) => readCases(settings.cases, step), 0, 'cases');
      return { splits: [() => caseSplit(log, cases, seed, exclude)], notes: [], nameOf: (user) => `line ${cases[user].line}` };
    }
  }
}

const hasMoreThan =
  ({ interactions: { offsets } }: Log, events: number) =>
  (user: number): boolean =>
    offsets[user + 1] - offsets[user] > events;

/** Users with a history and a target: two events or more. */
function measurableUsers(log: Log, path: string): number[] {
  const measurable = log.userIds.map((_, user) => user).filter(hasMoreThan(log, 1));
  if (measurable.length === 0)
    throw new OnshelfError(
      'bad-input',
      `${path} has no shopper to measure: a shopper needs two events, a history and the event to predict.`,
    );
  return measurable;
}

function splitLastOut({ log, path, seed, exclude }: SplitInput): () => Split {
  if (!measurableUsers(log, path).some(hasMoreThan(log, 2))) {
    throw new OnshelfError(
      'bad-input',
      `${path} leaves no shopper to train on: leave-last-out holds out the last two events of every shopper, and no shopper has a third. Try --protocol held-out-users.`,
    );
  }
  return () => leaveLastOut(log.interactions, log.itemIds, seed, exclude);
}

function splitUsers({ log, path, seed, exclude }: SplitInput, folds: readonly number[]): Pick<LogSplits, 'splits' | 'notes'> {
  const { interactions, itemIds, userIds } = log;
  const measurable = measurableUsers(log, path);
  const { foldOf, note } = assignFolds(userIds, hasMoreThan(log, 1), folds);
  const notes = note === null ? [] : [note];
  const filled = folds.filter((fold) => measurable.some((user) => foldOf(user) === fold));
  const empty = folds.filter((fold) => !filled.includes(fold));
  if (filled.length === 0)
    throw new OnshelfError('bad-input', `${path} has no shopper to measure in fold ${empty.join(', ')}: no shopper there has two events.`);
  if (empty.length > 0) notes.push(`Fold ${empty.join(', ')} has no shopper with two events; figures are means over the other folds.`);
  const whole = filled.find((fold) => userIds.every((_, user) => foldOf(user) === fold));
  if (whole !== undefined) {
    throw new OnshelfError(
      'bad-input',
      `${path} leaves no shopper to train on: all its shoppers are in fold ${whole}. Use a log with more shoppers.`,
    );
  }
  const splits = filled.map((fold) => () => heldOutUsers({ log: interactions, itemIds, foldOf, fold, seed, exclude }));
  return { splits, notes };
}

function splitTime({ log: { interactions, itemIds }, path, seed, exclude }: SplitInput, before: number): () => Split {
  const { times } = interactions;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const span = `; its events are dated ${new Date(first).toISOString()} to ${new Date(last).toISOString()}`;
  const date = new Date(before).toISOString();
  if (first >= before)
    throw new OnshelfError(
      'bad-input',
      `${path} leaves no shopper to train on: no event is before ${date}${span}. Choose a later --before.`,
    );
  if (last < before)
    throw new OnshelfError(
      'bad-input',
      `${path} has no shopper to measure: no event is at or after ${date}${span}. Choose an earlier --before.`,
    );
  return () => timeSplit(interactions, itemIds, before, seed, exclude);
}
