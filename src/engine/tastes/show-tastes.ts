import { categoryPaths } from '../../core/catalog/category-levels.js';
import { encoderOfBand } from '../../core/numbers/encoder-of-band.js';
import { mixPrototypes } from '../../core/numbers/mix-prototypes.js';
import { toJson } from '../../core/text/to-json.js';
import { DAY_MS } from '../../core/time/day.js';
import { standingWishes, TASTE_COLUMNS } from '../../profile/heed-wishes.js';
import { doesSpeak, weighHistory, worthOf } from '../../profile/weigh-history.js';
import { ownShares } from '../../profile/weigh-tastes.js';
import { foldIn } from '../../query/fold-in.js';
import type { ShelfEvent } from '../../types/event.js';
import type { Pack } from '../../types/pack.js';
import type { RecordedWish, TasteKind } from '../../types/results/taste-wish.js';
import type { ShownPrototype, ShownTaste, StoredExtent, Tastes } from '../../types/results/tastes.js';
import type { Retention } from '../../types/storage.js';
import type { ListContext } from '../list/list-context.js';

/** Days after which an event counts half. */
const HALF_LIFE_DAYS = { short: 7, long: 180 };
/** Categories shown of a prototype. */
const CATEGORIES = 3;

type Shopper = Pick<ListContext, 'pack' | 'profile' | 'now'>;

/**
 * What a history tells of tastes. A function of the events that count, the pack and the clock, and of nothing else: an event that is forgotten leaves no trace.
 *
 * @param context pack, shopper and time
 */
export async function showTastes(context: Shopper): Promise<Tastes> {
  const { answerSegments } = await import('../segments/answer-segments.js');
  const { memberOf = [] } = await answerSegments(context, { memberOf: true, now: context.now });
  const told = (Object.keys(TASTE_COLUMNS) as TasteKind[]).flatMap((kind) => tastesOf(context, kind));
  const tastes = withWishes(told, standingWishes(context.profile.wishes));
  tastes.sort((a, b) => b.long - a.long || b.short - a.short || (a.kind + a.name < b.kind + b.name ? -1 : 1));
  return { halfLifeDays: HALF_LIFE_DAYS, tastes, prototypes: prototypesOf(context), segments: memberOf };
}

/**
 * What is kept of a shopper.
 *
 * @param events all, oldest first
 * @param isStored whether they are in the database
 * @param retention how long events are kept, by name
 */
export function measureExtent(events: readonly ShelfEvent[], isStored: boolean, retention: Retention): StoredExtent {
  const daysOf = ({ name }: ShelfEvent): number => ((Object.hasOwn(retention, name) && retention[name]) || retention.all).days;
  const ends = events.map((event) => event.time + daysOf(event) * DAY_MS);
  const encoder = new TextEncoder();
  return {
    where: isStored ? 'database' : 'memory',
    events: events.length,
    bytes: events.reduce((sum, event) => sum + encoder.encode(toJson(event)).length, 0),
    since: events[0]?.time ?? null,
    latest: events.at(-1)?.time ?? null,
    firstExpiry: ends.length === 0 ? null : ends.reduce((first, end) => Math.min(first, end)),
    until: ends.length === 0 ? null : ends.reduce((last, end) => Math.max(last, end)),
  };
}

/** A category and those above it; another value alone. */
const namesOf = (kind: TasteKind, value: string): readonly string[] =>
  kind === 'category' ? categoryPaths(value) : value === '' ? [] : [value];

function tastesOf(context: Shopper, kind: TasteKind): ShownTaste[] {
  const { pack, profile } = context;
  const column = pack.codedColumn(TASTE_COLUMNS[kind]);
  if (column === null) return [];
  const [long, short] = [sharesOf(context, kind, HALF_LIFE_DAYS.long), sharesOf(context, kind, HALF_LIFE_DAYS.short)];
  const events = new Map<string, Set<string>>();
  for (const interaction of profile.interactions) {
    const row = pack.rowOf(interaction.itemId);
    const speaks = doesSpeak(profile, interaction) && worthOf(interaction, pack.manifest.encoder, interaction.time) !== 0;
    if (row < 0 || !speaks) continue;
    for (const name of namesOf(kind, column.values[column.codes[row]]))
      events.set(name, (events.get(name) ?? new Set()).add(interaction.eventId));
  }
  return [...new Set([...long.keys(), ...short.keys()])].map((name) => ({
    kind,
    name,
    long: long.get(name) ?? 0,
    short: short.get(name) ?? 0,
    events: [...(events.get(name) ?? [])],
  }));
}

/** Tastes with what the shopper asked for, and that of which there is no history. */
function withWishes(tastes: readonly ShownTaste[], standing: readonly RecordedWish[]): ShownTaste[] {
  const wishFor = ({ kind, name }: Pick<ShownTaste, 'kind' | 'name'>): RecordedWish | undefined =>
    standing.find((wish) => wish.kind === kind && wish.name === name);
  const others = standing.filter(({ kind, name }) => !tastes.some((taste) => taste.kind === kind && taste.name === name));
  return [...tastes, ...others.map(({ kind, name }) => ({ kind, name, long: 0, short: 0, events: [] }))].map((taste) => {
    const asked = wishFor(taste);
    return asked === undefined ? taste : { ...taste, wish: asked.wish, events: [...taste.events, asked.eventId] };
  });
}

/** The shares of the shopper's own interest, by name. Only time fades them: the place in the history does not count. */
function sharesOf({ pack, profile, now }: Shopper, kind: TasteKind, halfLifeDays: number): Map<string, number> {
  const history = weighHistory(profile, pack.rowOf, { ...pack.manifest.encoder, halfLifeDays, positionDecay: 1 }, now);
  const values = pack.codedColumn(TASTE_COLUMNS[kind])?.values ?? [];
  const shares = new Map<string, number>();
  for (const [code, own] of ownShares(pack, history, TASTE_COLUMNS[kind]))
    for (const name of namesOf(kind, values[code])) shares.set(name, (shares.get(name) ?? 0) + own);
  return shares;
}

function prototypesOf({ pack, profile, now }: Shopper): ShownPrototype[] {
  const { prototypes, manifest } = pack;
  const history = weighHistory(profile, pack.rowOf, manifest.encoder, now);
  const vector = foldIn(pack, history, encoderOfBand(manifest.encoder, history))?.vector;
  if (prototypes === null) return [];
  return mixPrototypes(prototypes, vector).map(({ prototype, share }) => ({
    prototype,
    pack: manifest.number,
    shoppers: prototypes.shoppers[prototype],
    share,
    categories: likedCategories(pack, prototypes.likes, prototype),
  }));
}

function likedCategories(pack: Pack, likes: Pack['neighbours'], prototype: number): { name: string; share: number }[] {
  const column = pack.codedColumn('product_type');
  const sums = new Map<string, number>();
  let total = 0;
  for (let at = likes.offsets[prototype]; at < likes.offsets[prototype + 1]; at++) {
    const name = column?.values[column.codes[likes.items[at]]] ?? '';
    total += likes.weights[at];
    if (name !== '') sums.set(name, (sums.get(name) ?? 0) + likes.weights[at]);
  }
  return Array.from(sums, ([name, sum]) => ({ name, share: sum / total }))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
    .slice(0, CATEGORIES);
}
