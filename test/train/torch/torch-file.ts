import { zipOf } from '../tools/shop-files.js';

/** A tensor as `torch.save` writes it. */
interface WrittenTensor {
  /** `Float`, `Half`, `BFloat16`, `Double`, `Long`. */
  readonly storage: string;
  readonly bytes: Uint8Array;
  /** Numbers of the storage; default: those of `bytes` at four bytes each. */
  readonly elements?: number;
  readonly offset?: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(5, 'X');
  length.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([length, bytes]);
};
const whole = (value: number): Buffer => {
  const bytes = Buffer.alloc(5, 'J');
  bytes.writeInt32LE(value, 1);
  return bytes;
};
const tuple = (...parts: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from('('), ...parts, Buffer.from('t')]);
const global = (name: string): Buffer => {
  const at = name.lastIndexOf('.');
  return Buffer.from(`c${name.slice(0, at)}\n${name.slice(at + 1)}\n`);
};
const ORDERED = Buffer.concat([global('collections.OrderedDict'), Buffer.from(')R')]);
const tensorOf = ({ storage, bytes, elements, offset = 0, shape, strides }: WrittenTensor, key: number): Buffer => {
  const id = tuple(text('storage'), global(`torch.${storage}Storage`), text(String(key)), text('cpu'), whole(elements ?? bytes.length / 4));
  const values = [Buffer.concat([id, Buffer.from('Q')]), whole(offset), tuple(...shape.map(whole)), tuple(...strides.map(whole))];
  return Buffer.concat([global('torch._utils._rebuild_tensor_v2'), tuple(...values, Buffer.from([0x89]), ORDERED), Buffer.from('R')]);
};

/** The pickle of a dictionary: of tensors, or of what its values are as bytes of a pickle. */
export function pickleOf(entries: Readonly<Record<string, WrittenTensor | Buffer>>): Buffer {
  const items = Object.entries(entries).flatMap(([name, value], key) => [
    text(name),
    Buffer.isBuffer(value) ? value : tensorOf(value, key),
  ]);
  return Buffer.concat([Buffer.from([0x80, 2]), ORDERED, Buffer.from('('), ...items, Buffer.from('u.')]);
}

/** A file of `torch.save`. */
export function torchFile(entries: Readonly<Record<string, WrittenTensor | Buffer>>, pickle = pickleOf(entries)): Uint8Array {
  const storages = Object.values(entries).map((value, key): [string, Uint8Array | null] => [
    `archive/data/${key}`,
    Buffer.isBuffer(value) ? null : value.bytes,
  ]);
  const held = storages.filter((entry): entry is [string, Uint8Array] => entry[1] !== null);
  return zipOf({ 'archive/data.pkl': pickle, 'archive/byteorder': 'little', ...Object.fromEntries(held), 'archive/version': '3\n' });
}
