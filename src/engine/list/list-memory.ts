import type { ListCall } from '../../types/list-call.js';
import type { ListContext } from './list-context.js';

/** A list that can be continued: its inputs and the items given so far. */
export interface RememberedList {
  readonly call: ListCall;
  /** At the time of the call: later events do not change the following pages. */
  readonly context: ListContext;
  /** Whether it is of the manifest's items: then it is continued with the pack. */
  readonly first: boolean;
  /** Number of items requested. */
  readonly count: number;
  /** Ids given so far. */
  readonly given: Set<string>;
  /** The last continuation: they run one after the other, so that no two give the same items. */
  turn: Promise<unknown>;
}

/** The latest lists, by `recommendationId`. */
export interface ListMemory {
  /** What the placements of the page show: ids by the placement's name, in the order in which they were first asked for. */
  readonly shown: Map<string, readonly string[]>;
  remember(recommendationId: string, list: RememberedList): void;
  recall(recommendationId: string): RememberedList | undefined;
  /** All lists, the oldest first. */
  all(): Iterable<[string, RememberedList]>;
  /** Drops all lists, since lists made from forgotten events must not be continued. */
  clear(): void;
}

/** Number of lists that can be continued. */
const LISTS_KEPT = 20;

/** Makes an empty memory. */
export function createListMemory(): ListMemory {
  const lists = new Map<string, RememberedList>();
  const shown = new Map<string, readonly string[]>();
  return {
    shown,
    remember: (recommendationId, list) => {
      lists.set(recommendationId, list);
      for (const id of lists.keys()) {
        if (lists.size <= LISTS_KEPT) break;
        lists.delete(id);
      }
    },
    recall: (recommendationId) => lists.get(recommendationId),
    all: () => lists.entries(),
    clear: () => {
      lists.clear();
      shown.clear();
    },
  };
}
