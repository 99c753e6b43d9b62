import { messageOf } from '../../core/onshelf-error.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Note } from '../../types/note.js';
import type { Membership, MembershipRule, SegmentChange } from '../../types/results/memberships.js';
import type { Shelf } from '../../types/shelf.js';

/** What following uses of a shelf. */
type FollowedShelf = Pick<Shelf, 'segments' | 'subscribe' | 'consent'>;

/**
 * Tells a listener when the shopper enters or leaves segments. After each change the shelf is asked again, one question at a time.
 *
 * @param shelf of whoever is at the device
 * @param ending ends it
 * @param listener any value of the page; one that throws is reported on the console, and called on
 * @param rule of `segments()`
 */
export function followSegments(
  shelf: FollowedShelf,
  ending: AbortSignal,
  listener: (change: SegmentChange) => unknown,
  rule?: MembershipRule,
): void {
  if (typeof listener !== 'function') {
    warnOnce('onSegmentChange', 'bad-argument', 'onSegmentChange() takes a function.');
    return;
  }
  // Ended before this was loaded: nothing would end the subscription.
  if (ending.aborted) return;
  const report = (error: unknown): void =>
    warnOnce('onSegmentChange', 'listener-failed', `a listener of onSegmentChange() failed: ${messageOf(error)}`);
  let current: readonly Membership[] = [];
  let first = true;
  let asking = false;
  let again = false;

  const tell = (next: readonly Membership[]): void => {
    const [entered, left] = [without(next, current), without(current, next)];
    current = next;
    const change: SegmentChange = { entered, left, current: next, first };
    first = false;
    if (entered.length + left.length === 0) return;
    try {
      Promise.resolve(listener(change)).catch(report);
    } catch (error) {
      report(error);
    }
  };
  const isGranted = (): boolean => shelf.consent.state === 'granted';
  const look = async (note?: Note): Promise<void> => {
    if (note?.code === 'profile-changed') {
      tell([]);
      first = true;
    }
    again = true;
    if (asking) return;
    asking = true;
    while (again && !ending.aborted) {
      again = false;
      const found = isGranted() ? await shelf.segments({ count: 1, memberOf: rule ?? true }, { signal: ending }) : null;
      // Another question is on its way: its answer is about whoever is there now.
      if (ending.aborted || again) continue;
      if (!isGranted()) {
        tell([]);
        first = true;
      } else if (found?.memberOf) tell(found.memberOf);
    }
    asking = false;
  };
  ending.addEventListener('abort', shelf.subscribe(look));
  void look();
}

const without = (all: readonly Membership[], some: readonly Membership[]): Membership[] =>
  all.filter(({ kind, name }) => !some.some((one) => one.kind === kind && one.name === name));
