import { OnshelfError } from '../../core/onshelf-error.js';
import { type DropCount, DropCounter } from '../input/drop-report.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { shownNames } from '../input/shown-names.js';
import { createMatrix } from '../matrices/sparse-matrix.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { strongestNeighbours } from '../models/strongest-neighbours.js';
import type { ProgressStep } from '../progress/progress.js';
import { ITEM_NAMES, matchColumn } from './match-column.js';
import { cellText, openTable } from './open-table.js';
import { numberOf } from './read-table-factors.js';

/** Recognised names of the second item's column, normalised. */
const OTHER_NAMES = ['other', 'otheritem', 'otherid', 'otheritemid', 'neighbour', 'neighbor', 'target', 'follower', 'consequent'];
/** Recognised names of the similarity column, normalised. */
const SIMILARITY_NAMES = ['similarity', 'score', 'weight', 'cosine', 'confidence'];

/** A table of pairs, read. */
export interface ReadSimilarities {
  readonly table: ItemNeighbours;
  readonly rows: number;
  /** Rows that are not in the table, by reason. */
  readonly dropped: readonly DropCount[];
}

/** Input of `readSimilarities`. */
export interface SimilaritiesRequest {
  /** Of the table. */
  readonly path: string;
  /** Row of an item id in the catalogue; undefined where it is not in it. */
  readonly rowOf: (itemId: string) => number | undefined;
  /** Number of items in the catalogue. */
  readonly items: number;
  /** Maximum number of pairs kept per item, the strongest. */
  readonly most: number;
  /** Whether pairs of an item with itself are kept, as for followers. */
  readonly withSelf: boolean;
  /** Limits of DuckDB, which reads Parquet. */
  readonly database: DatabaseOptions;
  /** Reports the rows read. */
  readonly progress: ProgressStep;
}

/**
 * Reads a table of pairs, in any order, with the columns `item`, `other` (the shop's ids) and `similarity`.
 *
 * @param request path, catalogue and limits
 * @throws OnshelfError `bad-input`, naming file, row and field
 */
export async function readSimilarities(request: SimilaritiesRequest): Promise<ReadSimilarities> {
  const { path, rowOf, items, most, withSelf, database, progress } = request;
  const opened = await openTable(path, database);
  const [item, other, similarity] = [ITEM_NAMES, OTHER_NAMES, SIMILARITY_NAMES].map((names) => matchColumn(opened.columns, names));
  if (item === undefined || other === undefined || similarity === undefined) {
    const missing = item === undefined ? 'item' : other === undefined ? 'other' : 'similarity';
    throw new OnshelfError(
      'bad-input',
      `${path} has no column for ${missing}; its columns are: ${shownNames(opened.columns)}. It needs item, other and similarity.`,
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
    else if (from === to && !withSelf) dropped.add('an item beside itself', line, other, cellText(values[other]));
    else if (!(value > 0)) dropped.add('similarity not above 0', line, similarity, String(value));
    else pairs.add(from, to, value);
  }
  return { table: pairs.take(items, most), rows, dropped: dropped.report() };
}

/** Pairs of rows with a value each, in typed arrays: there may be tens of millions. */
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

  /** The strongest pairs of each row; of a repeated pair the stronger. */
  take(items: number, most: number): ItemNeighbours {
    const matrix = createMatrix(items, items, this.#count);
    const { offsets } = matrix;
    for (let pair = 0; pair < this.#count; pair++) offsets[this.#from[pair] + 1]++;
    for (let row = 0; row < items; row++) offsets[row + 1] += offsets[row];
    const end = offsets.slice(0, items);
    /** Last index of each column in `matrix`. */
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
        // `strongestNeighbours` drops zeros.
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
