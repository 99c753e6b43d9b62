import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings, FactorSpace, FileRole, ModelCard, OptionalFile, PackFile, PackManifest } from '../../types/manifest.js';
import type { RelevanceCurve } from '../../types/relevance-curve.js';
import type { PackRanker } from '../../types/scoring/pack-ranker.js';
import {
  ENCODER_ALIGNMENT,
  FOLLOWERS,
  FORMAT_NAME,
  FORMAT_VERSIONS,
  FROM_CONTENT,
  LIMITS,
  type PackForm,
  PROTOTYPES,
} from '../format/format.js';
import { filePath } from '../format/parse-manifest.js';
import { encodeSafetensors, type Tensor } from '../format/safetensors.js';
import { sha256Hex } from '../format/sha256.js';
import { encodeCatalog } from './encode-catalog.js';
import { encodeCompactNeighbours, encodePlainNeighbours, type SparseSimilarities } from './encode-neighbours.js';
import { encodeCompactRows, encodePlainRows } from './encode-rows.js';
import { quantizeRows } from './quantize-rows.js';

/** Prototypes: groups of similar shoppers. */
interface PrototypeContent {
  /** Shape [prototypes, dimensions]. */
  readonly centroids: Float32Array;
  /** The items each group likes; its rows are prototypes. */
  readonly likes: SparseSimilarities;
  /** Number of shoppers in each group. Shape [prototypes]. */
  readonly shoppers: Uint32Array;
}

/** Content of a pack to write. */
export interface PackContent {
  /** Default: `plain`. */
  readonly form?: PackForm;
  readonly number: number;
  /** ISO 8601. */
  readonly created: string;
  /** The catalogue, in row order; ids unique. */
  readonly catalog: readonly CatalogItem[];
  /** Locale of the catalogue's own texts and prices, a BCP 47 tag. Default: not said. */
  readonly locale?: string;
  /** Columns of `factors`, a multiple of 4. */
  readonly dimensions: number;
  readonly spaces: readonly FactorSpace[];
  /** Shape [items, dimensions]. */
  readonly factors: Float32Array;
  /** 0 to 1. Shape [items]. */
  readonly popularity: Float32Array;
  /** Similar items. */
  readonly neighbours: SparseSimilarities;
  /** Following items. Default: none. */
  readonly followers?: SparseSimilarities;
  /** Items filled from content, a bit each, the lowest first; see `Pack`. Shape [ceil(items / 8)]. Default: none. */
  readonly fromContent?: Uint8Array;
  /** Prototypes of shoppers. Default: none. */
  readonly prototypes?: PrototypeContent;
  readonly encoder: EncoderSettings;
  readonly models: readonly ModelCard[];
  /** Sensitive categories. Default: none. */
  readonly sensitive?: readonly string[];
  /** Default: none. */
  readonly ranker?: PackRanker;
  /** Default: none. */
  readonly relevance?: RelevanceCurve;
  /** Files that are fetched on first use. Default: none. */
  readonly optional?: readonly OptionalContent[];
}

/** The content of an optional file. */
export interface OptionalContent extends Pick<OptionalFile, 'role' | 'name'> {
  readonly tensors: Readonly<Record<string, Tensor>>;
}

