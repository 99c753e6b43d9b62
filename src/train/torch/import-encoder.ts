import { OnshelfError } from '../../core/onshelf-error.js';
import { decodeEncoder } from '../../pack/decode/decode-encoder.js';
import { encodeEncoder, type WeightBits } from '../../pack/encode/encode-encoder.js';
import type { OptionalContent } from '../../pack/encode/encode-pack.js';
import { weightBits } from '../../pack/encode/weight-bits.js';
import { ENCODER_ALIGNMENT, LIMITS } from '../../pack/format/format.js';
import { encodeSafetensors } from '../../pack/format/safetensors.js';
import { attendHistory } from '../../query/attend-history.js';
import { attendCausally } from '../../query/causal/attend-causally.js';
import type { AttendHistory, EncoderMatrices } from '../../types/encoder-card.js';
import type { HistoryItem } from '../../types/history.js';
import type { Pack } from '../../types/pack.js';
import type { CardChanges, ImportedEncoder } from './imported-encoder.js';
import { readStateDict } from './read-state-dict.js';
import { recogniseEncoder } from './recognise-encoder.js';

/** The sequence encoder of an import. */
export interface SequenceRequest {
  /** A state dict of PyTorch. */
  readonly path: string;
  /** Fields of the card that the file does not tell. */
  readonly changes: CardChanges;
}

/** The sequence encoder of an imported pack. */
export interface SequenceReport {
  /** The program that it is of. */
  readonly model: string;
  readonly kind: string;
  readonly bits: WeightBits;
  readonly bytes: number;
  /** Mean cosine of the queries of some histories by the weights as they are in the pack with those by the weights of the file. */
  readonly closeness: number;
}

/** Histories that rounding is measured on, and the items of each. */
const HISTORIES = 50;
const HISTORY_ITEMS = 10;
/** Matrices that an error names. */
const NAMED = 3;

/**
 * Reads an encoder.
 *
 * @param request file and fields
 * @param columns of the pack's rows; null where the rows come with the encoder
 * @throws OnshelfError `bad-input`, naming file, tensor and field
 */
export async function openEncoderFile({ path, changes }: SequenceRequest, columns: number | null): Promise<ImportedEncoder> {
  const encoder = recogniseEncoder(await readStateDict(path), changes, columns);
  if (columns !== null && encoder.rows !== null)
    throw new OnshelfError('bad-input', `${path} has rows of items of its own, which its encoder reads. Leave --factors out.`);
  return encoder;
}

/**
 * The file of an encoder, in the most bits that have room, with an account of what rounding costs.
 *
 * @param encoder of the rows of the pack
 * @param pack with its rows as they ship
 * @param path of its file, for the error
 * @throws OnshelfError `bad-input` where it has no room in four bits, naming its largest matrices
 */
export function fitEncoder(
  encoder: ImportedEncoder,
  pack: Pack,
  path: string,
): { readonly content: OptionalContent; readonly attend: AttendHistory; readonly report: SequenceReport } {
  const { model, card, matrices, dimensions } = encoder;
  const bits = weightBits(card, dimensions);
  if (bits !== null) {
    const content = encodeEncoder(card, matrices, dimensions, bits);
    const file = encodeSafetensors(content.tensors, ENCODER_ALIGNMENT);
    const attend = attendBy(encoder, pack, decodeEncoder(file, path, card, dimensions));
    const closeness = closenessOf(attend, attendBy(encoder, pack, matrices), pack);
    return { content, attend, report: { model, kind: card.kind, bits, bytes: file.length, closeness } };
  }
  const largest = Object.entries(matrices)
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, NAMED)
    .map(([name, { length }]) => `${name} ${length}`);
  const total = Object.values(matrices).reduce((sum, { length }) => sum + length, 0);
  throw new OnshelfError(
    'bad-input',
    `${path}: the encoder has ${total} numbers, more than ${LIMITS.encoderBytes} bytes hold in four bits each; most are in ${largest.join(', ')}. Train a narrower one, or with fewer blocks.`,
  );
}

function attendBy({ card }: ImportedEncoder, pack: Pack, matrices: EncoderMatrices): AttendHistory {
  return card.kind === 'consistent' ? attendHistory(pack, card, matrices) : attendCausally(pack, card, matrices);
}

function closenessOf(one: AttendHistory, other: AttendHistory, pack: Pack): number {
  const filled = Array.from(pack.scales.keys()).filter((row) => pack.scales[row] > 0);
  const count = Math.min(HISTORIES, filled.length);
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const history = Array.from({ length: Math.min(HISTORY_ITEMS, filled.length) }, (_, place): HistoryItem => {
      const row = filled[Math.floor(((at + place / HISTORY_ITEMS) * filled.length) / count) % filled.length];
      return { row, itemId: pack.idOf(row), name: 'view_item', interest: 1, weight: 1, against: 0 };
    });
    const [a, b] = [one, other].map((attend) => sumOf(attend(history), pack.dimensions));
    const product = (left: Float64Array, right: Float64Array): number => left.reduce((total, value, k) => total + value * right[k], 0);
    sum += product(a, b) / Math.max(Number.MIN_VALUE, Math.sqrt(product(a, a) * product(b, b)));
  }
  return Number((sum / Math.max(1, count)).toFixed(4));
}

function sumOf(parts: readonly Float64Array[], dimensions: number): Float64Array {
  const total = new Float64Array(dimensions);
  for (const part of parts) for (let k = 0; k < dimensions; k++) total[k] += part[k];
  return total;
}
