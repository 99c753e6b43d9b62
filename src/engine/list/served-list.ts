import type { ListSubject, ServedModel } from '../../types/answer.js';
import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Backend } from '../../types/scoring/scorer.js';
import type { ListContext } from './list-context.js';
import type { MadeList } from './make-list.js';
import type { WatchList } from './rank-items.js';

/** The output of `serveList`, before the engine adds an id and the time taken: a made list, the model and hardware behind it, and its notes. */
export interface ServedList extends MadeList {
  readonly model: ServedModel;
  readonly backend: Backend | 'none';
  readonly knownItems: number;
  readonly about?: ListSubject;
  readonly notes: readonly Note[];
  /** Suffix of the list's id, where the log must recognise the list. */
  readonly mark?: string;
}

/** The type of `serveList`, for modules that it imports itself. */
export type ServeList = (
  context: ListContext,
  call: ListCall,
  count: number,
  given: ReadonlySet<string>,
  watch?: WatchList,
) => Promise<ServedList>;
