import type { ListCall } from '../../types/list-call.js';
import type { ListContext } from './list-context.js';

/** A list that may be continued: what it was made from, and what was given of it. */
export interface RememberedList {
  readonly call: ListCall;
  /** As the list was asked for: later events do not change what comes next. */
  readonly context: ListContext;
  /** As many as the list had asked for. */
  readonly count: number;
  /** Ids given so far. */
  readonly given: Set<string>;
  /** Continuations of one list wait for each other, else two would give the same items. */
  turn: Promise<unknown>;
}

/** The latest lists, by the id of their answers. */
export interface ListMemory {
  remember(recommendationId: string, list: RememberedList): void;
  recall(recommendationId: string): RememberedList | undefined;
  /** What was made of events that are forgotten must not be continued. */
  clear(): void;
}

/** Lists that can be continued. */
const LISTS_KEPT = 20;

/** Makes a memory that holds nothing yet. */
export function createListMemory(): ListMemory {
  const lists = new Map<string, RememberedList>();
  return {
    remember: (recommendationId, list) => {
      lists.set(recommendationId, list);
      for (const id of lists.keys()) {
        if (lists.size <= LISTS_KEPT) break;
        lists.delete(id);
      }
    },
    recall: (recommendationId) => lists.get(recommendationId),
    clear: () => lists.clear(),
  };
}
