import { OnshelfError } from '../../core/onshelf-error.js';
import { type DropCount, DropCounter } from '../input/drop-report.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { createMatrix } from '../matrices/sparse-matrix.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { strongestNeighbours } from '../models/strongest-neighbours.js';
import type { ProgressStep } from '../progress/progress.js';
import { ITEM_NAMES, matchColumn } from './match-column.js';
import { openTable } from './open-table.js';
import { numberOf } from './table-factors.js';
import { cellText } from './text-of.js';

/** What the second item may be called. */
const OTHER_NAMES = ['other', 'otheritem', 'otherid', 'otheritemid', 'neighbour', 'neighbor', 'target', 'follower', 'consequent'];
/** What the number may be called. */
const SIMILARITY_NAMES = ['similarity', 'score', 'weight', 'cosine', 'confidence'];

/** What a table of pairs came to. */
export interface ReadSimilarities {
  readonly table: ItemNeighbours;
  readonly rows: number;
  /** Rows that are not in the table, by reason. */
  readonly dropped: readonly DropCount[];
}

/**
 * Reads a table of pairs, in any order: `item`, `other` (the shop's ids) and `similarity`.
 *
 * @param path where
 * @param rowOf the catalogue's row of an item id
 * @param items rows of the catalogue
 * @param options `most`: pairs kept per item, the strongest; `withSelf`: may an item name itself, as where it follows itself?
 * @param database what DuckDB, which reads Parquet, may take
 * @param progress told the rows read
 * @throws OnshelfError `bad-input`, naming file, row and field
 */
export async function readSimilarities(
  path: string,
  rowOf: (itemId: string) => number | undefined,
  items: number,
  options: { readonly most: number; readonly withSelf: boolean },
  database: DatabaseOptions,
  progress: ProgressStep,
): Promise<ReadSimilarities> {
  const opened = await openTable(path, database);
  const [item, other, similarity] = [ITEM_NAMES, OTHER_NAMES, SIMILARITY_NAMES].map((names) => matchColumn(opened.columns, names));
  if (item === undefined || other === undefined || similarity === undefined) {
    const missing = item === undefined ? 'item' : other === undefined ? 'other' : 'similarity';
    throw new OnshelfError(
      'bad-input',
      `${path} has no column for ${missing}; its columns are: ${opened.columns.slice(0, 30).join(', ')}. It needs item, other and similarity.`,
    );
  }
  const dropped = new DropCounter(path);
  const pairs = new PairList();
  let rows = 0;
  for await (const { place, line, values } of opened.rows()) {
    if (++rows % 10_000 === 0) progress.update(rows);
    const [from, to] = [item, other].map((name) => rowOf(cellText(values[name]).trim()));
    const value = Math.fround(numberOf(values[similarity], place, similarity));
    if (from === undefined) dropped.add('item not in the catalogue', line, item, cellText(values[item]));
    else if (to === undefined) dropped.add('other not in the catalogue', line, other, cellText(values[other]));
    else if (from === to && !options.withSelf) dropped.add('an item beside itself', line, other, cellText(values[other]));
    else if (!(value > 0)) dropped.add('similarity not above 0', line, similarity, String(value));
    else pairs.add(from, to, value);
  }
  return { table: pairs.take(items, options.most), rows, dropped: dropped.report() };
}

/** Pairs of rows with a value each, packed: there may be tens of millions. */
class PairList {
  #from = new Uint32Array(1024);
  #to = new Uint32Array(1024);
  #values = new Float32Array(1024);
  #count = 0;

  add(from: number, to: number, value: number): void {
    if (this.#count === this.#values.length) {
      [this.#from, this.#to] = [this.#from, this.#to].map((column) => doubled(column, new Uint32Array(2 * column.length)));
      this.#values = doubled(this.#values, new Float32Array(2 * this.#values.length));
    }
    this.#from[this.#count] = from;
    this.#to[this.#count] = to;
    this.#values[this.#count++] = value;
  }

  /** The strongest of each row; of a pair that stands twice the stronger. */
  take(items: number, most: number): ItemNeighbours {
    const matrix = createMatrix(items, items, this.#count);
    const { offsets } = matrix;
    for (let pair = 0; pair < this.#count; pair++) offsets[this.#from[pair] + 1]++;
    for (let row = 0; row < items; row++) offsets[row + 1] += offsets[row];
    const end = offsets.slice(0, items);
    /** Where a column stands, and the row for which that was noted. */
    const placeOf = new Uint32Array(items);
    const order = new Uint32Array(this.#count);
    for (let pair = 0; pair < this.#count; pair++) order[end[this.#from[pair]]++] = pair;
    for (let row = 0; row < items; row++) {
      for (let at = offsets[row]; at < offsets[row + 1]; at++) {
        const column = this.#to[order[at]];
        const value = this.#values[order[at]];
        const known = placeOf[column];
        const again = known >= offsets[row] && known < at && matrix.indices[known] === column && matrix.values[known] > 0;
        matrix.indices[at] = column;
        // What is 0 is left out by `strongestNeighbours`.
        if (again && matrix.values[known] >= value) continue;
        if (again) matrix.values[known] = 0;
        matrix.values[at] = value;
        placeOf[column] = at;
      }
    }
    return strongestNeighbours(matrix, most);
  }
}

function doubled<T extends Uint32Array | Float32Array>(column: T, into: T): T {
  into.set(column);
  return into;
}
