import type { Consent } from '../types/consent.js';
import type { ShelfEvent } from '../types/event.js';
import type { Note } from '../types/note.js';
import type { ProfileSnapshot, Shelf } from '../types/shelf.js';
import { letReturn } from './page-lists.js';

/** What a list wants to be told of its shelf. */
export interface ShelfWatcher {
  /** Anything changed: an event was recorded, or the pack is there. */
  changed(): void;
  /**
   * Lists of before do not hold any more: consent or a pause changed, something was forgotten, feedback was given elsewhere, or the page was shown
   * again after others.
   *
   * @param returned whether the page was shown again
   */
  outdated(returned: boolean): void;
  /** Items were hidden, here or elsewhere. */
  hidden(ids: readonly string[]): void;
  /** The events known now. */
  recorded(events: readonly ShelfEvent[]): void;
}

/** Milliseconds between two readings. */
const GATHER_MS = 100;

const watchers = new WeakMap<Shelf, Set<ShelfWatcher>>();

/**
 * Tells a list what changes, by one reading of the profile for all lists of the page.
 *
 * @param shelf of the page; one without `subscribe` changes never
 * @param watcher is told
 * @returns a function that stops
 */
export function watchShelf(shelf: Shelf, watcher: ShelfWatcher): () => void {
  const known = watchers.get(shelf);
  const all = known ?? new Set();
  watchers.set(shelf, all.add(watcher));
  const stop = known ? null : start(shelf, all);
  if (stop) stops.set(all, stop);
  return () => {
    all.delete(watcher);
    if (all.size > 0) return;
    stops.get(all)?.();
    watchers.delete(shelf);
  };
}

const stops = new WeakMap<Set<ShelfWatcher>, () => void>();

function start(shelf: Shelf, all: ReadonlySet<ShelfWatcher>): () => void {
  // The first lists do not wait for a reading. What was said before them is told by its time.
  const { state } = shelf.consent ?? {};
  const started = Date.now();
  let before: Deeds | undefined;
  let reading = false;
  let stale = false;
  const read = async (): Promise<void> => {
    stale = true;
    if (reading) return;
    reading = true;
    while (stale) {
      stale = false;
      // A profile that cannot be read tells nothing; the next change reads it again.
      const snapshot = await Promise.resolve(shelf.profile?.inspect()).catch(() => undefined);
      if (!Array.isArray(snapshot?.events)) continue;
      const now = deedsOf(snapshot);
      before ??= {
        ...deedsOf({ ...snapshot, events: snapshot.events.filter(({ time }) => time < started) }),
        setting: settingOf(state, false),
        hidden: [],
      };
      tell(before, now);
      before = now;
      // Reading costs more than recording: what comes meanwhile is read together.
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
    reading = false;
  };
  const tell = (then: Deeds, now: Deeds): void => {
    const outdated = then.setting !== now.setting || then.feedback !== now.feedback || [...then.ids].some((id) => !now.ids.has(id));
    const hidden = now.hidden.filter((id) => !then.hidden.includes(id));
    if (outdated) letReturn();
    for (const watcher of [...all]) {
      if (outdated) watcher.outdated(false);
      else if (hidden.length > 0) watcher.hidden(hidden);
      watcher.recorded(now.events);
    }
  };
  const changed = (note?: Note): void => {
    for (const watcher of [...all]) {
      // Somebody else is here; or the shelf has caught up: the list asked for as the page was shown may be of before.
      if (note !== undefined) watcher.outdated(true);
      else watcher.changed();
    }
    void read();
  };
  const shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) for (const watcher of [...all]) watcher.outdated(true);
  };
  const unsubscribe = (shelf as Partial<Shelf>).subscribe?.(changed);
  addEventListener('pageshow', shown);
  // After the first lists are asked for: the engine answers in order.
  const first = setTimeout(() => void read());
  return () => {
    clearTimeout(first);
    unsubscribe?.();
    removeEventListener('pageshow', shown);
  };
}

/** What of a profile decides whether lists hold. Views and impressions do not: a list that is being looked at stays. */
interface Deeds {
  readonly setting: string;
  readonly ids: ReadonlySet<string>;
  readonly feedback: string;
  readonly hidden: readonly string[];
  readonly events: readonly ShelfEvent[];
}

const settingOf = (consent: Consent | undefined, paused: boolean, aside?: string): string => `${consent} ${paused} ${aside}`;

function deedsOf({ consent, paused, aside, events, hidden }: ProfileSnapshot): Deeds {
  // Items that are hidden leave their places to others, and the rest of the list stays.
  const said = events.filter(({ name, kind }) => (name === 'feedback' && kind !== 'hide') || name === 'dismiss' || name === 'taste');
  return {
    setting: settingOf(consent, paused, aside?.from),
    ids: new Set(events.map(({ id }) => id)),
    feedback: said.map(({ id }) => id).join(),
    hidden: hidden ?? [],
    events,
  };
}
