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
  /** Events were kept for as long as they may be, and are removed. */
  | 'events-expired'
  /** Events that an earlier visit wrote elsewhere are brought home. */
  | 'events-gathered'
  /** Events that were stored are damaged or gone. */
  | 'events-lost'
  /** An item that the shop wants in the list stays out: the shopper hid it, it is sold out, or the list never holds it. */
  | 'item-withheld'
  /** A list cannot be continued: it is too long ago, or something was forgotten since. */
  | 'list-gone'
  /** A parameter that this kind of list has no use for. It is ignored. */
  | 'not-applicable'
  /** Nothing is known of the shopper that the list could be made of. */
  | 'nothing-known'
  /** The pack stored on an earlier visit is in use. */
  | 'pack-from-store'
  /** The pack lacks a column that the list needs. */
  | 'pack-lacks'
  /** The pack could not be stored for the next visit. */
  | 'pack-not-kept'
  /** The pack, or a newer one, takes long to come. It is still being fetched. */
  | 'pack-slow'
  /** The small ranker does not rank this list. */
  | 'ranker-off'
  /** A consent that the page tells by itself does not undo the shopper's own refusal. */
  | 'refused-by-shopper'
  /** Which hardware scores, and what was measured. */
  | 'scorer-chosen'
  /** A kind of hardware is not used for scoring. */
  | 'scorer-refused'
  /** Only the part that counts most was taken into account. */
  | 'shortened'
  /** A list in the request is longer than it may be. Its first part is used. */
  | 'too-many'
  /** Something that was taken away is not read any more, but not deleted yet. The next page finishes it. */
  | 'unfinished'
  /** The pack does not know an item that the request names. */
  | 'unknown-item'
  /** An option, attribute or parameter that is not known, or a value that it does not take. It is ignored. */
  | 'unknown-name';

/** Something that did not go to plan, or was decided on the way. */
export interface Note {
  readonly code: NoteCode;
  /** One sentence or two: what, which, and what to do about it. */
  readonly message: string;
}
