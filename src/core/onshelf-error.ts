import type { ErrorCode } from '../types/note.js';

/** An error of Onshelf. */
export class OnshelfError extends Error {
  // Defined, not assigned: where a page froze the prototypes, an inherited name cannot be assigned.
  override readonly name = 'OnshelfError';
  readonly code: ErrorCode;

  /**
   * @param code kind of failure
   * @param message one or two sentences: what failed, where, and what to do
   * @param cause the underlying error, if any
   */
  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The message of a thrown value. Never throws, not even for a proxy, a symbol or a getter. */
export function messageOf(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return 'no text';
  }
}

/** The code of a thrown value; `worker-failed` for errors that are not Onshelf's. */
export function codeOf(thrown: unknown): ErrorCode {
  return thrown instanceof OnshelfError ? thrown.code : 'worker-failed';
}
