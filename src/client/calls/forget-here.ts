import { eventMatcher } from '../../core/events/event-matcher.js';
import { isByCatalog } from '../../core/events/noted-forget.js';
import type { NotedForget } from '../../types/known.js';
import type { Recorder } from '../../types/recorder.js';
import { type ProfileParts, whenAttached } from './inspect-profile.js';

/** What `forgetHere` uses. */
export interface ForgetHereParts extends ProfileParts {
  readonly recorder: ProfileParts['recorder'] & Pick<Recorder, 'drop' | 'unsettled'>;
}

/**
 * Forgets events that another tab forgets: it deletes them from the log, but cannot reach this page's memory.
 *
 * @param unfinished whether the other tab could not delete them from the log, so that this one tries
 */
export async function forgetHere(parts: ForgetHereParts, what: NotedForget, unfinished: boolean): Promise<void> {
  const { recorder, link } = parts;
  if (isByCatalog(what)) {
    // Only the engine knows which are meant. What the other tab has deleted is found once.
    await whenAttached(parts);
    await link.call('hold', { events: recorder.held() });
    const found = new Set((await link.call('forget', what)).ids);
    recorder.drop(({ id }) => found.has(id));
    await link.call('hold', { events: recorder.held() });
    return;
  }
  const matches = eventMatcher(what);
  // Calls that wait in the queue become events on their way.
  void recorder.flush();
  // Events on their way into the log: they may arrive too late for the other tab.
  const late = recorder.unsettled().filter(matches);
  recorder.drop(matches);
  if (late.length > 0) {
    await whenAttached(parts);
    recorder.drop(matches);
    for (const { id } of late) await link.call('forget', { eventId: id });
  }
  if (unfinished) await link.call('forget', what);
  await link.call('hold', { events: recorder.held() });
}
