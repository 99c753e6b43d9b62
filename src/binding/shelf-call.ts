import { toJson } from '../core/text/to-json.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { Shelf } from '../types/shelf.js';

/** A call of one of the shelf's methods, as a hook makes it. */
export interface ShelfCall {
  readonly name:
    | 'recommend'
    | 'related'
    | 'boughtTogether'
    | 'trending'
    | 'newArrivals'
    | 'onSale'
    | 'recentlyViewed'
    | 'buyAgain'
    | 'savedForLater'
    | 'because'
    | 'rerank'
    | 'segments'
    | 'nextBest'
    | 'explain';
  /** The item or items that the call is about; undefined for methods that take none. */
  readonly about?: string | readonly string[] | undefined;
  /** The parameters. */
  readonly request: object;
}

/** A list of values as text, for comparison. What is not data, such as a big integer or a cycle, is one and the same text, and is said once. */
export function textOfParts(values: readonly unknown[]): string {
  try {
    return toJson(values);
  } catch (error) {
    warnOnce(
      'call',
      'bad-argument',
      `The parameters of a call are not plain data: ${error}. Give texts, numbers, booleans, lists and objects of these.`,
    );
    return '[]';
  }
}

/** The key of a call's resource. Equal calls have equal keys. Keys of calls sort before words. */
export const keyOf = ({ name, about, request }: ShelfCall): string => textOfParts([name, about, request]);

/** Makes the call. A page's own shelf may lack the method: then undefined. */
export function askShelf<Value>(shelf: Shelf, { name, about, request }: ShelfCall): Promise<Value> | undefined {
  // TypeScript does not relate a name and its parameters once they are apart.
  const method = shelf[name] as ((...given: readonly unknown[]) => Promise<Value>) | undefined;
  return method?.apply(shelf, about === undefined ? [request] : [about, request]);
}
