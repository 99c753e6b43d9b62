import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { decodeSafetensors } from '../../pack/format/safetensors.js';
import { readWholeFile } from '../files/expect-file.js';
import type { ImportedEncoder } from '../torch/imported-encoder.js';
import { checkWidth, type FactorFormat, type ItemFactors } from './factor-collector.js';
import { type NumpyArray, readNpz } from './read-npz.js';

/** Recognised names of the item factors; any name is accepted where there is only one matrix. */
const MATRIX_NAMES = ['item_factors', 'item_embeddings', 'itemFactors', 'factors', 'embeddings'];

/**
 * Reads a model that the Python package `implicit` saved: `item_factors`, and `alpha` and `regularization` if present.
 *
 * @param path `.npz`, as `model.save(path)` writes it
 * @throws OnshelfError `bad-input`
 */
export function readImplicitFactors(path: string): ItemFactors {
  const arrays = readNpz(readWholeFile(path), path, ['item_factors', 'alpha', 'regularization']);
  const factors = arrays.get('item_factors');
  if (factors === undefined) throw new OnshelfError('bad-input', `${path} has no array item_factors. Write the file with model.save().`);
  const alpha = arrays.get('alpha')?.values[0];
  const regularization = arrays.get('regularization')?.values[0];
  return numberedFactors('implicit', path, factors, {
    ...(alpha === undefined ? {} : { alpha }),
    ...(regularization === undefined ? {} : { regularization }),
  });
}

/**
 * Reads a matrix of item factors from safetensors: the tensor `item_factors`, or the only matrix there is; F32 or F64.
 *
 * @param path of the file
 * @throws OnshelfError `bad-input`
 */
export function readSafetensorsFactors(path: string): ItemFactors {
  let tensors: ReturnType<typeof decodeSafetensors>;
  try {
    tensors = decodeSafetensors(new Uint8Array(readWholeFile(path)), path);
  } catch (error) {
    throw error instanceof OnshelfError ? new OnshelfError('bad-input', messageOf(error), error) : error;
  }
  const matrices = [...tensors].filter(([, { shape, type }]) => shape.length === 2 && (type === 'F32' || type === 'F64'));
  const [, tensor] = matrices.find(([name]) => MATRIX_NAMES.includes(name)) ?? (matrices.length === 1 ? matrices[0] : []);
  if (tensor === undefined) {
    const found = [...tensors].map(([name, { shape, type }]) => `${name} (${type} [${shape.join(', ')}])`);
    throw new OnshelfError('bad-input', `${path} has no F32 or F64 matrix item_factors; it has: ${found.join(', ') || 'no tensor'}.`);
  }
  return numberedFactors('safetensors', path, { shape: tensor.shape, values: Float64Array.from(tensor.data) }, {});
}

/**
 * The item factors that came with an encoder, by their row numbers.
 *
 * @param encoder with rows
 * @throws OnshelfError `bad-input` where they are of an unsupported width
 */
export function factorsOfEncoder({ model, rows }: ImportedEncoder): ItemFactors {
  if (rows === null) throw new OnshelfError('bad-input', `The encoder of ${model} has no rows of items. Give --factors PATH`);
  const { first, columns, values } = rows;
  checkWidth(columns, model);
  const keys = Array.from({ length: values.length / columns - first }, (_, at) => String(first + at));
  return {
    format: 'encoder',
    keys,
    numbered: true,
    columns,
    values: values.subarray(first * columns),
    popularity: null,
    settings: {},
    notes: [],
  };
}

function numberedFactors(
  format: FactorFormat,
  path: string,
  { shape, values }: NumpyArray,
  settings: ItemFactors['settings'],
): ItemFactors {
  if (shape.length !== 2 || shape[0] === 0)
    throw new OnshelfError('bad-input', `${path}, item_factors: the shape is [${shape.join(', ')}]; [items, factors] is expected.`);
  const [items, columns] = shape;
  checkWidth(columns, `${path}, item_factors`);
  const floats = Float32Array.from(values);
  const fault = floats.findIndex((value) => !Number.isFinite(value));
  if (fault >= 0)
    throw new OnshelfError(
      'bad-input',
      `${path}, item_factors, row ${Math.floor(fault / columns)}: number ${(fault % columns) + 1} is ${floats[fault]}.`,
    );
  const keys = Array.from({ length: items }, (_, row) => String(row));
  return { format, keys, numbered: true, columns, values: floats, popularity: null, settings, notes: [] };
}
