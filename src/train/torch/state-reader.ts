import { OnshelfError } from '../../core/onshelf-error.js';
import { shownNames } from '../input/shown-names.js';
import type { StateDict } from './state-dict.js';

/** Prefixes that trainers and wrappers put before all names. */
const WRAPPERS = ['module.', 'torch_model.', 'model.', '_orig_mod.'];

/** The parameters of a state dict, and which of them have been used. */
export class StateReader {
  readonly path: string;
  readonly metadata: StateDict['metadata'];
  readonly #tensors: Map<string, { readonly shape: readonly number[]; readonly values: Float32Array | null; readonly type: string }>;
  readonly #left: Set<string>;

  constructor({ path, tensors, metadata }: StateDict) {
    let all = [...tensors];
    for (let wrapper: string | undefined = ''; wrapper !== undefined; ) {
      const known: string = wrapper;
      all = all.map(([name, tensor]) => [name.slice(known.length), tensor]);
      wrapper = all.length === 0 ? undefined : WRAPPERS.find((prefix) => all.every(([name]) => name.startsWith(prefix)));
    }
    this.path = path;
    this.metadata = metadata;
    this.#tensors = new Map(all);
    this.#left = new Set(this.#tensors.keys());
  }

  /** All names, without the prefix that all have. */
  get names(): readonly string[] {
    return [...this.#tensors.keys()];
  }

  /** Whether there is a tensor of this name. */
  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** The shape of a tensor; none for one that is missing. */
  shapeOf(name: string): readonly number[] {
    return this.#tensors.get(name)?.shape ?? [];
  }

  /** How many layers there are: the names begin with `BEFORE` and a number from 0. */
  countOf(before: string): number {
    let count = 0;
    while (this.names.some((name) => name.startsWith(`${before}${count}.`))) count++;
    return count;
  }

  /**
   * The numbers of a tensor, row after row.
   *
   * @param name of the tensor
   * @param shape expected
   * @throws OnshelfError `bad-input`, naming the tensor, where it is missing, of another shape or type, or not finite
   */
  take(name: string, ...shape: readonly number[]): Float32Array {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw this.fault(name, `is missing; the file has ${shownNames(this.names)}`);
    const { values, type } = tensor;
    if (values === null) throw this.fault(name, `is ${type}; real numbers of 16, 32 or 64 bits are read`);
    if (tensor.shape.length !== shape.length || shape.some((side, axis) => side !== tensor.shape[axis]))
      throw this.fault(name, `has shape [${tensor.shape.join(', ')}], not [${shape.join(', ')}]`);
    const fault = values.findIndex((value) => !Number.isFinite(value));
    if (fault >= 0) throw this.fault(name, `holds ${values[fault]} at ${fault}`);
    this.#left.delete(name);
    return values;
  }

  /**
   * Checks that nothing is left that the model would use.
   *
   * @param model that was recognised, for the error
   * @throws OnshelfError `bad-input`, with the names
   */
  expectNoMore(model: string): void {
    // Buffers of whole numbers, such as counters, are no parameters.
    const left = [...this.#left].filter((name) => this.#tensors.get(name)?.values !== null);
    if (left.length > 0)
      throw new OnshelfError(
        'bad-input',
        `${this.path} looks like ${model}, but has more parameters, which would be lost: ${shownNames(left)}.`,
      );
  }

  /** An error about a tensor. */
  fault(name: string, what: string): OnshelfError {
    return new OnshelfError('bad-input', `${this.path}: "${name}" ${what}.`);
  }
}
