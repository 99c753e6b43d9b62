import { bareItemId } from '../../core/events/same-name.js';
import { bareAddress } from '../../core/text/product-address.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { Interaction } from '../../types/profile.js';

/** By what an id that is not one of the feed is matched. */
type Ground = 'address' | 'item_group_id' | typeof FORM;
/** The row that an id is matched with, and why. */
interface Match {
  readonly row: number;
  readonly ground: Ground;
}
/** Rows by a text; -2: several that are not of one product. */
type Index = ReadonlyMap<string, number>;

/** A guess: the id in another form. The address and the group are columns of the feed. */
const FORM = 'its letters and digits';

/** The indexes of one state of the pack's texts. */
interface Indexes {
  readonly links: unknown;
  readonly addresses: Index;
  readonly paths: Index;
  readonly groups: Index;
  readonly bare: Index;
  readonly bareGroups: Index;
}

/** Maximum number of answers kept. */
const MAX_KEPT = 10_000;
const SEVERAL = -2;
/** Number of the latest interactions whose ids are checked. */
const MAX_CHECKED = 200;
/** Shopify's global id of a product, not of a variant. */
const GLOBAL_PRODUCT = /^gid:\/\/.*\/product\//i;

/**
 * A pack that also knows items by what pages say in place of the feed's ids: the address of a product's page, the group of its variants, and an id in
 * the form of another plugin, with spaces around it or in other letters. A number is as good as its text. An id that none of this finds is matched by
 * the address that the page told beside it. Where several items fit that are not of one product, none is taken; of the variants of one product the
 * most popular one is.
 *
 * The log keeps what pages said: another pack matches it anew. The indexes are made when the first unknown id is asked for.
 */
export function matchIds(pack: Pack): Pack {
  let indexes: Indexes | undefined;
  let kept = new Map<string, Match | null>();
  /** Addresses that pages told beside ids. */
  let told = new Map<string, string>();

  const findOnce = (itemId: string): Match | null => {
    const links = pack.textColumn('link');
    if (indexes === undefined || indexes.links !== links) {
      indexes = makeIndexes(pack, links);
      kept = new Map();
    }
    // A page without types may pass a number.
    const id = `${itemId}`.trim();
    const known = kept.get(id);
    if (known !== undefined) return known;
    const match = findMatch(pack, indexes, id);
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(id, match);
    return match;
  };

  const matchOf = (itemId: string): Match | null => {
    const link = told.get(itemId);
    return findOnce(itemId) ?? (link === undefined ? null : findOnce(link));
  };

  const learn = (history: readonly Pick<Interaction, 'itemId' | 'link'>[]): Note[] => {
    told = new Map();
    for (const { itemId, link } of history) if (link !== undefined) told.set(itemId, link);
    const guesses = new Map<Ground, string[]>();
    for (const id of new Set(history.slice(-MAX_CHECKED).map(({ itemId }) => itemId))) {
      const match = id === '' || pack.rowOf(id) >= 0 ? null : matchOf(id);
      if (match !== null) guesses.set(match.ground, [...(guesses.get(match.ground) ?? []), `"${id}" is "${pack.idOf(match.row)}"`]);
    }
    return [...guesses].map(([ground, pairs]) => {
      const message = `${pairs.length} ids of pages are matched by ${ground}: ${pairs[0]}. If that is wrong, set data-item-id-pattern, or the option itemId.`;
      if (ground === FORM) warnOnce('ids', 'ids-matched', message);
      return { code: 'ids-matched', message };
    });
  };

  return {
    ...pack,
    rowOf: (itemId) => {
      const row = pack.rowOf(itemId);
      return row >= 0 || itemId === '' ? row : (matchOf(itemId)?.row ?? -1);
    },
    matching: { learn },
  };
}

function findMatch(pack: Pack, { addresses, paths, groups, bare, bareGroups }: Indexes, id: string): Match | null {
  const own = pack.rowOf(id);
  if (own >= 0) return { row: own, ground: FORM };
  const at = (index: Index, key: string, ground: Ground): Match | null => {
    const row = index.get(key) ?? -1;
    return row >= 0 ? { row, ground } : null;
  };
  const address = /^(https?:|\/)/i.test(id) ? bareAddress(id) : null;
  if (address === null) {
    const forms = [at(bare, bareItemId(id), FORM), at(bareGroups, bareItemId(id), FORM)];
    const [first, second] = GLOBAL_PRODUCT.test(id) ? forms.reverse() : forms;
    return at(groups, id, 'item_group_id') ?? first ?? second;
  }
  const variant = /[?&]variant=([^&]+)/.exec(address.query)?.[1];
  return (
    at(addresses, address.path + address.query, 'address') ??
    (variant === undefined ? null : at(bare, bareItemId(variant), 'address')) ??
    at(paths, address.path, 'address')
  );
}

function makeIndexes(pack: Pack, links: ReturnType<Pack['textColumn']>): Indexes {
  const groupColumn = pack.textColumn('item_group_id');
  const groupOf = (row: number): string => groupColumn?.at(row) ?? '';
  const isOneProduct = (row: number, other: number): boolean => groupOf(row) !== '' && groupOf(row) === groupOf(other);
  const put = (index: Map<string, number>, key: string, row: number, areOne: boolean): void => {
    const other = index.get(key);
    if (other === undefined) index.set(key, row);
    else if (!areOne || other === SEVERAL) index.set(key, SEVERAL);
    else if (pack.popularity[row] > pack.popularity[other]) index.set(key, row);
  };
  const [addresses, paths, groups, bare, bareGroups] = [0, 0, 0, 0, 0].map(() => new Map<string, number>());
  for (let row = 0; row < pack.items; row++) {
    const group = groupOf(row);
    if (group !== '') {
      put(groups, group, row, true);
      // Two groups may have one bare form: then neither is taken.
      const other = bareGroups.get(bareItemId(group)) ?? row;
      put(bareGroups, bareItemId(group), row, other === SEVERAL || isOneProduct(row, other));
    }
    put(bare, bareItemId(pack.idOf(row)), row, false);
    const address = bareAddress(links?.at(row) ?? '');
    if (address === null) continue;
    for (const [index, key] of [
      [addresses, address.path + address.query],
      [paths, address.path],
    ] as const) {
      const other = index.get(key) ?? row;
      put(index, key, row, other === SEVERAL || isOneProduct(row, other));
    }
  }
  return { links, addresses, paths, groups, bare, bareGroups };
}
