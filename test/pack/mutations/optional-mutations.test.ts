import { getHeapStatistics } from 'node:v8';
import { describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { runAtOnce } from '../../../src/core/time/run-steps.js';
import { decodeAttribute } from '../../../src/pack/decode/decode-attribute.js';
import { decodeComplements } from '../../../src/pack/decode/decode-complements.js';
import { decodeEncoder } from '../../../src/pack/decode/decode-encoder.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodeAttribute } from '../../../src/pack/encode/encode-attribute.js';
import { encodeComplements } from '../../../src/pack/encode/encode-complements.js';
import { encodeLocale } from '../../../src/pack/encode/encode-locale.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { splitTexts } from '../../../src/pack/encode/split-texts.js';
import { encodeSafetensors, type Tensor } from '../../../src/pack/format/safetensors.js';
import type { DecodedTextColumn } from '../../../src/pack/format/text-column.js';
import { readLocale } from '../../../src/pack/locales/read-locale.js';
import { readTextShard } from '../../../src/pack/texts/text-shard.js';
import type { Neighbours } from '../../../src/types/pack.js';
import { CARD, encoderContent } from '../../fixtures/encoders/encoder-content.js';
import { filesByRole, tinyContent } from '../../fixtures/tiny-pack.js';
import { FILE_MUTATIONS, type NamedFiles } from './mutate-pack.js';
import { readTensors } from './reference-reader.js';
import { watchAllocations } from './watch-allocations.js';

const TIMES = 300 * Number(process.env.ONSHELF_PACK_MUTATIONS ?? 10);
/** Of a file's bytes: what reading it may ask for in arrays. */
const ALLOWED = 4;
/** Bytes of texts, lists and records that reading a changed file may leave on the heap before anything is collected: each file has fewer than 10 000 bytes. */
const HEAP = 4_000_000;

vi.setConfig({ testTimeout: 300_000 });

const content = tinyContent(3);
const { catalog, dimensions, neighbours } = content;
const items = catalog.length;
const bytesOf = ({ tensors }: { readonly tensors: Readonly<Record<string, Tensor>> }) => encodeSafetensors(tensors);
const compact = await encodePack({ ...content, form: 'compact' });
const whole = decodePack(compact.manifest, filesByRole(compact));
const categories = whole.codedColumn('product_type')?.values.length;

const finite = (numbers: ArrayLike<number>): boolean => Array.from(numbers).every(Number.isFinite);

function expectText(column: DecodedTextColumn, file: Uint8Array<ArrayBuffer>, name: string): void {
  const bytes = readTensors(file).get(`${name}.bytes`)?.data as Uint8Array;
  expect(column.bytes).toEqual(bytes);
  const texts = Array.from({ length: column.length }, (_, row) => column.at(row));
  expect(texts).toEqual(texts.map((_, row) => new TextDecoder().decode(bytes.slice(column.offsets[row], column.offsets[row + 1]))));
}

function expectTable({ offsets, items: named, weights, scales }: Neighbours, count: number): void {
  expect([offsets.length, offsets[0], offsets[count]]).toEqual([count + 1, 0, named.length]);
  expect(named.every((item) => item < items)).toBe(true);
  expect(weights.length).toBe(named.length);
  expect(finite(scales)).toBe(true);
}

function expectAttribute(file: Uint8Array<ArrayBuffer>): void {
  const column = runAtOnce(decodeAttribute(file, 'it', items));
  if ('values' in column) {
    expect(column.values.length).toBe(items);
    expect(column.values.every((value) => Number.isNaN(value) || Number.isFinite(value))).toBe(true);
    return;
  }
  expect(column.codes.length).toBe(items);
  expect(column.codes.every((code) => code < column.texts.length)).toBe(true);
  expect(column.texts.flat().every((text) => typeof text === 'string')).toBe(true);
}

interface Kind {
  readonly file: Uint8Array<ArrayBuffer>;
  /** Reads the file; a file that is read has to be what its bytes say. */
  readonly read: (file: Uint8Array<ArrayBuffer>) => void;
}

const words = encodeAttribute({ type: 'word', codes: Uint8Array.from(catalog, (_, row) => row % 3), texts: [['blue'], ['red'], []] });
const lists = encodeAttribute({ type: 'list', codes: Uint8Array.from(catalog, (_, row) => row % 2), texts: [['wool', 'silk'], ['silk']] });
const numbers = encodeAttribute({ type: 'number', values: Float64Array.from(catalog, (_, row) => row / 10) });
const dates = encodeAttribute({ type: 'date', values: Float64Array.from(catalog, (_, row) => 20_000 + row) });
const none = { offsets: new Uint32Array(1), items: new Uint32Array(), similarities: new Float32Array() };
const locale = encodeLocale(
  {
    tag: 'de',
    items: catalog.map(({ title }, row) => ({
      title: `${title} auf Deutsch`,
      price: row,
      availability: row % 2 ? 'in_stock' : 'preorder',
    })),
    currency: 'CHF',
    categories: new Map([['Outdoor > tent', 'Draußen > Zelt']]),
  },
  catalog,
  false,
);

const KINDS: Readonly<Record<string, Kind>> = {
  'of words': { file: encodeSafetensors(words), read: expectAttribute },
  'of lists': { file: encodeSafetensors(lists), read: expectAttribute },
  'of numbers': { file: encodeSafetensors(numbers), read: expectAttribute },
  'of dates': { file: encodeSafetensors(dates), read: expectAttribute },
  'of baskets': {
    file: bytesOf(encodeComplements({ pairs: neighbours, categories: none, backOff: new Float32Array(items).fill(0.5) })),
    read: (file) => {
      const { pairs, categories, backOff } = runAtOnce(decodeComplements(file, 'it', items));
      expectTable(pairs, items);
      expectTable(categories, categories.offsets.length - 1);
      expect(backOff).toEqual(readTensors(file).get('backOff')?.data ?? backOff);
    },
  },
  'of an encoder': {
    file: bytesOf(encoderContent().optional?.[0] ?? { tensors: {} }),
    read: (file) => {
      const matrices = decodeEncoder(file, 'it', CARD, dimensions);
      expect(Object.values(matrices).every(finite)).toBe(true);
    },
  },
  'of a locale': {
    file: bytesOf(locale),
    read: (file) => {
      const { texts, availability, prices, categoryNames } = readLocale(file, 'it', whole);
      for (const [name, column] of texts) expectText(column, file, name);
      expect(availability?.codes.every((code) => code < availability.values.length) ?? true).toBe(true);
      expect(prices?.amounts.every((amount) => Number.isNaN(amount) || Number.isFinite(amount)) ?? true).toBe(true);
      expect(categoryNames?.length ?? categories).toBe(categories);
    },
  },
  'of texts': {
    file: bytesOf(splitTexts(catalog, content.popularity, 2).optional[0]),
    read: (file) => {
      const { from, to, columns } = readTextShard(file, 'it', items);
      expect(from < to && to <= items).toBe(true);
      for (const [name, column] of columns) {
        expect(column.length).toBe(to - from);
        expectText(column, file, name);
      }
    },
  },
};

/** Reads a changed file: whether it was read, refused with a clear error, or neither, and what that took. */
function met(read: () => void): { was: 'read' | 'refused'; asked: number; heap: number } {
  let error: Error | undefined;
  const before = getHeapStatistics().used_heap_size;
  const asked = watchAllocations(() => {
    try {
      read();
    } catch (caught) {
      error = caught as Error;
    }
  });
  const heap = getHeapStatistics().used_heap_size - before;
  if (error !== undefined && (error.name !== 'OnshelfError' || error.message.length < 20)) throw error;
  return { was: error === undefined ? 'read' : 'refused', asked, heap };
}

function change<Files extends NamedFiles>(files: Files, read: (files: Files) => void, seed: number): void {
  const random = seededRandom(seed);
  const counts = { read: 0, refused: 0, asked: 0, heap: 0 };
  const size = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  for (let times = 0; times < TIMES; times++) {
    const changed = FILE_MUTATIONS[times % FILE_MUTATIONS.length](files, random);
    const { was, asked, heap } = met(() => read(changed));
    counts[was]++;
    counts.asked = Math.max(counts.asked, asked);
    counts.heap = Math.max(counts.heap, heap);
  }
  // Some changes are harmless: both happen, or nothing was tried.
  expect(counts.read).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(TIMES / 4);
  expect(counts.asked).toBeLessThan(ALLOWED * size);
  expect(counts.heap).toBeLessThan(HEAP);
}

describe('an optional file that was changed by a machine is refused with a clear error, or read as its bytes say, within the memory of its size', () => {
  for (const [name, { file, read }] of Object.entries(KINDS))
    it(`${TIMES} changes of a file ${name}`, () => change({ file }, ({ file: changed }) => read(changed), 31));
});

describe('a compact pack that was changed by a machine is refused with a clear error, or read within its ranges and the memory of its size', () => {
  it(`${TIMES} changes of tensors, headers, numbers and bytes of its files`, () => {
    change(
      filesByRole(compact),
      (files) => {
        const pack = decodePack(compact.manifest, files as ReturnType<typeof filesByRole>);
        expect(finite(pack.scales) && finite(pack.popularity) && finite(pack.gram)).toBe(true);
        expect(pack.rows.every((value) => Math.abs(value) <= 7)).toBe(true);
        expectTable(pack.neighbours, items);
        expect(new Set(Array.from({ length: items }, (_, row) => pack.itemOf(row).id)).size).toBe(items);
      },
      37,
    );
  });
});
