import type { ErrorCode } from '../types/note.js';

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

/** The message of anything that can be thrown. Never throws: a proxy, a symbol or a getter may. */
export function messageOf(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return 'what cannot be written as a text';
  }
}

/** The code of anything that can be thrown; what is none of ours counts as a failure of the engine. */
export function codeOf(thrown: unknown): ErrorCode {
  return thrown instanceof OnshelfError ? thrown.code : 'worker-failed';
}
