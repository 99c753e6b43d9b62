import { readFileSync } from 'node:fs';
import { seededRandom } from '../../src/core/numbers/random.js';
import { queryWords } from '../../src/core/text/query-words.js';
import { togetherSource } from '../../src/engine/cart/together-source.js';
import type { ListContext } from '../../src/engine/list/list-context.js';
import { rankItems } from '../../src/engine/list/rank-items.js';
import type { RankingSource } from '../../src/engine/list/ranking-source.js';
import { relatedSource } from '../../src/engine/sources/related-source.js';
import { unpackFile } from '../../src/pack/load/unpack-file.js';
import { emptyProfile } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { OptionalFile } from '../../src/types/manifest.js';
import type { OpenFile, Pack } from '../../src/types/pack.js';

/** An event of a shopper held out of the pack. */
interface HeldOutEvent {
  readonly itemId: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly name: string;
}

type Taken = 'instead' | 'with' | 'next';

/** How often a list of one item names what was taken instead of it, and what was taken with it. */
export interface AlternativesRow {
  readonly name: 'related' | 'boughtTogether';
  /** `instead`: substitutes; `with`: complements; `next`: what was looked at next, of any category. */
  readonly taken: Taken;
  /** Pairs of an item and what was taken, each once per shopper. */
  readonly pairs: number;
  readonly 'HR@10': number;
  /** Half of the 95 % interval, over shoppers. */
  readonly '±HR@10': number;
  /** Share of the listed items that are of the item's category, or alike by their titles. */
  readonly 'own category': number;
  /** Mean number of listed items, of ten. */
  readonly listed: number;
}

/** Rows of two items, of one shopper. */
interface Pair {
  readonly shopper: number;
  readonly about: number;
  readonly taken: number;
}

const PLACES = 10;
const VISIT_GAP_MS = 30 * 60_000;
/** Purchases within it go together. */
const TOGETHER_MS = 7 * 86_400_000;
/** Pairs of a shopper at most: a wholesaler would otherwise be most of them. */
const PAIRS_EACH = 20;
/** Cosine of the words of two titles, weighted by rarity, from which items are alike where no category tells. */
const ALIKE_FROM = 0.5;
const TAKEN_KINDS = ['instead', 'with', 'next'] as const;
const TAKEN = ['add_to_cart', 'purchase'];

/**
 * Measures what `related()` and `boughtTogether()` name of what held-out shoppers took instead of an item, and with it. Instead: looked at, but not taken in that visit, where an item alike was; in a
 * log without looks: bought before and not again, where an item alike was bought for the first time in the next order. With: carted or bought in one visit, or bought within seven days, and not alike.
 *
 * @param folder of a pack that was built without these shoppers
 * @param logs oldest first
 */
export async function measureAlternatives(folder: string, logs: readonly (readonly HeldOutEvent[])[]): Promise<AlternativesRow[]> {
  const pack = await openPack(folder);
  const context: ListContext = { pack, scorer: createJsScorer({ ...pack, bias: pack.popularity }), profile: emptyProfile(), now: 0 };
  const isAlike = likenessOf(pack);
  const pairs = pairsOf(pack, logs, isAlike);
  const sources = {
    related: async (itemId: string) => relatedSource(context, itemId),
    boughtTogether: (itemId: string) => togetherSource(context, [itemId]),
  };
  const rows: AlternativesRow[] = [];
  for (const [name, sourceOf] of Object.entries(sources) as [AlternativesRow['name'], (itemId: string) => Promise<RankingSource>][]) {
    const lists = new Map<number, readonly number[]>();
    for (const { about } of TAKEN_KINDS.flatMap((taken) => pairs[taken])) {
      if (lists.has(about)) continue;
      const { candidates } = await rankItems(context, await sourceOf(pack.idOf(about)), { count: PLACES, exclude: 'none' });
      lists.set(
        about,
        candidates.map(({ row }) => row),
      );
    }
    for (const taken of TAKEN_KINDS.filter((kind) => pairs[kind].length > 0))
      rows.push({ name, taken, ...figuresOf(pairs[taken], lists, isAlike) });
  }
  return rows;
}

function figuresOf(
  pairs: readonly Pair[],
  lists: ReadonlyMap<number, readonly number[]>,
  isAlike: (a: number, b: number) => boolean,
): Omit<AlternativesRow, 'name' | 'taken'> {
  const hits = pairs.map(({ about, taken }) => Number(lists.get(about)?.includes(taken) ?? false));
  const rate = hits.reduce((sum, hit) => sum + hit, 0) / pairs.length;
  const sums = new Map<number, number>();
  for (const [place, { shopper }] of pairs.entries()) sums.set(shopper, (sums.get(shopper) ?? 0) + hits[place] - rate);
  const error = Math.sqrt([...sums.values()].reduce((sum, value) => sum + value ** 2, 0)) / pairs.length;
  const listed = [...new Set(pairs.map(({ about }) => about))].map((about) => ({ about, rows: lists.get(about) ?? [] }));
  const all = listed.reduce((sum, { rows }) => sum + rows.length, 0);
  const alike = listed.reduce((sum, { about, rows }) => sum + rows.filter((row) => isAlike(about, row)).length, 0);
  return { pairs: pairs.length, 'HR@10': rate, '±HR@10': 1.96 * error, 'own category': alike / all, listed: all / listed.length };
}

