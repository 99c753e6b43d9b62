import type { CatalogItem } from '../../types/catalog-item.js';
import { LATE_COLUMNS } from '../format/format.js';
import { encodeTextColumn } from '../format/text-column.js';
import type { OptionalContent } from './encode-pack.js';

/** Items of a file of texts: about a quarter of a megabyte once packed. */
const ITEMS_OF_A_FILE = 8192;

/** A catalogue without most texts, and the files with all of them. */
export interface SplitTexts {
  readonly catalog: readonly CatalogItem[];
  readonly optional: readonly OptionalContent[];
}

/**
 * Takes titles and addresses out of a catalogue, into files of adjacent rows. The most popular items keep theirs as well, since they are in most
 * lists. A file has the texts of all its rows, so that its name stays the same whatever becomes popular.
 *
 * @param catalog in row order
 * @param popularity shape [items]
 * @param early number of items that keep their texts
 */
export function splitTexts(catalog: readonly CatalogItem[], popularity: Float32Array, early: number): SplitTexts {
  const order = Uint32Array.from(popularity.keys()).sort((a, b) => popularity[b] - popularity[a] || a - b);
  const kept = new Set(order.subarray(0, early));
  const optional: OptionalContent[] = [];
  for (let from = 0; from < catalog.length; from += ITEMS_OF_A_FILE) {
    const items = catalog.slice(from, from + ITEMS_OF_A_FILE);
    const columns = LATE_COLUMNS.filter((name) => items.some((item) => (item[name] ?? '') !== '')).map((name) =>
      encodeTextColumn(
        name,
        items.map((item) => item[name] ?? ''),
        'compact',
      ),
    );
    const range = Uint32Array.of(from, from + items.length);
    optional.push({
      role: 'texts',
      name: `${optional.length}`,
      tensors: Object.assign({ range: { type: 'U32', shape: [2], data: range } as const }, ...columns),
    });
  }
  return { catalog: catalog.map((item, row) => (kept.has(row) ? item : withoutTexts(item))), optional };
}

function withoutTexts(item: CatalogItem): CatalogItem {
  const { title: _title, link: _link, image_link: _image, ...others } = item;
  return others;
}
