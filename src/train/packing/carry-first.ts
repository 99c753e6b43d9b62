import { DAY_MS } from '../../core/time/day.js';
import { serveList } from '../../engine/serve-list.js';
import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { MAX_FIRST_ITEMS } from '../../pack/first/first-pack.js';
import { CODED_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS } from '../../pack/format/format.js';
import { emptyProfile } from '../../profile/fold-events.js';
import { createJsScorer } from '../../score/settle/js-scorer.js';
import type { FirstItems } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';

/** Maximum size of the items in the manifest, bytes of JSON. */
const MAX_BYTES = 20 * 1024;
/** Minimum number of items: fewer serve hardly any list. */
const MIN_ITEMS = 4;
/** Models whose order the items alone have. */
const CARRIED = ['popular', 'feed', 'new'];
const PRODUCTS = new Set(['', 'product']);
/** Digits that give a float32 back. */
const DIGITS = 9;

/**
 * Adds the items of a first list to the manifest: those that `recommend()` gives an unknown shopper at the time the pack is made, as many as fit
 * into 20 KiB of JSON, at most 64.
 *
 * @param encoded from `encodePack`
 * @param pack the same, decoded
 * @returns the pack with `first` in its manifest; unchanged where an unknown shopper's list is not one of popularity or dates
 */
export async function carryFirst(encoded: EncodedPack, pack: Pack): Promise<EncodedPack> {
  const now = Date.parse(encoded.manifest.created);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const call = { kind: 'recommend' } as const;
  const { model, items: listed } = await serveList({ pack, scorer, profile: emptyProfile(), now }, call, MAX_FIRST_ITEMS, new Set());
  if (!CARRIED.includes(model)) return encoded;
  const items: FirstItems['items'][number][] = [];
  let bytes = 0;
  for (const { id, item } of listed) {
    const carried = { ...item, popularity: Number(pack.popularity[pack.rowOf(id)].toPrecision(DIGITS)) };
    bytes += Buffer.byteLength(JSON.stringify(carried)) + 1;
    if (bytes > MAX_BYTES) break;
    items.push(carried);
  }
  if (items.length < Math.min(MIN_ITEMS, pack.items)) return encoded;
  const columns = [
    ...TEXT_COLUMNS.filter((name) => name !== 'id' && pack.textColumn(name) !== null),
    ...CODED_COLUMNS.filter((name) => pack.codedColumn(name) !== null),
    ...NUMBER_COLUMNS.filter((name) => pack.numberColumn(name) !== null),
  ];
  // Where an item ends, another of its group takes its place, which is not among these.
  const ends = items.flatMap((item) => (item.item_group_id !== undefined && (item.ends ?? 0) > now ? [item.ends ?? 0] : []));
  const until = Math.min(nextChange(pack, model === 'new', now), ...ends);
  const first: FirstItems = { meanPopularity: pack.meanPopularity, columns, ...(until < Number.POSITIVE_INFINITY ? { until } : {}), items };
  return { ...encoded, manifest: { ...encoded.manifest, first } };
}

/** When an item that is not listed yet may come into the list: milliseconds since 1970, infinite for never. */
function nextChange(pack: Pack, byDate: boolean, now: number): number {
  const types = pack.codedColumn('type');
  const starts = pack.numberColumn('starts');
  const added = byDate ? pack.numberColumn('added') : null;
  let next = Number.POSITIVE_INFINITY;
  for (let row = 0; row < pack.items; row++) {
    // Other types are in no list that does not name them.
    if (types !== null && !PRODUCTS.has(types.values[types.codes[row]])) continue;
    // Not given is NaN, and later than nothing.
    for (const time of [(starts?.[row] ?? Number.NaN) - DAY_MS, added?.[row] ?? Number.NaN]) if (time > now) next = Math.min(next, time);
  }
  return next;
}
