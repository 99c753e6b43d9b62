import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { MembershipRule } from '../../types/results/memberships.js';

/** Share from which somebody is of a segment: as much as an audience's default and a half, so that they do not leave it at once. */
const DEFAULT_SHARE = 0.3;
/** Part of that share below which they leave it. */
const LEAVING_PART = 2 / 3;
/** Number of events that have to speak for it. */
const DEFAULT_EVENTS = 3;

/**
 * A whole rule.
 *
 * @param given of the call; true: the defaults
 * @throws OnshelfError `bad-argument` where a part is unknown or out of its range
 */
export function readMembershipRule(given: unknown): Required<MembershipRule> {
  const {
    share = DEFAULT_SHARE,
    leave = Number(share) * LEAVING_PART,
    events = DEFAULT_EVENTS,
    ...others
  } = Object(given) as MembershipRule;
  const refuse = (what: string, value: unknown, takes: string): never => {
    throw new OnshelfError('bad-argument', `memberOf: ${what}${messageOf(value)} is ${takes}.`);
  };
  if (given !== true && (typeof given !== 'object' || Array.isArray(given))) refuse('', given, 'no rule, such as { share: 0.3 }');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) refuse('', unknown, 'unknown; it takes share, leave, events');
  if (!(isNumber(share) && share > 0 && share <= 1)) refuse('share ', share, 'no number above 0 to 1');
  if (!(isNumber(leave) && leave > 0 && leave <= share)) refuse('leave ', leave, `no number above 0 to ${share}, the share`);
  if (!(isNumber(events) && events >= 1)) refuse('events ', events, 'no number from 1');
  return { share, leave, events };
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
