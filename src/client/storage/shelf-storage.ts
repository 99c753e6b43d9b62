import type { Connection } from '../../store/connection.js';
import type { LocalNotes } from '../../store/place/local-notes.js';
import type { StorageInput } from '../../types/engine.js';
import type { Failure } from '../../types/health.js';
import type { RecordedLength } from '../../types/storage.js';
import type { PageStorage } from './page-storage.js';

/** The page's storage, before and after the chunk that opens a database is loaded. Times are milliseconds since 1970. */
export interface ShelfStorage {
  readonly connection: Pick<Connection, 'run' | 'openNow'>;
  readonly notebook: LocalNotes;
  /** What the chunk created; undefined before it is loaded. */
  readonly opened: PageStorage | undefined;
  /**
   * Runs a step on `opened`; loads the chunk first.
   *
   * @throws OnshelfError `storage-failed` if the chunk cannot be loaded; `closed`
   */
  use<T>(step: (storage: PageStorage) => T | Promise<T>): Promise<T>;
  /**
   * Stores that consent was granted; if that fails, as soon as storage recovers. Rejects if it failed.
   *
   * @param at time of the grant; if one is known already, the earlier one counts
   */
  grant(at: number): Promise<void>;
  /** Closes the database. It is not opened again before a new grant. Resolves when no opening is on its way any more; never rejects. */
  revoke(): Promise<unknown>;
  /** Closes permanently. */
  close(): void;
  /** Opens the storage that the engine may use. `lost`: recorded length of an earlier log that is gone. */
  input(lost: RecordedLength | null): Promise<StorageInput>;
  /** Time of the consent that is stored in the log; undefined if this page found none. */
  readonly since: number | undefined;
  /** Time of the consent that this page was granted, stored or not; undefined if it was not. */
  readonly grantedAt: number | undefined;
  /** Why the chunk is not loaded. */
  readonly loadFailure: Failure | undefined;
}
