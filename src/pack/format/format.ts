/**
 * The numbers of the pack format: the one place that knows byte sizes, caps and names. `docs/pack-format.md` says the
 * same in words.
 */

/** `format` in `pack.json`. */
export const FORMAT_NAME = 'onshelf-pack';
/** `version` in `pack.json`, by the form of the numbers: readers refuse any other. */
export const FORMAT_VERSIONS = { plain: 1, compact: 2 } as const;

/** How the numbers of a pack are written: as they are, or in as few bits as lists can be made from. */
export type PackForm = keyof typeof FORMAT_VERSIONS;

/** Where a tensor's bytes start in a file this library writes, so that any typed array, and a GPU, can view them in place. */
export const TENSOR_ALIGNMENT = 64;
/** A safetensors file starts with the length of its JSON header: an unsigned 64-bit little-endian integer. */
export const HEADER_LENGTH_BYTES = 8;
/** Tensors with this prefix only fill gaps: safetensors allows no holes. Readers skip them. */
export const PADDING_PREFIX = '_padding';

/** Nothing larger is read, whatever a file claims. */
export const LIMITS = {
  /** `pack.json`, bytes. */
  manifestBytes: 256 * 1024,
  /** JSON header of a safetensors file, bytes. */
  headerBytes: 64 * 1024,
  /** All files together, bytes. */
  packBytes: 1024 * 1024 * 1024,
  items: 16_777_216,
  dimensions: 512,
  /** Item ids, in bytes of UTF-8. */
  idBytes: 256,
  /** A title or an address, in bytes of UTF-8. */
  textBytes: 8192,
  /** Levels of a category. */
  levels: 32,
  /** Distinct values of a column beyond one for each item: a shop may write all its brands. */
  spareValues: 65_536,
  /** Tensors of one file, those that fill gaps among them. */
  tensors: 256,
  /** Levels of brackets in a JSON. */
  nesting: 16,
  /** Bytes that a file may unpack to, for each byte that it has; small files may more. */
  unpackedShare: 64,
  unpackedSmall: 4 * 1024 * 1024,
  /** Bytes of the catalogue for each item, on the mean: all its texts together. */
  catalogBytes: 8192,
  /** Bytes of a file beyond what its items need. */
  spareBytes: 1024 * 1024,
  /** Neighbours of one item. */
  neighbours: 1000,
  /** Prototypes of shoppers. */
  prototypes: 4096,
  /** The same in the compact form, whose counts are bytes. */
  compactNeighbours: 255,
  /** |scale|, |gram| and the like: larger is a fault of the writer, and would overflow float32 sums. */
  magnitude: 1e6,
} as const;

/** A quantised row value is -127 .. 127, so that a row can be negated. */
export const QUANTIZED_MAXIMUM = 127;
/** A neighbour's weight is 0 .. 255 times its item's scale. */
export const WEIGHT_MAXIMUM = 255;

/** Largest value of a compact row, which has four bits. */
export const NIBBLE_MAXIMUM = 7;
/** Bits of a weight in the compact form: a place in `LEVELS`. */
export const WEIGHT_BITS = 4;
/** Weights that the compact form tells apart: squares, since most of a list's weights are small. */
export const LEVELS: Uint8Array = Uint8Array.from({ length: 2 ** WEIGHT_BITS }, (_, level) =>
  Math.round(WEIGHT_MAXIMUM * ((level + 1) / 2 ** WEIGHT_BITS) ** 2),
);
/** Bits of a list's order: how many low bits of its steps stand as they are. */
export const ORDER_BITS = 4;
/** Zeros at the end of a bit stream: its reader looks ahead by so much. */
export const STREAM_PADDING_BYTES = 8;

/** Tensors of the file `neighbours` with this prefix: which items follow. Without it: which are alike. */
export const FOLLOWERS = 'followers.';

/** Tensors of the file `neighbours` with this prefix: kinds of shoppers. */
export const PROTOTYPES = 'prototypes.';

/** safetensors element types that packs use, and the bytes of one element. */
export const ELEMENT_BYTES = { I8: 1, U8: 1, BF16: 2, U32: 4, F32: 4, F64: 8 } as const;

/** An element type of a tensor. */
export type ElementType = keyof typeof ELEMENT_BYTES;

/** Text columns of the catalogue: tensors `NAME.offsets` (U32) and `NAME.bytes` (U8, UTF-8). `id` must be there. */
export const TEXT_COLUMNS = ['id', 'title', 'link', 'image_link', 'item_group_id'] as const;
/** Columns of few distinct values: `NAME.codes` (U32), and the values as the text column `NAME.values`. */
export const CODED_COLUMNS = ['brand', 'product_type', 'availability', 'currency', 'type', 'size', 'color'] as const;
/** Number columns: one F64 tensor; NaN is "not given". */
export const NUMBER_COLUMNS = ['price', 'added', 'starts', 'ends'] as const;
