import { encodeSafetensors, type Tensor } from '../../../src/pack/format/safetensors.js';
import { readTensors } from './reference-reader.js';

/** Returns a number from 0 to below 1. */
type Random = () => number;

const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)];

/** The bytes of some files, by their role or another name. */
export type NamedFiles = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

const pickName = (random: Random, files: NamedFiles): string => pick(random, Object.keys(files));

/** Numbers that break arithmetic, indices or sizes. */
const NUMBERS = [
  Number.NaN,
  Infinity,
  -Infinity,
  1e39,
  3.4e38,
  1e-40,
  5e-324,
  -0,
  0,
  -1,
  1,
  2,
  127,
  128,
  255,
  65535,
  2 ** 31,
  2 ** 32 - 1,
  1e15,
];
/** What a field of JSON may be in the place of what it should be. */
const VALUES = [...NUMBERS, null, '', 'text', '__proto__', [], {}, [1e9, 1e9], true, 2 ** 53, 0.5, '../x'];

/** A file with its tensors written anew after a change of one of them. */
function withTensors<Files extends NamedFiles>(files: Files, role: string, change: (tensors: Map<string, Tensor>) => void): Files {
  const tensors = new Map([...readTensors(files[role])].map(([name, tensor]) => [name, { ...tensor, data: tensor.data.slice() }]));
  change(tensors);
  return { ...files, [role]: encodeSafetensors(Object.fromEntries(tensors)) };
}

/** A file with another header over the same numbers. */
function withHeader<Files extends NamedFiles>(
  files: Files,
  role: string,
  change: (header: Record<string, Record<string, unknown>>) => unknown,
): Files {
  const file = files[role];
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const text = new TextEncoder().encode(JSON.stringify(change(header) ?? header));
  const padded = Math.ceil((8 + text.length) / 64) * 64;
  const made = new Uint8Array(padded + file.length - 8 - length).fill(0x20, 0, padded);
  new DataView(made.buffer).setBigUint64(0, BigInt(padded - 8), true);
  made.set(text, 8);
  made.set(file.subarray(8 + length), padded);
  return { ...files, [role]: made };
}

/** A number of one tensor replaced by one that breaks things. */
function strangeNumber<Files extends NamedFiles>(files: Files, random: Random): Files {
  return withTensors(files, pickName(random, files), (tensors) => {
    const some = [...tensors.values()].filter((tensor) => tensor.data.length > 0);
    if (some.length === 0) return;
    const { data } = pick(random, some);
    for (let times = 1 + Math.floor(random() * 3); times > 0; times--) data[Math.floor(random() * data.length)] = pick(random, NUMBERS);
  });
}

/** A tensor left out, cut to nothing, under another name, of another shape, or the numbers of another. */
function strangeTensor<Files extends NamedFiles>(files: Files, random: Random): Files {
  return withTensors(files, pickName(random, files), (tensors) => {
    const [name, tensor] = pick(random, [...tensors]);
    const [, other] = pick(random, [...tensors]);
    const changes = [
      () => tensors.delete(name),
      () => tensors.set(name, { ...tensor, shape: [0], data: tensor.data.slice(0, 0) }),
      () => tensors.delete(name) && tensors.set('__proto__', tensor),
      () => tensors.set(name, { ...tensor, shape: [...tensor.shape].reverse() }),
      () => tensors.set(name, other),
      () => tensors.set(`${name}.more`, tensor),
      () => tensors.set(name, { ...tensor, data: tensor.data.slice().reverse() }),
    ];
    pick(random, changes)();
  });
}

/** A field of a tensor's entry in the header, replaced. */
function strangeHeader<Files extends NamedFiles>(files: Files, random: Random): Files {
  return withHeader(files, pickName(random, files), (header) => {
    const entry = header[pick(random, Object.keys(header))];
    const field = pick(random, ['dtype', 'shape', 'data_offsets']);
    const list = entry[field];
    if (Array.isArray(list) && random() < 0.7) list[Math.floor(random() * (list.length + 1))] = pick(random, VALUES);
    else
      entry[field] =
        field === 'dtype' && random() < 0.7 ? pick(random, ['I8', 'U8', 'U16', 'BF16', 'U32', 'F32', 'F64', 'I64']) : pick(random, VALUES);
    return random() < 0.02 ? pick(random, VALUES) : header;
  });
}

/** Bytes changed, cut off, added, or moved, and lengths of headers that promise more than there is. */
function strangeBytes<Files extends NamedFiles>(files: Files, random: Random): Files {
  const role = pickName(random, files);
  const file = files[role].slice();
  const at = Math.floor(random() * file.length);
  const changes: (() => Uint8Array<ArrayBuffer>)[] = [
    () => file.slice(0, at),
    () => file.slice(at),
    () => new Uint8Array([...file, ...file.slice(0, at % 64)]),
    () => file.fill(0xff, 0, 1 + (at % 8)),
    () => file.copyWithin(at, Math.floor(random() * file.length), Math.floor(random() * file.length)),
    () => {
      for (let times = 1 + (at % 8); times > 0; times--) file[Math.floor(random() * file.length)] ^= 1 + Math.floor(random() * 255);
      return file;
    },
  ];
  return { ...files, [role]: pick(random, changes)() };
}

/** A file in the place of another. */
function strangeFiles<Files extends NamedFiles>(files: Files, random: Random): Files {
  return { ...files, [pickName(random, files)]: files[pickName(random, files)].slice() };
}

/** Ways to break the files of a pack: what a word stands for is in the docstring of each. */
export const FILE_MUTATIONS: readonly (<Files extends NamedFiles>(files: Files, random: Random) => Files)[] = [
  strangeNumber,
  strangeNumber,
  strangeTensor,
  strangeHeader,
  strangeBytes,
  strangeFiles,
];

/**
 * A manifest with one field, at any depth, replaced, removed, or added.
 *
 * @param manifest as parsed
 * @param random from 0 to below 1
 * @returns its text
 */
export function mutateManifest(manifest: object, random: Random): string {
  const copy = structuredClone(manifest) as Record<string, unknown>;
  let place: Record<string, unknown> = copy;
  for (;;) {
    const key = pick(random, Object.keys(place));
    const value = place[key];
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && random() < 0.8) {
      place = value as Record<string, unknown>;
      continue;
    }
    const way = random();
    if (way < 0.1) delete place[key];
    else if (way < 0.2) place[pick(random, ['__proto__', 'unpacked', 'optional', 'extra'])] = pick(random, VALUES);
    else if (typeof value === 'number' && way < 0.5) place[key] = value + pick(random, [-1, 1, 0.5, 1e9]);
    else place[key] = pick(random, VALUES);
    break;
  }
  const text = JSON.stringify(copy);
  return random() < 0.03 ? text.slice(0, Math.floor(random() * text.length)) : text;
}
