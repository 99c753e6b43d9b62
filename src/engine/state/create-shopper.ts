import { readEvents } from '../../core/events/read-event.js';
import { emptyProfile, foldEvents } from '../../profile/fold-events.js';
import type { SetAside } from '../../types/engine.js';
import type { Note } from '../../types/note.js';
import type { Profile } from '../../types/profile.js';
import type { ProfileReader } from './profile-reader.js';

/** Whom lists are made for: the shopper as the log has them, nobody during a pause, or with what is set aside. */
interface Shopper {
  /** Whether lists are of the log's own profile: nothing else may be learned from. */
  isOwn(): boolean;
  /** Sets whether lists are those of an unknown shopper. */
  pause(paused: boolean): void;
  /** Sets what is set aside; null: nothing any more. */
  setAside(given: SetAside | null): void;
  /** The current profile, whatever the pack. */
  read(notes: Note[]): Promise<Profile>;
}

/**
 * Makes a shopper.
 *
 * @param reader reads the log
 * @param changed called when lists of before are of another shopper
 */
export function createShopper(reader: Pick<ProfileReader, 'read'>, changed: () => void): Shopper {
  let paused = false;
  let aside: SetAside | null = null;
  return {
    isOwn: () => !paused && aside === null,
    pause: (wanted) => {
      paused = wanted;
      changed();
    },
    setAside: (given) => {
      const before = aside?.from;
      aside = given && { from: given.from, events: readEvents(given.events) };
      if (before !== aside?.from) changed();
    },
    read: async (notes) => {
      if (paused) return emptyProfile();
      const now = aside;
      if (now === null) return reader.read(notes);
      return foldEvents(now.from === 'empty' ? emptyProfile() : await reader.read(notes), now.events);
    },
  };
}
