import { createEventId } from '../../core/events/event-id.js';
import { eventMatcher } from '../../core/events/event-matcher.js';
import { noteForget } from '../../core/events/noted-forget.js';
import type { IdReader } from '../../core/text/id-reader.js';
import { toJson } from '../../core/text/to-json.js';
import { within } from '../../core/time/deadline.js';
import { placeState, storagePlaces } from '../../store/place/storage-place.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Forget, NotedForget } from '../../types/known.js';
import type { Recorder } from '../../types/recorder.js';
import { syncEngine } from '../consent/sync-engine.js';
import { attempt } from '../failures/attempt.js';
import { CLOSED } from '../failures/closed.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import { isUnread, type ProfileParts, unreachable, whenAttached } from './inspect-profile.js';

/** What forgetting uses. */
export interface ForgetParts extends ProfileParts {
  /** Name of the database. */
  readonly name: string;
  readonly recorder: ProfileParts['recorder'] & Pick<Recorder, 'drop'>;
  readonly storage: ProfileParts['storage'] & Pick<ShelfStorage, 'notebook' | 'use'>;
  readonly tabs: { tell(message: { readonly kind: 'forget'; readonly what: Forget; readonly unfinished?: true }): void };
  notify(others: true): void;
  /** Returns the feed's id for an id of the page. */
  readonly idReader?: Promise<IdReader> | undefined;
}

/** Milliseconds that events on their way may take before the engine is sent the request. */
const READY_DEADLINE = 2500;
/** Names of the parameters of `forget()`, which takes one of them. */
const FORGETS = { __proto__: null, eventId: true, itemId: true } satisfies Record<Forget extends infer One ? keyof One : never, true>;

/**
 * Forgets events wherever they are: in the log, in this page's memory, and in the other tabs. The request is noted first, and the events
 * are not used from then on; the note is removed when they are deleted from the log.
 */
export async function forgetEvents(parts: ForgetParts, given: Forget): Promise<ChangeResult> {
  if (parts.consent.state.closed) return CLOSED;
  const wrong = faultIn(given);
  if (wrong !== null) return { done: false, removed: 0, ...wrong };
  const idOf = parts.idReader === undefined ? String : await parts.idReader;
  const what: Forget = 'itemId' in given ? { itemId: idOf(given.itemId).trim() } : given;
  const noted = note(parts, what);
  const dropped = parts.recorder.drop(eventMatcher(what));
  parts.tabs.tell({ kind: 'forget', what });
  const removing = remove(parts, what, noted).then((removed) => {
    if (noted !== null) unnote(parts, noted);
    return { removed: dropped + removed };
  });
  const result = await attempt(
    parts.guard,
    'forget',
    () => removing,
    // Without a note, only this page can delete them.
    noted === null ? 'Try again.' : 'It is not read any more, and the next page deletes it.',
  );
  if (!result.done) {
    parts.tabs.tell({ kind: 'forget', what, unfinished: true });
    // It may still succeed later.
    void removing.then(
      () => parts.notify(true),
      () => {},
    );
  }
  return { removed: dropped, ...result };
}

/** Deletes events from the log. Returns their number. */
async function remove(parts: ForgetParts, what: Forget, noted: NotedForget | null): Promise<number> {
  // A failing engine is reported by the next call.
  void parts.link.call('hold', { events: parts.recorder.held() }).catch(() => {});
  // Events on their way into the log are awaited, up to a timeout.
  await within(whenAttached(parts), READY_DEADLINE);
  if (isUnread(parts.consent.state)) await reach(parts);
  return parts.link.call('forget', noted ?? what);
}

/** Notes the request if there is a log. Null if there is none, or the browser stores no note. */
function note({ consent, storage: { notebook } }: ForgetParts, what: Forget): NotedForget | null {
  if (consent.state.consent !== 'granted') return null;
  const noted = noteForget(what, createEventId(Date.now()));
  return notebook.write({ forgets: [...(notebook.read()?.forgets ?? []), noted] }) ? noted : null;
}

/** Removes the note of a request that is done. */
export function unnote({ storage: { notebook } }: { readonly storage: Pick<ShelfStorage, 'notebook'> }, noted: NotedForget): void {
  const left = notebook.read()?.forgets?.filter((other) => toJson(other) !== toJson(noted));
  if (left !== undefined) notebook.write({ forgets: left.length > 0 ? left : undefined });
}

/**
 * Retries storage that failed, without waiting: another tab may still be storing in it.
 *
 * @throws OnshelfError `storage-failed` if there is a log that this page cannot reach
 */
async function reach(parts: ForgetParts): Promise<void> {
  const { consent, storage, name } = parts;
  // If storage cannot be loaded, `unreachable` below reports it.
  void storage.use(({ connection }) => connection.close()).catch(() => {});
  await syncEngine(parts);
  if (consent.state.report) {
    consent.dispatch({ kind: 'find', unasked: false });
    return;
  }
  const existing = await Promise.all(storagePlaces(name).map(placeState));
  if (existing.some((there) => there !== false)) throw unreachable();
}

/** Why the argument of `forget()` is invalid, or null. */
function faultIn(what: unknown): Required<Pick<ChangeResult, 'reason' | 'message'>> | null {
  const given = Object.entries(Object(what));
  const [name = 'nothing', value] = given.find(([key]) => !(key in FORGETS)) ?? given[0] ?? [];
  const known = name in FORGETS;
  if (known && given.length === 1 && (typeof value === 'string' || (name === 'itemId' && typeof value === 'number'))) return null;
  return { reason: known ? 'bad-argument' : 'unknown-name', message: `forget() takes one itemId or eventId, a text, not ${name}.` };
}
