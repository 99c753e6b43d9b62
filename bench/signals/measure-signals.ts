import { seededRandom } from '../../src/core/numbers/random.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { rankItems } from '../../src/engine/list/rank-items.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { EncoderSettings } from '../../src/types/manifest.js';
import type { Pack } from '../../src/types/pack.js';
import type { HeldEvent } from '../learning/measure-learning.js';

/** One list of one shopper: NDCG@10 by how the signal is heard; `alike`: items of the list that a dismissal leads to. */
export interface SignalList {
  readonly shopper: number;
  readonly gains: Readonly<Record<string, number>>;
  readonly alike: Readonly<Record<string, number>>;
}

/** A held-out event, with what its log tells of it. */
export interface ToldEvent extends HeldEvent {
  readonly pieces?: number;
  /** Whether the shopper left the page within ten seconds. */
  readonly short?: boolean;
}

/** A way to read a log: settings of the encoder, and the events that it reads. */
interface Variant {
  readonly settings: Partial<EncoderSettings>;
  readonly events: (event: ToldEvent) => { readonly name: EventName; readonly value?: number } | null;
}

const PLACES = 10;
/** Lists of one shopper at most. */
const LISTS_EACH = 6;
/** Items dismissed before a list. */
const DISMISSED = 2;
/** Shares of a like that are tried. */
const SHARES = [0, 0.1, 0.25, 0.5, 1];

const asTold: Variant['events'] = ({ name }) => ({ name });
/** What is compared: refunds, and looks that were short. */
const VARIANTS: Readonly<Record<'refunds' | 'looks', Readonly<Record<string, Variant>>>> = {
  refunds: {
    'not heard': { settings: {}, events: ({ name }) => (name === 'refund' ? null : { name }) },
    'taken back': { settings: {}, events: asTold },
    ...Object.fromEntries(
      [0, 0.25, 1].map((dislike) => [`against it, ${dislike}`, { settings: { dislike, eventWeights: { refund: 5 } }, events: asTold }]),
    ),
  },
  looks: {
    'as a look': { settings: {}, events: asTold },
    'as half a look': { settings: {}, events: ({ name, short }) => (short ? { name: 'select_item' } : { name }) },
    'as no look': { settings: {}, events: ({ name, short }) => (short ? null : { name }) },
    // Half a point below the middle counts against the item as half a look counts for it.
    'against it': { settings: {}, events: ({ name, short }) => (short ? { name: 'rate', value: 2.5 } : { name }) },
  },
};

/** What an event of a type is worth: unheard, as a mere look, and as it is. */
const typeVariants = (type: EventName): Readonly<Record<string, Variant>> => ({
  'not heard': { settings: {}, events: ({ name }) => (name === type ? null : { name }) },
  ...(type === 'view_item' ? {} : { 'as a look': { settings: {}, events: ({ name }) => ({ name: name === type ? 'view_item' : name }) } }),
  'as it is': { settings: {}, events: asTold },
});

/**
 * Measures lists of held-out shoppers, before each event whose history has a refund, a short look or an event of a type, by how these are heard.
 *
 * @param folder of a pack that was built without these shoppers
 * @param logs oldest first
 * @param what is heard: `refunds`, `looks`, or a type of events
 */
export async function measureHeard(
  folder: string,
  logs: readonly (readonly ToldEvent[])[],
  what: keyof typeof VARIANTS | EventName,
): Promise<SignalList[]> {
  const pack = await openPack(folder);
  const lists: SignalList[] = [];
  const variants = what === 'refunds' || what === 'looks' ? VARIANTS[what] : typeVariants(what);
  const type = what === 'refunds' ? 'refund' : what;
  for (const [shopper, log] of logs.entries()) {
    const heard = log.findIndex(({ name, short }) => (what === 'looks' ? short : name === type));
    const targets = [...log.keys()].filter((at) => {
      const { name, itemId, time } = log[at];
      const isNew = heard >= 0 && at > heard && log[at - 1].itemId !== itemId && log[at - 1].time < time;
      return isNew && name !== 'refund' && pack.rowOf(itemId) >= 0;
    });
    for (const at of evenly(targets)) {
      const gains: Record<string, number> = {};
      for (const [name, { settings, events }] of Object.entries(variants)) {
        const { encoder } = pack.manifest;
        const eventWeights = { ...encoder.eventWeights, ...settings.eventWeights };
        const list = await listOf(
          withEncoder(pack, { ...encoder, ...settings, eventWeights }),
          shelfEvents(log.slice(0, at), events),
          log[at].time,
        );
        gains[name] = gainOf(list, pack.rowOf(log[at].itemId));
      }
      lists.push({ shopper, gains, alike: {} });
    }
  }
  return lists;
}

