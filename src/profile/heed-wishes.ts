import { categoryPaths } from '../core/catalog/category-levels.js';
import { addBit, createBitset, hasBit } from '../core/numbers/bitset.js';
import type { Note } from '../types/note.js';
import type { Pack } from '../types/pack.js';
import type { HeededWishes, Profile } from '../types/profile.js';
import type { RecordedWish, TasteKind } from '../types/results/taste-wish.js';
import { doesSpeak, worthOf } from './weigh-history.js';

/** The column of the catalogue that each kind of taste is of. */
export const TASTE_COLUMNS = { category: 'product_type', brand: 'brand', color: 'color', size: 'size', type: 'type' } as const;

/** How often what speaks for an item counts. */
const FACTORS = { more: 2, less: 0.5 };
/** Bounds of all wishes about one item together. */
const [LEAST, MOST] = [0.25, 4];

/** What wishes do to the rows of a pack: the same for every list until the pack or a wish changes. */
const known = new WeakMap<Pack, { readonly key: string; readonly rows: Pick<HeededWishes, 'out' | 'weights'> }>();

/**
 * The profile of a shopper whose wishes about tastes are heeded: items of a taste of which they want none are left out of lists, and nothing of them speaks;
 * what speaks for an item counts twice where they want more of it, half where they want less. Of categories the nearest wish above an item counts; wishes about
 * category, brand and other values multiply, to 0.25 at least and 4 at most. A pure function of profile and pack.
 *
 * @param profile the shopper
 * @param pack whose items have the tastes; a wish about what no item has does nothing
 */
export function heedWishes(profile: Profile, pack: Pack): Profile {
  const standing = standingWishes(profile.wishes);
  if (standing.length === 0) return profile;
  const key = standing.map(({ kind, name, wish }) => `${kind} ${wish} ${name}`).join('\n');
  const before = known.get(pack);
  const rows = before?.key === key ? before.rows : rowsOf(pack, standing);
  known.set(pack, { key, rows });
  const isOut = ({ itemId }: { readonly itemId: string }): boolean => {
    const row = pack.rowOf(itemId);
    return row >= 0 && hasBit(rows.out, row);
  };
  const silent = new Set(profile.interactions.filter(isOut).map(({ itemId }) => itemId));
  const heeded = { standing, ...rows, silent };
  return { ...profile, heeded: { ...heeded, notes: idleNotes({ ...profile, heeded: { ...heeded, notes: [] } }, pack) } };
}

/** Names the wishes for more or less that have no effect yet: nothing in the history speaks for an item that they are about. */
function idleNotes(profile: Profile & { readonly heeded: HeededWishes }, pack: Pack): Note[] {
  const { standing } = profile.heeded;
  const idle = new Set(standing.filter(({ wish }) => wish !== 'none'));
  for (const interaction of idle.size > 0 ? profile.interactions : []) {
    const row = pack.rowOf(interaction.itemId);
    // No time makes a weight 0.
    if (row < 0 || !doesSpeak(profile, interaction) || worthOf(interaction, pack.manifest.encoder, interaction.time) <= 0) continue;
    for (const wish of wishesAbout(pack, standing, row)) idle.delete(wish);
  }
  return [...idle].map(({ kind, name, wish }) => ({
    code: 'wish-idle',
    message: `The shopper asked for ${wish} of ${kind} "${name}". Nothing they did speaks for an item of it, so that has no effect yet.`,
  }));
}

/**
 * The wishes that count: the latest about each thing.
 *
 * @param wishes latest last
 * @returns in an order of their own
 */
export function standingWishes(wishes: readonly RecordedWish[]): RecordedWish[] {
  const latest = new Map(wishes.map((wish) => [`${wish.kind} ${wish.name}`, wish]));
  return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, wish]) => wish);
}

/**
 * The wishes that act on an item: of those about categories the nearest.
 *
 * @param pack the catalogue
 * @param standing from `standingWishes`
 * @param row of the item
 */
export function wishesAbout(pack: Pick<Pack, 'codedColumn'>, standing: readonly RecordedWish[], row: number): RecordedWish[] {
  return (Object.keys(TASTE_COLUMNS) as TasteKind[]).flatMap((kind) => {
    const column = pack.codedColumn(TASTE_COLUMNS[kind]);
    return column === null ? [] : (wishOf(kind, column.values[column.codes[row]], standing) ?? []);
  });
}

/**
 * The wish about a value of a column, or of the nearest category above it.
 *
 * @param kind of the column
 * @param value of it; '' is none
 * @param standing from `standingWishes`
 */
function wishOf(kind: TasteKind, value: string, standing: readonly RecordedWish[]): RecordedWish | undefined {
  const names = kind === 'category' ? categoryPaths(value).reverse() : [value];
  for (const name of names) {
    const found = standing.find((wish) => wish.kind === kind && wish.name === name && name !== '');
    if (found) return found;
  }
  return undefined;
}

function rowsOf(pack: Pack, standing: readonly RecordedWish[]): Pick<HeededWishes, 'out' | 'weights'> {
  const out = createBitset(pack.items);
  const weights = new Float32Array(pack.items).fill(1);
  for (const kind of Object.keys(TASTE_COLUMNS) as TasteKind[]) {
    const column = standing.some((wish) => wish.kind === kind) ? pack.codedColumn(TASTE_COLUMNS[kind]) : null;
    const asked = column?.values.map((value) => wishOf(kind, value, standing)?.wish) ?? [];
    for (let row = 0; column && row < pack.items; row++) {
      const wish = asked[column.codes[row]];
      if (wish === 'none') addBit(out, row);
      else if (wish) weights[row] *= FACTORS[wish];
    }
  }
  for (let row = 0; row < pack.items; row++) weights[row] = Math.min(Math.max(weights[row], LEAST), MOST);
  return { out, weights };
}
