import type { LoggedEvent, ShelfEvent } from '../types/event.js';
import type { Profile } from '../types/profile.js';
import { emptyProfile, foldEvents } from './fold-events.js';

/** A profile, and the events that could not be folded into it. */
export interface SoundFold {
  readonly profile: Profile;
  /** Places of these events in the log. */
  readonly refused: readonly number[];
}

/** An event that every working page can fold. */
const SOUND: ShelfEvent = { id: 'sound', name: 'view_item', time: 0, items: [{ item_id: 'sound' }] };

/**
 * Folds events of the log. One that cannot be folded is left out and reported, so that it does not disable the others.
 *
 * @param profile before the events; not changed
 * @param events to add
 * @throws the error of folding, if not even a sound event can be folded: then the page is at fault, not the log
 */
export function foldSound(profile: Profile, events: readonly LoggedEvent[]): SoundFold {
  try {
    return { profile: foldEvents(profile, events), refused: [] };
  } catch {
    foldEvents(emptyProfile(), [SOUND]);
    const isSound = (event: LoggedEvent): boolean => {
      try {
        foldEvents(emptyProfile(), [event]);
        return true;
      } catch {
        return false;
      }
    };
    const sound = events.filter(isSound);
    const refused = events.filter((event) => !sound.includes(event)).map(({ sequence }) => sequence);
    return { profile: foldEvents(profile, sound), refused };
  }
}