function pairsOf(
  pack: Pack,
  logs: readonly (readonly HeldOutEvent[])[],
  isAlike: (a: number, b: number) => boolean,
): Record<Taken, Pair[]> {
  const pairs: Record<Taken, Pair[]> = { instead: [], with: [], next: [] };
  for (const [shopper, log] of logs.entries()) {
    const own: Record<Taken, Map<string, Pair>> = { instead: new Map(), with: new Map(), next: new Map() };
    const add = (kind: Taken, about: number, taken: number): void => void own[kind].set(`${about} ${taken}`, { shopper, about, taken });
    const known = log.map((one) => ({ ...one, row: pack.rowOf(one.itemId) })).filter(({ row }) => row >= 0);
    const bought = new Set<number>();
    let before: ReadonlySet<number> = new Set();
    for (const visit of visitsOf(known)) {
      const taken = new Set(visit.filter(({ name }) => TAKEN.includes(name)).map(({ row }) => row));
      const looked = visit.filter(({ name }) => name === 'view_item').map(({ row }) => row);
      for (const [at, row] of looked.entries()) if (at > 0 && looked[at - 1] !== row) add('next', looked[at - 1], row);
      const left = looked.length > 0 ? looked : [...before];
      for (const row of taken)
        for (const other of left)
          if (!taken.has(other) && !(looked.length === 0 && bought.has(row)) && isAlike(other, row)) add('instead', other, row);
      for (const row of taken) for (const other of taken) if (row !== other && !isAlike(row, other)) add('with', row, other);
      if (taken.size > 0) before = taken;
      for (const row of taken) bought.add(row);
    }
    const purchases = known.filter(({ name }) => name === 'purchase').slice(0, 500);
    for (const [at, one] of purchases.entries())
      for (const other of purchases.slice(at + 1)) {
        if (other.time - one.time > TOGETHER_MS) break;
        if (one.row !== other.row && !isAlike(one.row, other.row)) add('with', one.row, other.row);
      }
    const random = seededRandom(shopper + 1);
    for (const kind of TAKEN_KINDS) {
      const all = [...own[kind].values()];
      for (let left = PAIRS_EACH; left > 0 && all.length > 0; left--) pairs[kind].push(...all.splice(Math.floor(random() * all.length), 1));
    }
  }
  return pairs;
}

function visitsOf<Event extends { readonly time: number }>(log: readonly Event[]): Event[][] {
  const visits: Event[][] = [];
  for (const [at, event] of log.entries()) {
    if (at === 0 || event.time - log[at - 1].time > VISIT_GAP_MS) visits.push([]);
    visits[visits.length - 1].push(event);
  }
  return visits;
}

/** Whether two items are of one category; where the pack has none, alike by their titles. */
function likenessOf(pack: Pack): (a: number, b: number) => boolean {
  const kinds = pack.codedColumn('product_type');
  if (kinds !== null && kinds.values.length > 1) return (a, b) => kinds.codes[a] === kinds.codes[b];
  const titles = pack.textColumn('title');
  const words = Array.from({ length: pack.items }, (_, row) => new Set(queryWords(titles?.at(row))));
  const counts = new Map<string, number>();
  for (const own of words) for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weightOf = (word: string): number => Math.log(pack.items / (counts.get(word) ?? 1)) ** 2;
  const lengths = words.map((own) => Math.sqrt([...own].reduce((sum, word) => sum + weightOf(word), 0)) || 1);
  return (a, b) => {
    let shared = 0;
    for (const word of words[a]) if (words[b].has(word)) shared += weightOf(word);
    return shared / (lengths[a] * lengths[b]) >= ALIKE_FROM;
  };
}

async function openPack(folder: string): Promise<Pack> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const contents = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  const openFile: OpenFile = (role) => {
    const file = (pack.manifest.optional as readonly OptionalFile[]).find((one) => one.role === role);
    if (file === undefined) throw new Error(`The pack has no file ${role}.`);
    const opened = contents.get(role) ?? unpackFile(new Uint8Array(readFileSync(`${folder}/${file.path}`)), file);
    contents.set(role, opened);
    return opened;
  };
  return { ...pack, openFile };
}
