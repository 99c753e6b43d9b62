import type { OwnTexts, Pack, TextColumnName } from '../../types/pack.js';
import { LATE_COLUMNS } from '../format/format.js';
import type { TextShard } from './text-shard.js';

/**
 * A pack with the texts of some of its rows from files of their own, in place of those in its catalogue.
 *
 * @param pack with the texts of its catalogue
 * @param shards in any order, without rows in common
 */
export function joinTexts(pack: Pack, shards: readonly TextShard[]): Pack {
  const ordered = [...shards].sort((a, b) => a.from - b.from);
  const columns = new Map<string, OwnTexts>();
  for (const name of LATE_COLUMNS) {
    const own = pack.textColumn(name);
    if (own !== null || ordered.some(({ columns: texts }) => texts.has(name)))
      columns.set(name, joinColumn(pack.items, own, ordered, name));
  }
  return {
    ...pack,
    textColumn: (name) => columns.get(name) ?? pack.textColumn(name),
    itemOf: (row) => {
      const item: Record<string, unknown> = { ...pack.itemOf(row) };
      for (const [name, { at }] of columns) {
        const text = at(row);
        if (text !== '') item[name] = text;
      }
      return item as unknown as ReturnType<Pack['itemOf']>;
    },
  };
}

/** Ranges of rows with their texts; those that no shard has are in the catalogue's column. */
function* pieces(items: number, own: OwnTexts | null, shards: readonly TextShard[], name: TextColumnName): Generator<Piece> {
  let next = 0;
  for (const { from, to, columns } of shards) {
    if (from > next) yield { from: next, to: from, first: next, texts: own };
    yield { from, to, first: 0, texts: columns.get(name) ?? null };
    next = to;
  }
  if (next < items) yield { from: next, to: items, first: next, texts: own };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Place of row `from` in `texts`. */
  readonly first: number;
  /** null: none of these rows has a text. */
  readonly texts: Pick<OwnTexts, 'offsets' | 'bytes'> | null;
}

function joinColumn(items: number, own: OwnTexts | null, shards: readonly TextShard[], name: TextColumnName): OwnTexts {
  const offsets = new Uint32Array(items + 1);
  const parts: Uint8Array[] = [];
  for (const { from, to, first, texts } of pieces(items, own, shards, name)) {
    const start = texts?.offsets[first] ?? 0;
    for (let row = from; row < to; row++)
      offsets[row + 1] = offsets[from] + (texts === null ? 0 : texts.offsets[first + row - from + 1] - start);
    if (texts !== null) parts.push(texts.bytes.subarray(start, texts.offsets[first + to - from]));
  }
  const bytes = new Uint8Array(offsets[items]);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const decoder = new TextDecoder();
  return { offsets, bytes, at: (row) => decoder.decode(bytes.subarray(offsets[row], offsets[row + 1])) };
}
