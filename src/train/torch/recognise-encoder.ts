import { encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import { parseCard } from '../../pack/format/parse-card.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import { shownNames } from '../input/shown-names.js';
import type { CardChanges, ImportedEncoder } from './imported-encoder.js';
import { MODEL_FORMS } from './model-forms.js';
import type { StateDict } from './state-dict.js';
import { StateReader } from './state-reader.js';

/** The text beside the tensors of a file with our own names: the card. */
const CARD_TEXT = 'onshelf.card';
/** Items that an encoder reads, at most. */
const MAX_READ = 200;
/** The tensor with the rows of the items in such a file. */
const OWN_ROWS = 'item_factors';

/**
 * Recognises a model by the names of its parameters: those of `docs/pack-format.md`, with the card beside them, as `distributed/torch_encoder.py` writes
 * them; or those of another program.
 *
 * @param dict from `readStateDict`
 * @param changes fields of the card in place of those that the program has by default
 * @param columns of the pack's rows, where they do not come from the file
 * @throws OnshelfError `bad-input`, with the names found where nothing fits, and naming the tensor or field that does not
 */
export function recogniseEncoder(dict: StateDict, changes: CardChanges, columns: number | null): ImportedEncoder {
  const reader = new StateReader(dict);
  if (reader.metadata[CARD_TEXT] !== undefined) return readOwn(reader, changes, columns);
  const form = MODEL_FORMS.find(({ sign }) => reader.names.some((name) => sign.test(name)));
  if (form === undefined)
    throw new OnshelfError(
      'bad-input',
      `${dict.path} is of no model that is recognised (${MODEL_FORMS.map(({ model }) => model).join(', ')}, or a file of distributed/torch_encoder.py). Its parameters are: ${shownNames(reader.names)}.`,
    );
  const { card: told, matrices, rows } = form.read(reader);
  reader.expectNoMore(form.model);
  const card = checkedCard(dict.path, {
    kinds: [],
    ...form.assumed,
    ...told,
    length: Math.min(Number(told.length ?? form.assumed.length), MAX_READ),
    ...changes,
  });
  if (card.kind === 'attention' && card.padding === 'attended' && card.length !== told.length)
    throw new OnshelfError(
      'bad-input',
      `${dict.path} attends to ${told.length} places, empty ones too, so that an encoder of ${card.length} is another model. Train it with 200 at most, or with a padding mask: --encoder-card padding=masked`,
    );
  if (card.length > Number(told.length ?? MAX_READ))
    throw new OnshelfError('bad-input', `${dict.path} has ${told.length} places, so that its encoder cannot read ${card.length} items.`);
  const guessed = Object.entries(form.assumed).filter(([name]) => changes[name] === undefined);
  const unread =
    Number(told.length) > card.length
      ? [`It reads the latest ${card.length} items; ${form.model} was trained to read ${told.length}.`]
      : [];
  const notes =
    guessed.length === 0
      ? unread
      : [
          `The file does not tell ${guessed.map(([name, value]) => `${name} ${value}`).join(', ')}: these are the defaults of ${form.model}. For others give --encoder-card ${guessed.map(([name]) => `${name}=...`).join(',')}`,
          ...unread,
        ];
  return widened({ model: form.model, card, matrices, rows, notes, columns: rows.columns });
}

function readOwn(reader: StateReader, changes: CardChanges, columns: number | null): ImportedEncoder {
  let told: unknown;
  try {
    told = JSON.parse(String(reader.metadata[CARD_TEXT]));
  } catch (error) {
    throw new OnshelfError('bad-input', `${reader.path}: ${CARD_TEXT} is not JSON.`, error);
  }
  const card = checkedCard(reader.path, { ...Object(told), ...changes });
  const [items, width] = reader.shapeOf(OWN_ROWS);
  const rows = reader.has(OWN_ROWS) ? { first: 0, columns: width, values: reader.take(OWN_ROWS, items, width) } : null;
  const own = rows?.columns ?? columns;
  if (own === null)
    throw new OnshelfError(
      'bad-input',
      `${reader.path} has no rows of items (${OWN_ROWS}). Give the factors that it reads: --factors PATH`,
    );
  if (own % 4 !== 0) throw reader.fault(OWN_ROWS, `has ${own} columns; the rows of a pack have a multiple of 4`);
  const matrices = Object.fromEntries(
    encoderMatrices(card, own).map(({ name, rows: to, columns: from }) => [name, reader.take(name, to, from)]),
  );
  reader.expectNoMore('an encoder of our own');
  return widened({ model: 'distributed/torch_encoder.py', card, matrices, rows, notes: [], columns: own });
}

/** A card that a reader accepts: `parseCard` names the field. */
function checkedCard(path: string, card: unknown): EncoderCard {
  try {
    return parseCard(card);
  } catch (error) {
    throw new OnshelfError('bad-input', messageOf(error).replace('pack.json: encoder.card.', `${path}: as an encoder its `), error);
  }
}

/** Matrices, besides `project` and `output`, with a column for each of the rows. */
const WITH_ROWS = ['input', 'output.bias'];

/** An encoder whose matrices are as wide as the model's own rows. */
interface NarrowEncoder extends Omit<ImportedEncoder, 'matrices' | 'dimensions'> {
  readonly matrices: Readonly<Record<string, Float32Array>>;
  /** Of the model's rows. */
  readonly columns: number;
}

/** The encoder in the columns of a pack, whose number is a multiple of 4. */
function widened({ matrices, columns, ...encoder }: NarrowEncoder): ImportedEncoder {
  const { model, card } = encoder;
  const dimensions = Math.ceil(columns / 4) * 4;
  if (dimensions > LIMITS.dimensions)
    throw new OnshelfError('bad-input', `The rows of ${model} have ${columns} columns; a pack supports 1 to ${LIMITS.dimensions}.`);
  const named: Record<string, Float64Array> = {};
  for (const { name, rows: to, columns: from } of encoderMatrices(card, dimensions)) {
    const known = matrices[name];
    if (known !== undefined) named[name] = resized(known, to, from, WITH_ROWS.includes(name) ? columns : from);
    // Other programs have one space, and do not tell events apart.
    else named[name] = name === 'kinds' ? new Float64Array(to * from) : identity(to, from);
  }
  return { ...encoder, matrices: named satisfies EncoderMatrices, dimensions };
}

/** A matrix with zeros for the columns and rows that the pack's rows have beyond the model's, and without places that are not read. */
function resized(values: Float32Array, to: number, from: number, own: number): Float64Array {
  const result = new Float64Array(to * from);
  for (let row = 0; row < Math.min(to, values.length / own); row++) result.set(values.subarray(row * own, (row + 1) * own), row * from);
  return result;
}

function identity(to: number, from: number): Float64Array {
  const result = new Float64Array(to * from);
  for (let k = 0; k < Math.min(to, from); k++) result[k * from + k] = 1;
  return result;
}
