import { OnshelfError } from '../../core/onshelf-error.js';

/**
 * Refuses a tensor with a number that is out of range or not finite.
 *
 * @param values its numbers
 * @param name the tensor's name, for errors
 * @param where the file's name, for errors
 * @param minimum least number allowed
 * @param maximum largest number allowed
 * @throws OnshelfError `pack-invalid`
 */
export function checkRange(values: Float32Array, name: string, where: string, minimum: number, maximum: number): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    // The comparison is false for NaN, which is the point: no NaN may ever reach a GPU.
    if (!(value >= minimum && value <= maximum)) {
      throw new OnshelfError('pack-invalid', `${where}: "${name}" holds ${value} at ${index}; ${minimum} to ${maximum} are allowed.`);
    }
  }
}
