import type { Recorder } from '../../types/recorder.js';

/** What a page does when its storage changes by itself. */
export interface StorageCallbacks {
  /** Another tab is deleting the database, or did and made it anew. `until`: when the consent in it was given. */
  onErased(until: number): undefined;
  /** A refusal is noted that this page has not heard of. */
  onRefused(): void;
  /** The database was emptied: the consent that lay in it went too. */
  onEmptied(): void;
  /** Another tab moved the log. `adopt`: adds the events of the old place through a recorder. */
  onMoved(adopt: (recorder: Pick<Recorder, 'adopt'>) => Promise<unknown>): Promise<unknown> | undefined;
  /** Storage takes writes again. */
  onMended(): void;
}
