import { soon } from '../../core/time/soon.js';
import type { Note } from '../../types/note.js';
import type { Tabs } from './join-tabs.js';

/** Tells listeners that something changed, and the other tabs if `others`. */
type Notify = (others?: boolean, note?: Note) => void;

/**
 * Calls listeners once for all that changed in a turn: a message to other tabs costs more than an event.
 *
 * @param listeners of the shelf, as they are then
 */
export function createNotifier(tabs: Pick<Tabs, 'tell'>, listeners: ReadonlySet<(note?: Note) => void>): Notify {
  let telling = false;
  let tellOthers = false;
  let told: Note | undefined;
  return (others = false, note) => {
    tellOthers ||= others;
    told ??= note;
    if (telling) return;
    telling = true;
    void soon(() => {
      if (tellOthers) tabs.tell({ kind: 'changed' });
      const about = told;
      telling = tellOthers = false;
      told = undefined;
      for (const listener of listeners) void soon(() => listener(about));
    });
  };
}
