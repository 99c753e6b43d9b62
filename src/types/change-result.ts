import type { NoteCode } from './note.js';

/** Result of a call that changes stored data. */
export interface ChangeResult {
  /** Whether all of it is done. If false, `reason` says why, and the call can be repeated. */
  readonly done: boolean;
  /** `forget()`: number of events removed, from the log and from memory. */
  readonly removed?: number;
  /** `forget()` by category or brand: number of events that stay because the pack does not have their items. Absent for none. */
  readonly unknown?: number;
  /** `import()`, and `switchProfile()` with `join`: number of new events. */
  readonly added?: number;
  /** Why it is not done; stable, for programs. */
  readonly reason?: NoteCode;
  /** What is not done, and what to do; for people. */
  readonly message?: string;
}
