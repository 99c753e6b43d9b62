import { OnshelfError } from '../../core/onshelf-error.js';
import { type ZipMember, zipMembers } from '../containers/zip-members.js';
import { REAL_BYTES, realNumbers, type StateDict, type StateTensor } from './state-dict.js';
import { type PickledGlobal, unpickle } from './unpickle.js';

/** Storages that are read, and those that are skipped, with the bytes of an element. */
const REAL_STORAGES: Readonly<Record<string, keyof typeof REAL_BYTES>> = {
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.DoubleStorage': 'F64',
};
const OTHER_STORAGES = ['Long', 'Int', 'Short', 'Char', 'Byte', 'Bool'].map((kind) => `torch.${kind}Storage`);
const REBUILD = 'torch._utils._rebuild_tensor_v2';
const PARAMETER = 'torch._utils._rebuild_parameter';
const ORDERED = 'collections.OrderedDict';
const KNOWN = new Set([...Object.keys(REAL_STORAGES), ...OTHER_STORAGES, REBUILD, PARAMETER, ORDERED]);
/** A key of a checkpoint that has the parameters. */
const INSIDE = 'state_dict';
const ADVICE = "Save the parameters alone: torch.save(model.state_dict(), 'model.pt')";

/** A tensor before its storage is read. */
class PickledTensor {
  constructor(
    readonly storage: PickledStorage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

class PickledStorage {
  constructor(
    readonly type: string,
    readonly key: string,
    readonly elements: number,
  ) {}
}

/**
 * Reads a state dict that `torch.save` wrote: a ZIP archive with a pickle and a file for each storage. Nothing in it is run: what is no part of a state dict
 * is an error. Of a checkpoint, the dictionary `state_dict` is read.
 *
 * @param path of the file
 * @throws OnshelfError `bad-input`
 */
export async function readTorchFile(path: string): Promise<StateDict> {
  const members = await zipMembers(path, path);
  const pickle = members.find(({ name }) => /(^|\/)data\.pkl$/.test(name));
  if (pickle === undefined) throw new OnshelfError('bad-input', `${path} has no data.pkl, so it is not of torch.save. ${ADVICE}`);
  const folder = pickle.name.slice(0, -'data.pkl'.length);
  const order = members.find(({ name }) => name === `${folder}byteorder`);
  if (order !== undefined && (await bytesOf(order)).toString('latin1') !== 'little')
    throw new OnshelfError('bad-input', `${path} was written on a big-endian machine, which is not read. Save it as safetensors.`);
  let top: unknown;
  try {
    top = unpickle(await bytesOf(pickle), { known: KNOWN, call: callGlobal, persistent: storageOf });
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('bad-input', `${path} cannot be read as a state dict: ${(error as Error).message}. ${ADVICE}`, error);
  }
  const dict = top instanceof Map && top.get(INSIDE) instanceof Map ? (top.get(INSIDE) as Map<unknown, unknown>) : top;
  if (!(dict instanceof Map) || ![...dict.values()].some((value) => value instanceof PickledTensor))
    throw new OnshelfError('bad-input', `${path} holds no dictionary of tensors. ${ADVICE}`);
  const storages = new Map<string, Promise<Buffer>>();
  const tensors = new Map<string, StateTensor>();
  for (const [name, value] of dict as Map<unknown, unknown>) {
    if (!(value instanceof PickledTensor)) continue;
    const { type, key } = value.storage;
    const own = members.find((member) => member.name === `${folder}data/${key}`);
    const real = REAL_STORAGES[type];
    if (real !== undefined && own !== undefined && !storages.has(key)) storages.set(key, bytesOf(own));
    const bytes = (await storages.get(key)) ?? Buffer.alloc(0);
    tensors.set(String(name), {
      shape: value.shape,
      type,
      values: real === undefined ? null : gather(path, String(name), value, bytes, real),
    });
  }
  return { path, tensors, metadata: {} };
}

async function bytesOf(member: ZipMember): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of member.open()) parts.push(part);
  return Buffer.concat(parts);
}

function callGlobal(global: string, values: readonly unknown[]): unknown {
  if (global === ORDERED) return new Map((Array.isArray(values[0]) ? values[0] : []) as [unknown, unknown][]);
  if (global === PARAMETER) return values[0];
  const [storage, offset, shape, strides] = values;
  const natural = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  const sizes = (value: unknown): value is number[] => Array.isArray(value) && value.every(natural);
  if (
    global !== REBUILD ||
    !(storage instanceof PickledStorage) ||
    !natural(offset) ||
    !sizes(shape) ||
    !sizes(strides) ||
    shape.length !== strides.length
  )
    throw new Error(`it calls ${global} in a way that no state dict does`);
  return new PickledTensor(storage, offset, shape, strides);
}

function storageOf(id: unknown): PickledStorage {
  const [kind, type, key, , elements] = Array.isArray(id) ? id : [];
  const { global } = Object(type) as Partial<PickledGlobal>;
  if (kind !== 'storage' || global === undefined || typeof key !== 'string' || !Number.isSafeInteger(elements))
    throw new Error('it has a persistent id that names no storage');
  return new PickledStorage(global, key, elements);
}

/** The numbers of a tensor, row after row, whatever its strides are. */
function gather(
  path: string,
  name: string,
  { storage, offset, shape, strides }: PickledTensor,
  bytes: Buffer,
  type: keyof typeof REAL_BYTES,
): Float32Array {
  const count = shape.reduce((product, side) => product * side, 1);
  const last = shape.reduce((sum, side, axis) => sum + (side - 1) * strides[axis], offset);
  const held = bytes.length / REAL_BYTES[type];
  if (held !== storage.elements || count > held || (count > 0 && last >= held))
    throw new OnshelfError(
      'bad-input',
      `${path}: "${name}" has shape [${shape.join(', ')}], but its storage has ${held} numbers. Save it again.`,
    );
  const numbers = realNumbers(bytes, type);
  const values = new Float32Array(count);
  const place = shape.map(() => 0);
  for (let at = 0, from = offset; at < count; at++) {
    values[at] = numbers[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++place[axis] < shape[axis]) break;
      from -= place[axis] * strides[axis];
      place[axis] = 0;
    }
  }
  return values;
}
