import { createEventId } from '../../core/events/event-id.js';
import { eventMatcher } from '../../core/events/event-matcher.js';
import { noteForget } from '../../core/events/noted-forget.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline, within } from '../../core/time/deadline.js';
import { placeState, storagePlaces } from '../../store/place/storage-place.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Forget, Known, NotedForget } from '../../types/known.js';
import { attempt, CLOSED } from '../failures/attempt.js';
import { type ShelfParts, syncEngine } from '../storage/shelf-parts.js';

/** Milliseconds that what is on its way may take before the engine is told to forget. */
const READY_DEADLINE = 2500;
/** Milliseconds that a log may take to be read: as long as storage itself waits for one of its steps. */
const READ_DEADLINE = 15_000;
/** What `forget()` takes, one of them. */
const FORGETS = { __proto__: null, eventId: true, itemId: true } satisfies Record<Forget extends infer One ? keyof One : never, true>;

/** What is stored, from earlier visits and this one, can be read. It does not take the pack. */
async function ready(parts: ShelfParts): Promise<void> {
  await parts.attached;
  // It could not be told then, since storage failed, or another tab moved the log since.
  if (parts.consent === 'granted' && (parts.storage.report === null || parts.storage.moved())) await syncEngine(parts);
  await parts.recorder.flush();
}

/**
 * Everything known about the shopper.
 *
 * @throws OnshelfError where the engine cannot be asked, or cannot read what is stored
 */
export async function inspectProfile(parts: ShelfParts): Promise<Known> {
  const asking = ready(parts).then(() => parts.link.call('inspect', null));
  const known = await withDeadline(asking, READ_DEADLINE);
  if (parts.storage.unasked || (parts.consent === 'granted' && parts.storage.report === null))
    throw unreachable('not everything could be read');
  return known;
}

/**
 * Forgets events wherever they are: in the log, in this page's memory, and in the other tabs. What is to be forgotten is
 * noted first, and not used any more from then on; the note goes when the log is rid of it.
 */
export async function forgetEvents(parts: ShelfParts, what: Forget): Promise<ChangeResult> {
  if (parts.closed) return CLOSED;
  const wrong = faultIn(what);
  if (wrong !== null) return { done: false, removed: 0, reason: wrong.reason, message: wrong.message };
  const noted = note(parts, what);
  const dropped = dropHeld(parts, what);
  parts.tabs.tell({ kind: 'forget', what });
  const removing = remove(parts, what, noted).then((removed) => {
    if (noted !== null) unnote(parts, noted);
    return { removed: dropped + removed };
  });
  const result = await attempt(
    parts.guard,
    'forget',
    () => removing,
    // What is not noted is taken out by this page alone.
    noted === null ? 'Try again.' : 'It is not used any more, and the next page takes it out of the log.',
  );
  if (!result.done) parts.tabs.tell({ kind: 'forget', what, unfinished: true });
  // Late is done all the same.
  if (!result.done) void removing.then(() => parts.notify(true)).catch(() => {});
  return { removed: dropped, ...result };
}

/** Takes events out of the log. */
async function remove(parts: ShelfParts, what: Forget, noted: NotedForget | null): Promise<number> {
  void parts.link.call('hold', { events: parts.recorder.held() }).catch(() => {});
  // What is on its way into the log is waited for, and not for ever: it is not used from the next line on.
  await within(ready(parts), READY_DEADLINE);
  if (parts.storage.unasked || (parts.consent === 'granted' && parts.storage.report === null)) await reach(parts);
  return parts.link.call('forget', noted ?? what);
}

/** Notes what is to be forgotten, where there is a log that it may lie in, and the browser takes a note. */
function note({ consent, storage: { notebook } }: ShelfParts, what: Forget): NotedForget | null {
  if (consent !== 'granted') return null;
  const noted = noteForget(what, createEventId(Date.now()));
  return notebook.write({ forgets: [...(notebook.read()?.forgets ?? []), noted] }) ? noted : null;
}

/** It is done: the note goes. */
export function unnote({ storage: { notebook } }: ShelfParts, noted: NotedForget): void {
  const left = notebook.read()?.forgets?.filter((other) => JSON.stringify(other) !== JSON.stringify(noted));
  if (left !== undefined) notebook.write({ forgets: left.length > 0 ? left : undefined });
}

/**
 * Storage failed here and rests; another tab may be storing in it all the same. The shopper asked: that is worth a try at once.
 *
 * @throws OnshelfError `storage-failed` where there is a log that this page cannot reach
 */
async function reach(parts: ShelfParts): Promise<void> {
  parts.storage.connection.close();
  await syncEngine(parts);
  if (parts.storage.report !== null) {
    parts.storage.unasked = false;
    return;
  }
  const existing = await Promise.all(storagePlaces(parts.name).map(placeState));
  if (existing.some((there) => there !== false)) throw unreachable('nothing is taken out of it yet');
}

function unreachable(what: string): OnshelfError {
  return new OnshelfError('storage-failed', `What is stored cannot be reached now, so ${what}: try again later.`);
}

/** What is wrong with what `forget()` was given, or null. */
function faultIn(what: unknown): Required<Pick<ChangeResult, 'reason' | 'message'>> | null {
  const given = Object.entries(Object(what));
  const [name = 'nothing', value] = given.find(([key]) => !(key in FORGETS)) ?? given[0] ?? [];
  const known = name in FORGETS;
  if (known && given.length === 1 && typeof value === 'string') return null;
  return { reason: known ? 'bad-argument' : 'unknown-name', message: `forget() takes one itemId or eventId, a text, and not ${name}.` };
}

/** Forgets what another tab said is forgotten: it takes it out of the log, but cannot reach into this page's memory. */
export async function forgetHere(parts: ShelfParts, what: Forget, unfinished = false): Promise<void> {
  const { recorder, link } = parts;
  const matches = eventMatcher(what);
  // What was tracked and not dealt with yet is on its way from now on.
  void recorder.flush();
  // On their way into the log: they may have come too late to be found there.
  const late = recorder.unsettled().filter(matches);
  dropHeld(parts, what);
  if (late.length > 0) {
    await ready(parts);
    dropHeld(parts, what);
    for (const { id } of late) await link.call('forget', { eventId: id });
  }
  // The other tab cannot take it out of the log: the engine of this one makes no list of it either, and tries.
  if (unfinished) await link.call('forget', what);
  await link.call('hold', { events: recorder.held() });
}

function dropHeld({ recorder }: ShelfParts, what: Forget): number {
  return recorder.drop(eventMatcher(what));
}
