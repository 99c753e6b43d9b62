import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { firstPack } from '../../pack/first/first-pack.js';
import { findLocale } from '../../pack/locales/find-locale.js';
import { createJsScorer } from '../../score/settle/js-scorer.js';
import type { ListCall, ListKind } from '../../types/list-call.js';
import type { PackManifest } from '../../types/manifest.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { Scorer } from '../../types/scoring/scorer.js';
import type { ListContext } from '../list/list-context.js';
import type { ServedList, ServeList } from '../list/served-list.js';

/** The items of the manifest as a pack, with its scorer. */
export interface FirstHeld {
  readonly pack: Pack;
  readonly scorer: Scorer;
  /**
   * Makes a list of the manifest's items: that of a shopper of whom nothing is known, without the items that this shopper hid or bought. A
   * shopper with a history gets it only if the pack takes long. Every rule of the call is applied. If the items are too few for it, the call waits
   * for the pack.
   *
   * @param context these items, shopper and time
   * @param call names the list
   * @param count number of items that the list has with the whole pack, as far as there are as many
   * @param ready settles when the pack is there, or the list need not wait for it any longer
   * @param serve makes lists
   * @returns the context with the list; null: wait for the pack
   */
  answer(context: ListContext, call: ListCall, count: number, ready: Promise<unknown>, serve: ServeList): Promise<FirstMade | null>;
}

/** A list of the manifest's items, and what it was made from. */
interface FirstMade extends ListContext {
  readonly made: ServedList;
}

/** Lists that the items of the manifest have in the order of the whole pack. */
const KINDS: readonly ListKind[] = ['recommend', 'trending'];
/** Parameters that need more than these items: the whole catalogue, an item of the page, or the shopper's answers to earlier lists. */
const NEEDS_ALL = [
  ...(['attributes', 'itemId', 'itemIds', 'query', 'exploration', 'interleave', 'minDistinctness', 'ranker'] as const),
  // Places among all candidates, and the long tail of the whole catalogue: these items are its most popular.
  ...(['objective', 'popularityDiscount', 'exposureFloor'] as const),
];
/** Scenarios whose list is that of popularity for an unknown shopper. */
const SCENARIOS: readonly unknown[] = [undefined, 'home', 'category', 'empty-search'];

/** The lazy chunk of first lists. */
export const firstLists = { open };

/**
 * Opens the items of a manifest.
 *
 * @param manifest of a pack whose files are still being fetched
 * @param notes receives a note if they have a fault
 * @param language of the page, a BCP 47 tag. Default: it names none
 * @returns null where it has none, or they have a fault, or the page has another locale than they
 */
function open(manifest: PackManifest, notes: Note[], language = ''): FirstHeld | null {
  if (manifest.first === undefined) return null;
  try {
    if (findLocale(manifest, language).tag !== null) return null;
    const pack = firstPack(manifest);
    const until = manifest.first.until ?? Number.POSITIVE_INFINITY;
    const complete = pack.items === manifest.items;
    return {
      pack,
      scorer: createJsScorer({ ...pack, bias: pack.popularity }),
      answer: async (context, call, count, ready, serve) => {
        if (context.now >= until || !isServed(call, pack)) return null;
        const { interactions, searches } = context.profile;
        const known = interactions.length + searches.length > 0;
        if (known && (await isDone(ready))) return null;
        // A failure costs nothing: the call waits for the pack, which reports it.
        const made = await serve(context, call, count, new Set()).catch((error: unknown) => {
          if (codeOf(error) === 'context-needed') throw error;
          return null;
        });
        // A note reports a rule that could not be applied as on the whole pack.
        if (made === null || made.notes.length > 0 || (made.items.length < count && !complete)) return null;
        return { ...context, made: { ...made, backend: 'none', notes: [noteOf(pack, call, known)] } };
      },
    };
  } catch (error) {
    notes.push({ code: 'pack-invalid', message: messageOf(error) });
    return null;
  }
}

const isDone = (step: Promise<unknown>): Promise<boolean> =>
  step.then(
    () => true,
    () => false,
  );

/** What is said of a list of these items; whoever has a history is of groups that rules do not know yet. */
function noteOf({ items }: Pack, { filter, boost }: ListCall, known: boolean): Note {
  const names = `${filter} ${boost}`.replace(/(["']).*?\1/g, '');
  const groups = /\b(segments|prototype)\b/.test(names) ? ' Its rules take the shopper to be of no segment and of no prototype.' : '';
  const history = known ? ` It does not use the history.${groups}` : '';
  const message = `The pack is still being fetched: this list is of the ${items} items that pack.json has.${history} Later lists will use the pack.`;
  return { code: 'pack-loading', message };
}

/** Whether the items of the manifest are enough for a call, apart from their number. */
function isServed(call: ListCall, pack: Pack): boolean {
  const { kind, scenario, category, inStock = true, onePerGroup = true, types = ['product'], promoted } = call;
  if (!KINDS.includes(kind) || !SCENARIOS.includes(scenario) || NEEDS_ALL.some((name) => call[name])) return false;
  // A category of a page that lists others too ranks items that are not among these.
  if (kind === 'recommend' && category !== undefined && scenario !== 'category') return false;
  if (kind === 'trending' && pack.meanPopularity === 0) return false;
  if (!inStock || !onePerGroup || types.length !== 1 || types[0] !== 'product') return false;
  const ids: readonly unknown[] = Array.isArray(promoted?.ids) ? promoted.ids : [];
  return ids.every((id) => pack.rowOf(`${id}`) >= 0);
}
