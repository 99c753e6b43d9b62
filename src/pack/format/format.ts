import type { OptionalRole } from '../../types/manifest.js';

/**
 * The constants of the pack format: byte sizes, limits and names. `docs/pack-format.md` is its specification.
 */

/** `format` in `pack.json`. */
export const FORMAT_NAME = 'onshelf-pack';
/** `version` in `pack.json`, by form. Readers refuse other versions. */
export const FORMAT_VERSIONS = { plain: 1, compact: 2 } as const;

/** Form of a pack's numbers: plain, or compact in few bits. */
export type PackForm = keyof typeof FORMAT_VERSIONS;

/** Alignment of tensors in written files, so that typed arrays and GPUs can use them in place. */
export const TENSOR_ALIGNMENT = 64;
/** Alignment in the file of the encoder, whose many small tensors begin with those of four bytes: padding would be a quarter of it. */
export const ENCODER_ALIGNMENT = 1;
/** A safetensors file starts with the length of its JSON header: an unsigned 64-bit little-endian integer. */
export const HEADER_LENGTH_BYTES = 8;
/** Prefix of padding tensors: safetensors allows no gaps. Readers skip them. */
export const PADDING_PREFIX = '_padding';

/** Limits of readers; larger values are refused. */
export const LIMITS = {
  /** `pack.json`, bytes. */
  manifestBytes: 256 * 1024,
  /** `scenarios.json`, bytes. */
  scenariosBytes: 1024 * 1024,
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
  /** Distinct values of a column beyond one per item: a shop may list all its brands. */
  spareValues: 65_536,
  /** Tensors of one file, padding included. */
  tensors: 256,
  /** Nesting of JSON. */
  nesting: 16,
  /** Maximum ratio of unpacked to packed bytes; small files may exceed it. */
  unpackedShare: 64,
  unpackedSmall: 4 * 1024 * 1024,
  /** Mean bytes of the catalogue per item, all texts together. */
  catalogBytes: 8192,
  /** Bytes of a file beyond what its items need. */
  spareBytes: 1024 * 1024,
  /** Neighbours of one item. */
  neighbours: 1000,
  /** Files that are fetched on first use. */
  optionalFiles: 256,
  /** Name of an optional file. */
  nameCharacters: 256,
  /** The file of the sequence encoder. */
  encoderBytes: 40 * 1024,
  /** Pixels of a small picture's side. */
  pictureSize: 512,
  /** A small picture. */
  pictureBytes: 64 * 1024,
  /** Prototypes of shoppers. */
  prototypes: 4096,
  /** The same in the compact form, whose counts are bytes. */
  compactNeighbours: 255,
  /** |scale|, |gram| and similar: larger values would overflow float32 sums. */
  magnitude: 1e6,
} as const;

/** Maximum of a quantised row value, -127 .. 127, so that a row can be negated. */
export const QUANTIZED_MAXIMUM = 127;
/** A neighbour's weight is 0 .. 255 times its item's scale. */
export const WEIGHT_MAXIMUM = 255;

/** Largest value of a compact row, which has four bits. */
export const NIBBLE_MAXIMUM = 7;
/** Bits of a weight in the compact form: an index in `LEVELS`. */
export const WEIGHT_BITS = 4;
/** Weights of the compact form: squares, since most weights of a list are small. */
export const LEVELS: Uint8Array = Uint8Array.from({ length: 2 ** WEIGHT_BITS }, (_, level) =>
  Math.round(WEIGHT_MAXIMUM * ((level + 1) / 2 ** WEIGHT_BITS) ** 2),
);
/** Bits of a list's Exp-Golomb order. */
export const ORDER_BITS = 4;
/** Zero bytes at the end of a bit stream, for its reader to look ahead. */
export const STREAM_PADDING_BYTES = 8;

/** Roles of optional files. Readers ignore the roles that they do not know. */
export const OPTIONAL_ROLES: readonly OptionalRole[] = ['attribute', 'baskets', 'encoder', 'locale', 'pictures', 'texts'];

/** Prefix of the tensors of following items in the file `neighbours`; those of similar items have none. */
export const FOLLOWERS = 'followers.';

/** The tensor in the file `neighbours` with a bit per item that is filled from content. */
export const FROM_CONTENT = 'fromContent';

/** Prefix of the tensors of prototypes in the file `neighbours`. */
export const PROTOTYPES = 'prototypes.';

/** safetensors element types that packs use, and the bytes of one element. */
export const ELEMENT_BYTES = { I8: 1, U8: 1, U16: 2, BF16: 2, U32: 4, F32: 4, F64: 8 } as const;

/** An element type of a tensor. */
export type ElementType = keyof typeof ELEMENT_BYTES;

/** Text columns that may come later, in files of the role `texts`. */
export const LATE_COLUMNS = ['title', 'link', 'image_link'] as const;
/** Text columns of the catalogue: tensors `NAME.offsets` (U32) and `NAME.bytes` (U8, UTF-8). `id` must be there. */
export const TEXT_COLUMNS = ['id', 'title', 'link', 'image_link', 'item_group_id'] as const;
/** Columns of few distinct values: `NAME.codes` (U32), and the values as the text column `NAME.values`. */
export const CODED_COLUMNS = ['brand', 'product_type', 'availability', 'currency', 'type', 'size', 'color'] as const;
/** Number columns: one F64 tensor; NaN is "not given". */
export const NUMBER_COLUMNS = ['price', 'added', 'starts', 'ends'] as const;
