/** Which kind of error it was; stable, for programs. */
export type ErrorCode =
  | 'bad-argument'
  | 'bad-input'
  | 'pack-invalid'
  | 'pack-unreachable'
  | 'storage-failed'
  /** A file of another build was met and not used. */
  | 'version-mismatch'
  | 'worker-failed'
  /** The worker did not start. The engine runs on the page's thread. */
  | 'worker-refused'
  /** A scorer is not there or went away. */
  | 'scorer-failed'
  /** A scorer was caught computing wrong numbers. */
  | 'wrong-result'
  | 'cancelled'
  /** `close()` was called: nothing is answered or stored any more. */
  | 'closed';

/** What a note, or the reason of a result, is about; stable, for programs. The message beside it is for people. */
export type NoteCode =
  | ErrorCode
  /** Nothing may be kept: consent is denied. */
  | 'consent-denied'
  /** A consent that the page tells by itself does not undo the shopper's own refusal. */
  | 'refused-by-shopper'
  /** Something that was taken away is not read any more, but not deleted yet. The next page finishes it. */
  | 'unfinished'
  /** An option, attribute or parameter that is not known, or a value that it does not take. It is ignored. */
  | 'unknown-name';

/** Something that did not go to plan, or was decided on the way. */
export interface Note {
  readonly code: NoteCode;
  /** One sentence or two: what, which, and what to do about it. */
  readonly message: string;
}
