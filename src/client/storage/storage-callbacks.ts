import type { Recorder } from '../../types/recorder.js';

/** What a page does when its storage changes by itself. */
export interface StorageCallbacks {
  /** Another tab is deleting the database, or deleted it and created a new one. `until`: time of the consent in it. */
  onErased(until: number): undefined;
  /** A refusal is noted that this page has not applied yet. */
  onRefused(): void;
  /** The database was emptied, including its record of consent. */
  onEmptied(): void;
  /** Another tab moved the log. `adopt`: adds the events of the old place through a recorder. */
  onMoved(adopt: (recorder: Pick<Recorder, 'adopt'>) => Promise<unknown>): Promise<unknown> | undefined;
  /** Storage accepts writes again. */
  onMended(): void;
}
