import { isPlainObject } from '../../core/is-plain-object.js';
import { nearestName } from '../../core/text/nearest-name.js';
import type { Note, NoteCode } from '../../types/note.js';
import type { NextBestRequest, Slot, SlotBanner, SlotKind } from '../../types/slots/next-best.js';

/** Maximum number of slots, of places of one, of banners, and of items that a banner names. */
const [MAX_SLOTS, MAX_PLACES, MAX_BANNERS, MAX_ITEMS] = [50, 100, 200, 10_000];
const KINDS: readonly SlotKind[] = ['item', 'category', 'brand', 'banner'];
const REQUEST_FIELDS = ['slots', 'banners', 'filter', 'context', 'exclude', 'types', 'inStock', 'now'];
const SLOT_FIELDS = ['id', 'kinds', 'count'];
const BANNER_FIELDS = ['id', 'items', 'category', 'brand', 'filter'];

type Fields = Readonly<Record<string, unknown>>;

/** A request that can be relied on. */
export interface ReadSlots {
  readonly slots: readonly Slot[];
  readonly banners: readonly SlotBanner[];
  /** Which items may be shown. */
  readonly rules: Pick<NextBestRequest, 'filter' | 'context' | 'exclude' | 'types' | 'inStock'>;
}

/** What the parameters beside slots and banners have to be. */
const RULES: Readonly<Record<'exclude' | 'types' | 'inStock', readonly [what: string, isValid: (value: unknown) => boolean]>> = {
  exclude: ['none, bought or seen', (value) => ['none', 'bought', 'seen'].includes(value as string)],
  types: [
    'a list of product, article or live',
    (value) => Array.isArray(value) && value.every((type) => ['product', 'article', 'live'].includes(type)),
  ],
  inStock: ['true or false', (value) => typeof value === 'boolean'],
};

/**
 * Reads a request. What is not known or not valid is left out, with a note.
 *
 * @param request of the page, without prototypes
 * @param notes receives what is left out
 */
export function readSlots(request: NextBestRequest, notes: Note[]): ReadSlots {
  const say = (code: NoteCode, message: string): void => void notes.push({ code, message: `nextBest: ${message}` });
  const expectNames = (of: Fields, names: readonly string[], what: string): void => {
    for (const name of Object.keys(of)) if (!names.includes(name)) say('unknown-name', `${what}${unknown(name, names)}`);
  };
  /** Objects with an id of their own, up to a number of them. */
  const named = (name: 'slots' | 'banners', most: number): (Fields & { readonly id: string })[] => {
    const given: unknown = request[name] ?? [];
    if (!Array.isArray(given)) say('bad-argument', `${name} is ignored; it is a list.`);
    const all = Array.isArray(given) ? given : [];
    if (all.length > most) say('too-many', `of ${all.length} ${name} the first ${most} are used.`);
    const ids = new Set<string>();
    return all.slice(0, most).flatMap((one: unknown, place) => {
      const id = isPlainObject(one) && (typeof one.id === 'string' || typeof one.id === 'number') ? `${one.id}` : '';
      if (id === '' || ids.has(id)) {
        say(
          'bad-argument',
          `${name}[${place}] is left out; ${id === '' ? 'it is an object with an "id"' : `another one is called "${id}"`}.`,
        );
        return [];
      }
      ids.add(id);
      return [{ ...(one as Fields), id }];
    });
  };
  expectNames(request as unknown as Fields, REQUEST_FIELDS, '');
  const slots = named('slots', MAX_SLOTS).map((slot): Slot => {
    expectNames(slot, SLOT_FIELDS, `the slot "${slot.id}": `);
    const given = Array.isArray(slot.kinds) ? slot.kinds : [];
    const kinds = given.filter((kind): kind is SlotKind => KINDS.includes(kind));
    for (const kind of given)
      if (!KINDS.includes(kind))
        say('unknown-name', `the slot "${slot.id}": ${unknown(typeof kind === 'string' ? kind : 'an object', KINDS)}`);
    if (kinds.length === 0) say('bad-argument', `the slot "${slot.id}" stays empty; its "kinds" are some of ${KINDS.join(', ')}.`);
    const wanted = typeof slot.count === 'number' ? Math.floor(slot.count) : 1;
    const count = Math.min(Math.max(wanted || 1, 1), MAX_PLACES);
    if (count !== (slot.count ?? 1))
      say('bad-argument', `the slot "${slot.id}" has ${count} places; "count" is a whole number from 1 to ${MAX_PLACES}.`);
    return { id: slot.id, kinds, count };
  });
  const banners = named('banners', MAX_BANNERS).flatMap((banner): SlotBanner[] => {
    const what = `the banner "${banner.id}"`;
    expectNames(banner, BANNER_FIELDS, `${what}: `);
    const { items, category, brand, filter } = banner;
    const texts = [category, brand, filter].every((one) => one === undefined || typeof one === 'string');
    const isAbout = [items, category, brand, filter].some((one) => one !== undefined);
    if (!texts || !isAbout || !(items === undefined || Array.isArray(items))) {
      say(
        'bad-argument',
        `${what} is left out; it is about "items", a list of ids, or a "category", a "brand" or a "filter", each a text.`,
      );
      return [];
    }
    if (Array.isArray(items) && items.length > MAX_ITEMS)
      say('too-many', `${what}: of ${items.length} items the first ${MAX_ITEMS} are used.`);
    const ids = Array.isArray(items) ? items.filter((one) => typeof one === 'string' || typeof one === 'number').map(String) : undefined;
    if (ids && ids.length < (items as unknown[]).length) say('bad-argument', `${what}: some of its "items" are no ids and are ignored.`);
    return [{ ...(banner as unknown as SlotBanner), ...(ids && { items: ids.slice(0, MAX_ITEMS) }) }];
  });
  const rules = Object.entries(RULES).flatMap(([name, [what, isValid]]) => {
    const value = (request as unknown as Fields)[name];
    if (value === undefined || isValid(value)) return value === undefined ? [] : [[name, value] as const];
    say('bad-argument', `${name} is ignored; it takes ${what}.`);
    return [];
  });
  // A filter that cannot be followed is no filter to leave out: whoever applies it refuses it.
  const { filter, context } = request;
  return {
    slots,
    banners,
    rules: { ...Object.fromEntries(rules), ...(filter !== undefined && { filter }), ...(context !== undefined && { context }) },
  };
}

function unknown(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  return `"${name.slice(0, 60)}" is not known and is ignored. ${near === undefined ? `There are ${names.join(', ')}.` : `Did you mean "${near}"?`}`;
}
