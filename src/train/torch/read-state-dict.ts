import { OnshelfError } from '../../core/onshelf-error.js';
import { readWholeFile } from '../files/expect-file.js';
import { readTorchFile } from './read-torch-file.js';
import { REAL_BYTES, realNumbers, type StateDict, type StateTensor } from './state-dict.js';

/** Longest header of a safetensors file, bytes: as its own libraries allow. */
const MAX_HEADER_BYTES = 100_000_000;

/**
 * Reads the parameters of a PyTorch model.
 *
 * @param path of a file of `torch.save` (`.pt`, `.pth`), or safetensors; told apart by their first bytes
 * @throws OnshelfError `bad-input`, also for files of `torch.save` before PyTorch 1.6
 */
export async function readStateDict(path: string): Promise<StateDict> {
  const bytes = readWholeFile(path);
  if (bytes.toString('latin1', 0, 4) === 'PK\x03\x04') return readTorchFile(path);
  // The length of a header below 4 GB, and its first brace: no pickle begins so.
  if (bytes.length > 8 && bytes.readUInt32LE(4) === 0 && bytes[8] === 0x7b) return readTensors(bytes, path);
  const old = bytes[0] === 0x80 ? ' It is of a PyTorch before 1.6: load it, and save it again.' : '';
  throw new OnshelfError('bad-input', `${path} is neither a file of torch.save nor safetensors.${old}`);
}

function readTensors(bytes: Buffer, path: string): StateDict {
  const damaged = (what: string): OnshelfError => new OnshelfError('bad-input', `${path} cannot be read as safetensors: ${what}.`);
  const length = bytes.readUInt32LE(0);
  const start = 8 + length;
  if (length > MAX_HEADER_BYTES || start > bytes.length) throw damaged('its header is cut short');
  let header: unknown;
  try {
    header = JSON.parse(bytes.toString('utf8', 8, start));
  } catch (error) {
    throw new OnshelfError('bad-input', `${path} cannot be read as safetensors: its header is not JSON.`, error);
  }
  const { __metadata__: metadata, ...entries } = Object(header) as Record<string, unknown>;
  const tensors = new Map<string, StateTensor>();
  for (const [name, entry] of Object.entries(entries)) {
    const { dtype, shape, data_offsets: offsets } = Object(entry) as Record<string, unknown>;
    const natural = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
    if (
      typeof dtype !== 'string' ||
      !Array.isArray(shape) ||
      !Array.isArray(offsets) ||
      offsets.length !== 2 ||
      ![...shape, ...offsets].every(natural)
    )
      throw damaged(`"${name}" has no usable type, shape or place`);
    const [from, to] = offsets as [number, number];
    const size = Object.hasOwn(REAL_BYTES, dtype) ? REAL_BYTES[dtype as keyof typeof REAL_BYTES] : null;
    const count = (shape as number[]).reduce((product, side) => product * side, 1);
    if (from > to || start + to > bytes.length || (size !== null && to - from !== count * size))
      throw damaged(`"${name}" has shape [${shape.join(', ')}] and ${to - from} bytes`);
    const values = size === null ? null : realNumbers(bytes.subarray(start + from, start + to), dtype as keyof typeof REAL_BYTES);
    tensors.set(name, { shape: shape as number[], type: dtype, values });
  }
  return { path, tensors, metadata: Object(metadata) as Record<string, unknown> };
}
