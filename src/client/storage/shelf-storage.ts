import type { Connection } from '../../store/connection.js';
import type { Notebook } from '../../store/place/notebook.js';
import type { RecoveryLadder } from '../../store/recovery/recovery-ladder.js';
import type { StorageInput } from '../../types/engine.js';
import type { Failure } from '../../types/health.js';
import type { LogReport, LogWitness, StoragePlace } from '../../types/storage.js';

/** The page's storage: the connection, where it leads, and what was noted of it. */
export interface ShelfStorage {
  readonly connection: Connection;
  readonly notebook: Notebook;
  /** Where the log lies, or is looked for. */
  readonly ladder: Pick<RecoveryLadder, 'place' | 'index' | 'rung'>;
  /**
   * Stores that consent was granted; where that fails, as soon as storage comes back. Rejects where it failed.
   *
   * @param at when it was granted, milliseconds since 1970; where it stands already, the earlier one counts
   */
  grant(at: number): Promise<void>;
  /** Closes; nothing is opened any more that is not granted anew. */
  revoke(): void;
  /** Closes for good. */
  close(): void;
  /** The storage the engine may use; opens it. */
  input(): Promise<StorageInput>;
  /** Did another tab move the log to another place than the one this page has it in? */
  moved(): boolean;
  /** When the consent in the log was given, milliseconds since 1970; undefined where this page saw none. */
  readonly since: number | undefined;
  /** When this page was granted consent, whether it is stored yet or not; undefined where it was not. */
  readonly grantedAt: number | undefined;
  /** What the engine found in the log, once it has looked. */
  report: LogReport | null;
  /** Events that were in the log for certain besides those this page stored. */
  earlier: number;
  /** Events known to be gone with a database that went away under the open page. */
  gone: number;
  /** When consent was given according to the record in the place in use; null where there is none. */
  readConsent(): Promise<number | null>;
  /** The same according to other places. */
  consentElsewhere(places: readonly StoragePlace[]): Promise<number | null>;
  /** Could it not be found out whether something is stored? */
  unasked: boolean;
  /** The log of an earlier visit, where all that is left of it is the note: the next one counts its events as lost. */
  lostLog: LogWitness | null;
  /** What last went wrong, or null. */
  readonly lastError: Failure | null;
}
