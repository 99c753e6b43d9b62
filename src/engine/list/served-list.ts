import type { ListSubject, ServedModel } from '../../types/answer.js';
import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Backend } from '../../types/scoring/scorer.js';
import type { MadeList, WatchList } from './make-list.js';
import type { ListContext } from './ranking-source.js';

/** A list as one source made it. */
export interface ServedList extends MadeList {
  readonly model: ServedModel;
  readonly backend: Backend | 'none';
  readonly knownItems: number;
  readonly about?: ListSubject;
  readonly notes: readonly Note[];
  /** What the list's id ends with, where the log must know it again. */
  readonly mark?: string;
}

/** Makes a list by what its call says, without ids that were given before. */
export type ServeList = (
  context: ListContext,
  call: ListCall,
  count: number,
  given: ReadonlySet<string>,
  watch?: WatchList,
) => Promise<ServedList>;
