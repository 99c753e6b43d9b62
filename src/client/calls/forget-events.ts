import { createEventId } from '../../core/events/event-id.js';
import { eventMatcher } from '../../core/events/event-matcher.js';
import { isByCatalog, noteForget } from '../../core/events/noted-forget.js';
import type { IdReader } from '../../core/text/id-reader.js';
import { toJson } from '../../core/text/to-json.js';
import { within } from '../../core/time/deadline.js';
import { placeState, storagePlaces } from '../../store/place/storage-place.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Forget, ForgetReport, NotedForget } from '../../types/known.js';
import type { Recorder } from '../../types/recorder.js';
import type { Shelf } from '../../types/shelf.js';
import { syncEngine } from '../consent/sync-engine.js';
import { attempt } from '../failures/attempt.js';
import { CLOSED } from '../failures/closed.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import { isUnread, type ProfileParts, unreachable, whenAttached } from './inspect-profile.js';
import { chooseEvents, faultInForget } from './read-forget.js';

/** What forgetting uses. */
export interface ForgetParts extends ProfileParts {
  /** Name of the database. */
  readonly name: string;
  readonly recorder: ProfileParts['recorder'] & Pick<Recorder, 'drop'>;
  readonly storage: ProfileParts['storage'] & Pick<ShelfStorage, 'notebook' | 'use'>;
  readonly tabs: { tell(message: { readonly kind: 'forget'; readonly what: NotedForget; readonly unfinished?: true }): void };
  notify(others: true): void;
  /** Resolves when the pack is loaded, or cannot be. */
  readonly opening: Promise<unknown>;
  /** Returns the feed's id for an id of the page. */
  readonly idReader?: Promise<IdReader> | undefined;
}

/** Milliseconds that events on their way may take before the engine is sent the request. */
const READY_DEADLINE = 2500;
/**
 * Forgets events wherever they are: in the log, in this page's memory, and in the other tabs. The request is noted first, and the events
 * are not used from then on; the note is removed when they are deleted from the log.
 */
export async function forgetEvents(parts: ForgetParts, given: Parameters<Shelf['profile']['forget']>[0]): Promise<ChangeResult> {
  if (parts.consent.state.closed) return CLOSED;
  let what: Forget | NotedForget;
  if (typeof given === 'function') {
    let chosen: NotedForget = { eventIds: [] };
    const choose = async (): Promise<void> => {
      chosen = await chooseEvents(parts, given);
    };
    const result = await attempt(parts.guard, 'forget', choose, 'Nothing is forgotten.');
    if (!result.done) return { removed: 0, ...result };
    what = chosen;
  } else {
    const wrong = faultInForget(given);
    if (wrong !== null) return { done: false, removed: 0, ...wrong };
    // Copied: the page may change it.
    what = { ...given };
    if (what.itemId !== undefined)
      what = { ...what, itemId: (parts.idReader === undefined ? String : await parts.idReader)(what.itemId).trim() };
  }
  const noted = 'eventIds' in what ? what : noteForget(what, createEventId(Date.now()));
  const kept = note(parts, noted);
  // An item may be known by several forms of its id, which its hash does not tell.
  const asked = 'where' in noted ? noted : (what as Pick<Forget, 'itemId'> | NotedForget);
  const byCatalog = isByCatalog(noted);
  const dropped = byCatalog ? 0 : parts.recorder.drop(eventMatcher(asked));
  parts.tabs.tell({ kind: 'forget', what: noted });
  const removing = remove(parts, asked, kept).then(({ removed, ids, unknown, lacks }) => {
    if (kept !== null) unnote(parts, kept);
    if (lacks !== undefined) {
      return {
        done: false,
        removed: 0,
        reason: 'unknown-name',
        message: `forget(): the pack has no ${lacks} of that name. Nothing is forgotten.`,
      };
    }
    const found = new Set(ids);
    const more = byCatalog ? parts.recorder.drop(({ id }) => found.has(id)) : 0;
    return { removed: dropped + more + removed, ...(unknown > 0 && { unknown }) };
  });
  const result = await attempt(
    parts.guard,
    'forget',
    () => removing,
    // Without a note, only this page can delete them.
    kept === null ? 'Try again.' : 'It is not read any more, and the next page deletes it.',
  );
  if (!result.done && result.reason !== 'unknown-name') {
    parts.tabs.tell({ kind: 'forget', what: noted, unfinished: true });
    // It may still succeed later.
    void removing.then(
      () => parts.notify(true),
      () => {},
    );
  }
  return { removed: dropped, ...result };
}

/** Deletes events from the log. */
async function remove(parts: ForgetParts, what: Forget | NotedForget, noted: NotedForget | null): Promise<ForgetReport> {
  // A failing engine is reported by the next call.
  void parts.link.call('hold', { events: parts.recorder.held() }).catch(() => {});
  // Events on their way into the log are awaited, up to a timeout.
  await within(whenAttached(parts), READY_DEADLINE);
  if (isUnread(parts.consent.state)) await reach(parts);
  if (noted !== null && isByCatalog(noted)) {
    // What was on its way may be in memory since.
    await parts.link.call('hold', { events: parts.recorder.held() });
    await within(parts.opening, READY_DEADLINE);
  }
  return parts.link.call('forget', noted ?? what);
}

/** Notes the request if there is a log. Null if there is none, or the browser stores no note. */
function note({ consent, storage: { notebook } }: ForgetParts, noted: NotedForget): NotedForget | null {
  if (consent.state.consent !== 'granted') return null;
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
