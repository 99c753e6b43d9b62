import { draftMark, teamOf } from '../../core/numbers/draft-teams.js';
import { HOUR_MS } from '../../core/time/day.js';
import type { RecommendedItem, ServedModel } from '../../types/answer.js';
import type { ListCall } from '../../types/list-call.js';
import { ownCall } from '../call/own-call.js';
import type { ListContext } from '../list/list-context.js';
import type { ServedList, ServeList } from '../list/served-list.js';

const NAME = /^[a-z0-9]{1,32}$/;
const DEFAULT_NAME = 'other';
/** Lists that may have several items of a group. */
const MANY_OF_A_GROUP: ReadonlySet<ServedModel> = new Set<ServedModel>(['rerank', 'recent', 'due', 'saved']);
/** Rules of places or whole lists: a draft of two lists that follow them need not follow them. */
const PLACED = ['pins', 'promoted', 'maxPer'] as const;

/**
 * Interleaves two lists by team draft: the call's list, and the call's with other settings. In turn, each adds its best item that is not in the
 * list yet; a coin decides which begins each round. Each place could come from either list, so equal settings get equal clicks.
 * Every item keeps score and reasons of its own list.
 *
 * @param context pack, scorer, shopper and time
 * @param asked with `interleave`
 * @param count maximum number of items
 * @param given ids of the list's earlier pages: later pages are not drafted, and come from the call alone
 * @param make makes lists
 */
export async function interleaveLists(
  context: ListContext,
  asked: ListCall,
  count: number,
  given: ReadonlySet<string>,
  make: ServeList,
): Promise<ServedList> {
  const { interleave, ...rest } = asked;
  const call = ownCall(rest);
  const own = await make(context, call, count, given);
  if (given.size > 0) return own;
  const settings: unknown = interleave?.with;
  if (typeof settings !== 'object' || settings === null) {
    const message = 'interleave: left out; "with" takes the settings to compare, such as { diversity: 0.5 }.';
    return { ...own, notes: [...own.notes, { code: 'bad-argument', message }] };
  }
  const { kind, seed } = call;
  // A draft has two lists, so settings cannot interleave again.
  const { interleave: _, ...changed } = settings as Partial<ListCall>;
  const other = ownCall(call, changed, { kind });
  const fixed = PLACED.filter((name) => call[name] || other[name]);
  if (fixed.length > 0) {
    const message = `interleave: left out; ${fixed.join(' and ')} fix places, which a draft cannot keep.`;
    return { ...own, notes: [...own.notes, { code: 'not-applicable', message }] };
  }
  const wantedSeed = Math.floor(Number(seed ?? context.now / HOUR_MS)) >>> 0;
  const drafted = await make(context, ownCall(other, { count, now: context.now, seed: wantedSeed }), count, given);
  const notes = [...own.notes, ...drafted.notes.filter(({ message }) => !own.notes.some((note) => note.message === message))];
  const wanted = interleave?.name ?? DEFAULT_NAME;
  const name = NAME.test(wanted) ? wanted : DEFAULT_NAME;
  if (name !== wanted)
    notes.push({
      code: 'bad-argument',
      message: `interleave: the name "${name}" is used; a name has 1 to 32 lower-case letters and digits.`,
    });
  // The limit of one per group applies in each list, and must apply in the draft too.
  const isGrouped = !MANY_OF_A_GROUP.has(own.model) && [call, other].every(({ onePerGroup = true }) => onePerGroup);
  const keyOf = ({ id, item }: RecommendedItem): string => (isGrouped && item.item_group_id ? `group ${item.item_group_id}` : id);
  const { items, places } = draftItems(own.items, drafted.items, wantedSeed, count, keyOf);
  const offered = new Set([...own.items, ...drafted.items].map(({ id }) => id)).size;
  return {
    ...own,
    items,
    mark: draftMark({ name, seed: wantedSeed, places }),
    steps: [...own.steps, { name: 'interleave', in: offered, out: items.length }],
    notes,
  };
}

/**
 * Drafts two lists.
 *
 * @param own best first; an id that comes twice counts as two items
 * @param other best first, likewise
 * @param seed of the coin
 * @param count maximum number of items
 * @param keyOf key of an item; each key is listed once. Default: the id
 * @returns the list, each item once, and the number of drafted places: the length of the shorter list. The rest of the longer list follows.
 */
export function draftItems<Item extends Pick<RecommendedItem, 'id'>>(
  own: readonly Item[],
  other: readonly Item[],
  seed: number,
  count: number,
  keyOf: (item: Item) => string = ({ id }) => id,
): { readonly items: readonly Item[]; readonly places: number } {
  const places = Math.min(own.length, other.length, count);
  const taken = new Set<string>();
  const items: Item[] = [];
  const isOpen = ({ key }: Keyed<Item>): boolean => !taken.has(key);
  const take = (one: Keyed<Item> | undefined): void => {
    if (one === undefined) return;
    taken.add(one.key);
    items.push(one.item);
  };
  const lists = { own: withKeys(own, keyOf), other: withKeys(other, keyOf) };
  for (let place = 0; place < places; place++) take(lists[teamOf(seed, place)].find(isOpen));
  for (const one of [...lists.own, ...lists.other]) if (items.length < count && isOpen(one)) take(one);
  return { items, places };
}

interface Keyed<Item> {
  readonly item: Item;
  /** Its key with the number of the occurrence: a reranked list may contain an item twice. */
  readonly key: string;
}

function withKeys<Item>(items: readonly Item[], keyOf: (item: Item) => string): Keyed<Item>[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const name = keyOf(item);
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return { item, key: `${time} ${name}` };
  });
}
