import type { NoteCode } from './note.js';

/** What became of a call that changes what is kept. */
export interface ChangeResult {
  /** Is all of it done? Where it is false, `reason` says why, and the call may be made again. */
  readonly done: boolean;
  /** `forget()`: events taken out of the log and out of this page's memory. */
  readonly removed?: number;
  /** `import()`: events that are kept and were not known before. */
  readonly added?: number;
  /** Why not all of it is done: stable, for programs. */
  readonly reason?: NoteCode;
  /** The same for people: what is not done, and what to do. */
  readonly message?: string;
}
