/**
 * Class of a storage failure, by its remedy.
 *
 * - `transient`: the connection was lost; open a new one.
 * - `fatal`: the backing store does not open; retry later, or use another place.
 * - `capacity`: quota or disk full; store less, or wait.
 * - `invalid-data`: the record cannot be stored; do not retry.
 * - `unknown`: refused, of a newer version, or other.
 */
export type ErrorClass = 'transient' | 'fatal' | 'capacity' | 'invalid-data' | 'unknown';

const BY_NAME: Readonly<Record<string, ErrorClass>> = {
  QuotaExceededError: 'capacity',
  InvalidStateError: 'transient',
  AbortError: 'transient',
  TransactionInactiveError: 'transient',
  TimeoutError: 'transient',
  UnknownError: 'fatal',
  DataError: 'invalid-data',
  DataCloneError: 'invalid-data',
  ConstraintError: 'invalid-data',
};

/**
 * Classifies a failure by name, since instances do not cross realms, and by message, in which browsers put the actual reason.
 *
 * @param error any value; null for a transaction that was aborted without an error
 */
export function classifyError(error: unknown): ErrorClass {
  if (error === null || error === undefined) return 'transient';
  const { name = '', message = '' } = error as { name?: string; message?: string };
  // Chromium on LevelDB reports a full disk as an UnknownError.
  if (/NO_SPACE|full disk|disk full|quota/i.test(message)) return 'capacity';
  // WebKit's message for a lost server process, and Chromium's for a closing connection.
  if (/server lost|connection is closing/i.test(message)) return 'transient';
  return BY_NAME[name] ?? 'unknown';
}