/** A pack as files: `pack.json` and the files it names. */
export interface EncodedPack {
  readonly manifest: PackManifest;
  /** Path to bytes, without `pack.json`. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/**
 * Writes a pack. The same content gives the same bytes.
 *
 * @param content of the pack
 * @throws OnshelfError `bad-argument` if shapes disagree or a value is not finite
 */
export async function encodePack(content: PackContent): Promise<EncodedPack> {
  const items = content.catalog.length;
  expect(content.dimensions % 4 === 0, `dimensions is ${content.dimensions}, not a multiple of 4`);
  expect(
    content.factors.length === items * content.dimensions,
    `factors has ${content.factors.length} values for ${items} x ${content.dimensions}`,
  );
  expect(content.popularity.length === items, `popularity has ${content.popularity.length} values for ${items} items`);

  expectTable('neighbours', content.neighbours, items);
  if (content.followers !== undefined) expectTable('followers', content.followers, items);

  const form = content.form ?? 'plain';
  const [encodeRows, encodeNeighbours] =
    form === 'plain' ? [encodePlainRows, encodePlainNeighbours] : [encodeCompactRows, encodeCompactNeighbours];
  const tensors: Record<FileRole, Record<string, Tensor>> = {
    rows: encodeRows(content.factors, content.popularity, content.dimensions),
    neighbours: {
      ...encodeNeighbours('', content.neighbours),
      ...(content.followers === undefined ? {} : encodeNeighbours(FOLLOWERS, content.followers)),
      ...(content.fromContent === undefined
        ? {}
        : { [FROM_CONTENT]: { type: 'U8' as const, shape: [content.fromContent.length], data: content.fromContent } }),
      ...(content.prototypes === undefined
        ? {}
        : { ...encodePrototypes(content.prototypes, content.dimensions), ...encodeNeighbours(PROTOTYPES, content.prototypes.likes) }),
    },
    catalog: encodeCatalog(content.catalog, form),
  };
  const ids = new Set(content.catalog.map(({ id }) => id));
  expect(ids.size === items, `${items - ids.size} item ids stand twice`);
  expect(items <= LIMITS.items, `${items} items are more than the ${LIMITS.items} a pack may hold`);

  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const add = async <Role extends string>(role: Role, content: Readonly<Record<string, Tensor>>): Promise<PackFile<Role>> => {
    const bytes = encodeSafetensors(content, role === 'encoder' ? ENCODER_ALIGNMENT : undefined);
    const sha256 = await sha256Hex(bytes);
    const path = filePath(role, sha256);
    files.set(path, bytes);
    return { role, path, bytes: bytes.length, sha256 };
  };
  const listed: PackFile[] = [];
  for (const role of ['rows', 'neighbours', 'catalog'] as const) listed.push(await add(role, tensors[role]));
  const optional: OptionalFile[] = [];
  for (const { role, name, tensors: further } of content.optional ?? []) {
    optional.push({ ...(await add(role, further)), ...(name === undefined ? {} : { name }) });
  }
  return {
    manifest: {
      format: FORMAT_NAME,
      version: FORMAT_VERSIONS[form],
      number: content.number,
      created: content.created,
      items,
      ...(content.locale === undefined ? {} : { locale: content.locale }),
      dimensions: content.dimensions,
      spaces: content.spaces,
      encoder: content.encoder,
      models: content.models,
      ...(content.sensitive === undefined ? {} : { sensitive: content.sensitive }),
      ...(content.ranker === undefined ? {} : { ranker: content.ranker }),
      ...(content.relevance === undefined ? {} : { relevance: content.relevance }),
      files: listed,
      ...(optional.length === 0 ? {} : { optional }),
    },
    files,
  };
}

function encodePrototypes({ centroids, likes, shoppers }: PrototypeContent, dimensions: number): Record<string, Tensor> {
  const count = shoppers.length;
  expect(centroids.length === count * dimensions, `prototypes has ${centroids.length} values for ${count} x ${dimensions}`);
  expectTable('prototypes', likes, count);
  const { rows, scales } = quantizeRows(centroids, count, dimensions);
  return {
    [`${PROTOTYPES}shoppers`]: { type: 'U32', shape: [count], data: shoppers },
    [`${PROTOTYPES}rows`]: { type: 'I8', shape: [count, dimensions], data: rows },
    [`${PROTOTYPES}rowScales`]: { type: 'F32', shape: [count], data: scales },
  };
}

function expectTable(name: string, { offsets, items }: SparseSimilarities, rows: number): void {
  expect(offsets.length === rows + 1, `${name} has ${offsets.length} offsets for ${rows} rows`);
  for (let row = 0; row < rows; row++) {
    const list = items.subarray(offsets[row], offsets[row + 1]);
    expect(new Set(list).size === list.length, `${name} names an item twice in the list of row ${row}`);
  }
}

function expect(holds: boolean, fault: string): void {
  if (!holds) throw new OnshelfError('bad-argument', `The pack was not written: ${fault}.`);
}
