/**
 * What kind of failure storage had, which decides what helps.
 *
 * - `transient`: the connection went away; a new one helps.
 * - `fatal`: the backing store does not open; another try in a while may help, another place does.
 * - `capacity`: quota or disk; less data helps, and waiting.
 * - `invalid-data`: this record cannot be stored; no repetition helps.
 * - `unknown`: refused, too new, or whatever else there is.
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
 * Classifies a failure by name, since instances do not cross realms, and by the words that browsers put the real reason in.
 *
 * @param error whatever was thrown; null where a transaction was aborted without a word, as several stores at once can be
 */
export function classifyError(error: unknown): ErrorClass {
  if (error === null || error === undefined) return 'transient';
  const { name = '', message = '' } = error as { name?: string; message?: string };
  // Chromium on LevelDB reports a full disk as an UnknownError.
  if (/NO_SPACE|full disk|disk full|quota/i.test(message)) return 'capacity';
  // WebKit says so of a server process that went away, Chromium of a connection that does.
  if (/server lost|connection is closing/i.test(message)) return 'transient';
  return BY_NAME[name] ?? 'unknown';
}
