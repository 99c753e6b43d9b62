import type { ListKind } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import { faultsOf } from './faults-of.js';
import type { ListContext } from './list-context.js';
import { tellRefunds } from './tell-refunds.js';
import { tellStrangers } from './tell-strangers.js';

/** What is to be said of a list, by whom. */
interface ListRemarks {
  /** Of the engine, all of its notes. */
  readonly engine: readonly Note[];
  /** While the call was read and the context was made. */
  readonly call: readonly Note[];
  /** Of the list itself. */
  readonly list: readonly Note[];
}

/**
 * The notes of a list: faults of the engine, then those of the call, of the shopper's history and of the list.
 *
 * @param remarks by whom
 * @param kind of the list
 * @param context of the list, with the whole pack; null where it is made of the first items, which tell nothing of ids
 */
export function listNotes({ engine, call, list }: ListRemarks, kind: ListKind, context: ListContext | null): Note[] {
  const history =
    context === null ? [] : [...tellStrangers(kind, context), ...tellRefunds(context), ...(context.profile.heeded?.notes ?? [])];
  return [...faultsOf(engine), ...call, ...history, ...list];
}
