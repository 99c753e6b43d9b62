import { isPlainObject } from '../../core/is-plain-object.js';
/** Where the records of a JSON text are. */
export interface JsonLayout {
  /** Whether each line is a record (JSON Lines). */
  readonly isLines: boolean;
  /** Names on the way from the top to the list of records: `['data', 'items']`; empty where each value at the top is a record, or a list of them. */
  readonly list: readonly string[];
}

/** Names of scalars that a record has, and an object around a list of records has not. */
const OF_RECORDS =
  /^(event|event_?(name|type|time|timestamp)|timestamp|time|user|user_?(pseudo_?)?id|anonymous_?id|session_?id|item_?id|product_?id|sku|price)$/i;
/** Names on pages of lists: numbers and states. */
const OF_PAGES =
  /^(page|pages|per_?page|page_?size|total|total_?(count|pages|results)|count|size|limit|offset|next|prev|previous|cursor|next_?(page|cursor|token)|next_?page_?token|has_?more|has_?next|ok|status|success|version|took|timed_?out|\$schema|@context|@type|currency)$/i;
/** Deepest list of records. */
const DEEPEST_LIST = 4;
/** schema.org's JSON-LD begins so; a page of a list may name its context too. */
const JSON_LD = /^\{[^{[]*?"@(?:context|type|graph|id)"\s*:/;
/** Names on the way to a list of things in JSON-LD; its other lists, such as `shippingDetails`, belong to one thing. */
const LISTS_OF_THINGS: ReadonlySet<string> = new Set(
  '@graph,itemListElement,mainEntity,hasOfferCatalog,member,hydra:member,products,items,data,results'.split(','),
);

/**
 * Tells by its first letters where the records of a JSON text are: one per line, one after another, in a list, or in a list within
 * an object (`{"products": [...]}`).
 *
 * @param head first letters
 * @param isAll whether these are all
 */
export function detectJsonLayout(head: string, isAll: boolean): JsonLayout {
  const text = head.trimStart();
  if (text.startsWith('[')) return { isLines: false, list: [] };
  const isJsonLd = JSON_LD.test(text);
  const first = text.split(/\r*\n|\r/, 1)[0].trim();
  const object = parsed(first);
  if (object !== null) {
    const isOnly = isAll && text.slice(first.length).trim() === '';
    const keys = Object.keys(object).filter((name) => typeof object[name] !== 'object' || object[name] === null);
    const isPage = isOnly ? !keys.some((name) => OF_RECORDS.test(name)) : keys.every((name) => OF_PAGES.test(name));
    const list = isPage ? listOfThings(listIn(first), isJsonLd, true) : [];
    return { isLines: list.length === 0, list };
  }
  // Not one object on the first line: written over several lines, or one long line.
  return { isLines: false, list: listOfThings(listIn(text), isJsonLd, isAll) };
}

/** Of JSON-LD, the way to a list of things that stand for themselves; a graph that is short is read whole, since its things name each other. */
function listOfThings(list: readonly string[], isJsonLd: boolean, isShort: boolean): readonly string[] {
  if (!isJsonLd) return list;
  return list.every((name) => LISTS_OF_THINGS.has(name)) && !(isShort && list[0] === '@graph') ? list : [];
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isPlainObject(value) ? value : null;
  } catch {
    // The line alone is no object: the caller looks at more of the text.
    return null;
  }
}

/** The way to the first list of objects, if no scalar above it says that the object is a record itself. */
function listIn(text: string): readonly string[] {
  const tokens = /"((?:[^"\\]|\\.)*)"|[{}[\]:,]|[^\s"{}[\]:,]+/g;
  const names: string[] = [];
  const kinds: string[] = [];
  let key = '';
  let before = '';
  for (let found = tokens.exec(text); found !== null; found = tokens.exec(text)) {
    const [token, word] = found;
    if (token === '{' || token === '[') {
      if (token === '{' && before === '[' && !kinds.slice(0, -1).includes('['))
        return kinds.length <= DEEPEST_LIST + 1 ? names.slice(1) : [];
      kinds.push(token);
      names.push(key);
      key = '';
    } else if (token === '}' || token === ']') {
      kinds.pop();
      names.pop();
      if (kinds.length === 0) return [];
    } else if (token === ':') {
      const next = /\s*(.)/y;
      next.lastIndex = tokens.lastIndex;
      const value = next.exec(text)?.[1] ?? '';
      if (kinds.length === 1 && value !== '{' && value !== '[' && OF_RECORDS.test(key)) return [];
    } else if (word !== undefined && kinds.at(-1) === '{') key = word;
    before = token;
  }
  return [];
}
