import { OnshelfError } from '../../core/onshelf-error.js';

/**
 * Checks that the numbers of a tensor are finite and in range.
 *
 * @param values its numbers
 * @param name the tensor's name, for errors
 * @param where the file's name, for errors
 * @param minimum smallest allowed number
 * @param maximum largest allowed number
 * @throws OnshelfError `pack-invalid`
 */
export function checkRange(values: Float32Array, name: string, where: string, minimum: number, maximum: number): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    // Also false for NaN: no NaN may reach a GPU.
    if (!(value >= minimum && value <= maximum)) {
      throw new OnshelfError('pack-invalid', `${where}: "${name}" holds ${value} at ${index}; ${minimum} to ${maximum} are allowed.`);
    }
  }
}
