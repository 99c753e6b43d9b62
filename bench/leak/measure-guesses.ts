import { bitsOf, guessLastView } from '../../src/engine/leak/guess-last-view.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { rankItems } from '../../src/engine/list/rank-items.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import { pictureCategories } from '../../src/train/pictures/picture-categories.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';

/** What an observer of the pictures learns with a remedy, and what the remedy costs. */
export interface GuessesRow {
  readonly name: string;
  readonly lists: number;
  /** Mean number of pictures that are fetched because of a list. */
  readonly pictures: number;
  /** Share of lists whose last view is the observer's first guess. */
  readonly first: number;
  /** Share where it is among the first five. */
  readonly five: number;
  /** Mean of what the observer believes to learn, bits. */
  readonly bits: number;
  /** Mean of what it learns: how much likelier it holds the true item than before, bits. */
  readonly learned: number;
  /** Share of lists with the shopper's next item. */
  readonly HR: number;
  /** Mean share of a list's places with a picture of the pack; only where the pack has pictures. */
  readonly pictured?: number;
  /** Mean number of pictures that are fetched for everybody alike, in files of the pack. */
  readonly ahead?: number;
}

const COUNT = 12;
const VISIBLE = 4;
const FEW = 5;
/** Sizes of the cover: the most popular items, whose pictures are fetched for everybody. */
const COVERS = [100, 1000];
/** Further items of each of the widest categories with a picture in the pack. */
const PER_CATEGORY = 500;

interface MadeList {
  readonly last: number;
  readonly target: number;
  readonly listed: readonly number[];
  /** By size of the cover: the list that is made of the cover alone. */
  readonly covered: readonly (readonly number[])[];
  /** Rows with a picture in the pack, on a page of the category of the last view. */
  readonly pictured: ReadonlySet<number>;
  /** The list that is made of these alone. */
  readonly ofPictured: readonly number[];
}

/**
 * Makes lists for shoppers that the pack does not know, and guesses their last view from the pictures.
 *
 * @param folder of a pack that was built without these shoppers
 * @param shoppers item ids, oldest first; the last is the next item, the one before it the last view
 * @returns a row per remedy
 */
export async function measureGuesses(folder: string, shoppers: readonly (readonly string[])[]): Promise<GuessesRow[]> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const ranked = Array.from({ length: pack.items }, (_, row) => row).sort((a, b) => pack.popularity[b] - pack.popularity[a] || a - b);
  const covers = COVERS.map((size) => new Set(ranked.slice(0, size)));
  const cover = covers[covers.length - 1];
  const { ofRow, names } = pictureCategories(ranked.map((_, row) => pack.itemOf(row)));
  const picturedOf = new Map(
    ['', ...names].map((name) => {
      const own = name === '' ? [] : ranked.filter((row) => ofRow[row] === name && !cover.has(row)).slice(0, PER_CATEGORY);
      return [name, new Set([...cover, ...own])] as const;
    }),
  );
  const lists: MadeList[] = [];
  for (const items of shoppers) {
    const history = items.slice(0, -1);
    const [last, target] = [history.at(-1), items.at(-1)].map((id) => pack.rowOf(id ?? ''));
    if (last < 0 || target < 0) continue;
    const events = history.map(
      (item_id, place): ShelfEvent => ({ id: String(place).padStart(6, '0'), name: 'view_item', time: 1000 * place, items: [{ item_id }] }),
    );
    const context = { pack, scorer, profile: foldEvents(emptyProfile(), events), now: 1000 * history.length };
    const source = personalSource(context);
    if (source.query === null) continue;
    const { candidates } = await rankItems(context, source, { exclude: 'seen', count: pack.items });
    const rows = candidates.map(({ row }) => row);
    const pictured = picturedOf.get(ofRow[last]) ?? cover;
    lists.push({
      last,
      target,
      listed: rows.slice(0, COUNT),
      covered: covers.map((of) => rows.filter((row) => of.has(row)).slice(0, COUNT)),
      pictured,
      ofPictured: rows.filter((row) => pictured.has(row)).slice(0, COUNT),
    });
  }
  return [
    rowOf(pack, 'none', lists, ({ listed }) => listed),
    rowOf(pack, `deferred: ${VISIBLE} of ${COUNT}`, lists, ({ listed }) => listed.slice(0, VISIBLE)),
    ...COVERS.map((size, at) => rowOf(pack, `cover of ${size} ahead`, lists, ({ listed }) => listed.filter((row) => !covers[at].has(row)))),
    ...COVERS.map((size, at) =>
      rowOf(
        pack,
        `list of the cover of ${size}`,
        lists,
        () => [],
        ({ covered }) => covered[at],
      ),
    ),
    inPack(pack, `pictures in the pack: cover of ${cover.size}`, lists, () => cover),
    inPack(pack, 'pictures in the pack: category of the page and cover', lists, ({ pictured }) => pictured),
    inPack(
      pack,
      'list of those alone',
      lists,
      ({ pictured }) => pictured,
      ({ ofPictured }) => ofPictured,
    ),
  ];
}

/** A row of lists that show pictures of the pack, and placeholders for other items. */
function inPack(
  pack: Pack,
  name: string,
  made: readonly MadeList[],
  picturedOf: (list: MadeList) => ReadonlySet<number>,
  shownOf: (list: MadeList) => readonly number[] = ({ listed }) => listed,
): GuessesRow {
  const mean = (of: (list: MadeList) => number): number => made.reduce((sum, list) => sum + of(list), 0) / made.length;
  const row = rowOf(pack, name, made, () => [], shownOf);
  const pictured = mean((list) => shownOf(list).filter((item) => picturedOf(list).has(item)).length / Math.max(1, shownOf(list).length));
  return { ...row, pictured, ahead: mean((list) => picturedOf(list).size) };
}

function rowOf(
  pack: Pack,
  name: string,
  made: readonly MadeList[],
  fetchedOf: (list: MadeList) => readonly number[],
  shownOf: (list: MadeList) => readonly number[] = ({ listed }) => listed,
): GuessesRow {
  let [pictures, first, five, bits, learned, hits] = [0, 0, 0, 0, 0, 0];
  for (const list of made) {
    const fetched = fetchedOf(list);
    const guess = guessLastView(pack, fetched);
    const above = guess.after.reduce((count, chance) => count + Number(chance > guess.after[list.last]), 0);
    pictures += fetched.length;
    first += Number(above === 0);
    five += Number(above < FEW);
    bits += bitsOf(guess);
    learned += Math.log2(guess.after[list.last] / guess.before[list.last]);
    hits += Number(shownOf(list).includes(list.target));
  }
  const n = made.length;
  return { name, lists: n, pictures: pictures / n, first: first / n, five: five / n, bits: bits / n, learned: learned / n, HR: hits / n };
}