/**
 * Dismisses items that are in a shopper's list and that the shopper never touches later, and measures the list by the share of a like that a dislike
 * counts. Nobody dismissed them: what is measured is the cost of hearing it.
 *
 * @param folder of a pack that was built without these shoppers
 * @param logs oldest first
 */
export async function measureDismissals(folder: string, logs: readonly (readonly ToldEvent[])[]): Promise<SignalList[]> {
  const pack = await openPack(folder);
  const lists: SignalList[] = [];
  for (const [shopper, log] of logs.entries()) {
    const later = (at: number): Set<string> => new Set(log.slice(at).map(({ itemId }) => itemId));
    const targets = [...log.keys()].filter((at) => at >= 3 && log[at - 1].itemId !== log[at].itemId && pack.rowOf(log[at].itemId) >= 0);
    for (const at of evenly(targets)) {
      const random = seededRandom(shopper * 1000 + at);
      const { time } = log[at];
      const known = shelfEvents(log.slice(0, at), asTold);
      const touched = later(0);
      const free = (await listOf(pack, known, time)).filter((row) => !touched.has(pack.idOf(row)));
      const dismissed = Array.from(
        { length: Math.min(DISMISSED, free.length) },
        () => free.splice(Math.floor(random() * free.length), 1)[0],
      );
      if (dismissed.length === 0) continue;
      const all = [...known, ...dismissed.map((row, place) => eventOf(`z${place}`, 'dismiss', pack.idOf(row), time - 1))];
      const near = new Set(dismissed.flatMap((row) => followersOf(pack, row)));
      const [gains, alike]: Record<string, number>[] = [{}, {}];
      for (const dislike of SHARES) {
        const { encoder } = pack.manifest;
        const settings = { ...encoder, dislike, eventWeights: { ...encoder.eventWeights, dismiss: 4 } };
        const list = await listOf(withEncoder(pack, settings), all, time);
        gains[dislike] = gainOf(list, pack.rowOf(log[at].itemId));
        alike[dislike] = list.filter((row) => near.has(row)).length;
      }
      lists.push({ shopper, gains, alike });
    }
  }
  return lists;
}

async function openPack(folder: string): Promise<Pack> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  return pack;
}

const withEncoder = (pack: Pack, encoder: EncoderSettings): Pack => ({ ...pack, manifest: { ...pack.manifest, encoder } });

/** At most so many of them, evenly. */
function evenly(places: readonly number[]): number[] {
  const step = Math.max(1, places.length / LISTS_EACH);
  return Array.from({ length: Math.min(LISTS_EACH, places.length) }, (_, at) => places[Math.floor(at * step)]);
}

const eventOf = (id: string, name: EventName, itemId: string, time: number, more: Partial<ShelfEvent> = {}): ShelfEvent => ({
  id,
  name,
  time,
  items: [{ item_id: itemId }],
  ...more,
});

function shelfEvents(log: readonly ToldEvent[], read: Variant['events']): ShelfEvent[] {
  return log.flatMap((one, at) => {
    const told = read(one);
    if (told === null) return [];
    const items = [{ item_id: one.itemId, ...(one.pieces && { quantity: one.pieces }) }];
    return [eventOf(String(at).padStart(6, '0'), told.name, one.itemId, one.time, { items, ...(told.value && { value: told.value }) })];
  });
}

async function listOf(pack: Pack, events: readonly ShelfEvent[], now: number): Promise<number[]> {
  const context = { pack, scorer: scorerOf(pack), profile: foldEvents(emptyProfile(), events), now };
  const { candidates } = await rankItems(context, personalSource(context), { exclude: 'none', count: PLACES });
  return candidates.map(({ row }) => row);
}

const scorers = new Map<Int8Array, ReturnType<typeof createJsScorer>>();
function scorerOf(pack: Pack): ReturnType<typeof createJsScorer> {
  const scorer = scorers.get(pack.rows) ?? createJsScorer({ ...pack, bias: pack.popularity });
  scorers.set(pack.rows, scorer);
  return scorer;
}

function gainOf(list: readonly number[], wanted: number): number {
  const place = list.indexOf(wanted);
  return place < 0 ? 0 : 1 / Math.log2(place + 2);
}

/** What an item leads to most: at most 20 rows. */
function followersOf({ followers, neighbours }: Pack, row: number): number[] {
  const table = followers ?? neighbours;
  if (table === null) return [];
  const [from, to] = [table.offsets[row], table.offsets[row + 1]];
  return Array.from({ length: to - from }, (_, at) => from + at)
    .sort((a, b) => table.weights[b] - table.weights[a])
    .slice(0, 20)
    .map((at) => table.items[at]);
}
