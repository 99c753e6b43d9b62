/** Which kind of thing went wrong; stable, for programs. The message is for people. */
export type ErrorCode =
  | 'bad-argument'
  | 'bad-input'
  | 'pack-invalid'
  | 'pack-unreachable'
  | 'storage-failed'
  | 'worker-failed'
  /** A scorer is not there or went away. */
  | 'scorer-failed'
  /** A scorer was caught computing wrong numbers. */
  | 'wrong-result'
  | 'cancelled';

/** Every error Onshelf throws or reports: what, which, and what to do. */
export class OnshelfError extends Error {
  readonly code: ErrorCode;

  /**
   * @param code kind of failure
   * @param message one sentence or two: what went wrong, where, and what to do about it
   * @param cause the error underneath, if any
   */
  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'OnshelfError';
    this.code = code;
  }
}

/** The message of anything that can be thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
