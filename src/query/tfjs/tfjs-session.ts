import {
  engine,
  type KernelBackend,
  type KernelConfig,
  keep,
  registerKernel,
  type Tensor2D,
  tensor2d,
  tidy,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';

/** Backends of tfjs that read histories; `wasm` and `cpu` are for Node and tests. */
export type TfjsBackend = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** What a session runs on. */
export interface TfjsPlace {
  readonly name: TfjsBackend;
  readonly backend: KernelBackend;
  readonly kernels: readonly KernelConfig[];
  /** Resolves with the reason when the hardware is lost; never, where it cannot be. */
  readonly lost?: Promise<string>;
  /** @throws OnshelfError `scorer-failed` once the hardware is lost */
  readonly throwIfLost?: () => void;
  /** Milliseconds after which hardware that does not answer counts as lost. Default 5000. */
  readonly answerMs?: number;
  /** Frees what the place holds beside tensors. */
  readonly dispose?: () => void;
}

/** An open backend of tfjs, with the tensors that it holds. */
export interface TfjsSession {
  readonly name: TfjsBackend;
  /** A matrix that stays on the device until the session is disposed of. Shape [values / columns, columns]. */
  hold(values: ArrayLike<number>, columns: number): Tensor2D;
  /**
   * Runs a graph and reads its result. All its tensors are freed, those of `hold` excepted.
   *
   * @param graph makes its result of held and new tensors
   * @throws OnshelfError `scorer-failed` where the hardware is lost meanwhile, or does not answer
   */
  run(graph: () => Tensor2D): Promise<ArrayLike<number>>;
  /** Frees all tensors; later runs fail. */
  dispose(): void;
}

const ANSWER_MS = 5000;

let opened = 0;

/**
 * Opens a session. tfjs has one engine for a whole thread, so the backend has a name of its own there, is the current one only while tensors are made,
 * and another user of tfjs on the page notices nothing.
 *
 * @param place the backend and its kernels
 */
export function openTfjsSession(place: TfjsPlace): TfjsSession {
  const { name, backend, kernels, throwIfLost, answerMs = ANSWER_MS } = place;
  const own = `onshelf-${name}-${++opened}`;
  const held: Tensor2D[] = [];
  /** Results that are being read. */
  const awaited = new Set<Tensor2D>();
  let over: OnshelfError | undefined;
  let end: (error: OnshelfError) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    end = reject;
  });
  // Whoever waits for a result hears of it.
  ended.catch(() => {});
  const fail = (message: string): void => {
    over ??= new OnshelfError('scorer-failed', message);
    end(over);
  };
  void place.lost?.then(fail);
  for (const kernel of kernels) registerKernel({ ...kernel, backendName: own });
  engine().registerBackend(own, () => backend);

  /** tfjs sets a backend that is there at once, though it returns a promise. */
  const inside = <Result>(make: () => Result): Result => {
    const { backendName } = engine();
    if (backendName !== own) void engine().setBackend(own);
    try {
      return make();
    } finally {
      if (backendName && backendName !== own) void engine().setBackend(backendName);
    }
  };
  return {
    name,
    hold: (values, columns) =>
      inside(() => {
        const tensor = keep(tensor2d(Float32Array.from(values), [values.length / columns, columns]));
        held.push(tensor);
        return tensor;
      }),
    run: async (graph) => {
      if (over !== undefined) throw over;
      throwIfLost?.();
      const result = inside(() => tidy(graph));
      awaited.add(result);
      const timer = setTimeout(() => fail(`tfjs on ${name} did not answer within ${answerMs / 1000} seconds.`), answerMs);
      try {
        const values = await Promise.race([result.data(), ended]);
        // A context that was lost before the read gives zeros.
        throwIfLost?.();
        if (over !== undefined) throw over;
        return values;
      } catch (error) {
        // What is lost may fail before it tells so.
        fail(`tfjs on ${name} failed: ${messageOf(error)}`);
        throw over;
      } finally {
        clearTimeout(timer);
        if (awaited.delete(result)) result.dispose();
      }
    },
    dispose: () => {
      if (engine().findBackendFactory(own) === null) return;
      fail(`tfjs on ${name} was disposed of.`);
      for (const tensor of [...held, ...awaited]) tensor.dispose();
      awaited.clear();
      engine().removeBackend(own);
      for (const { kernelName } of kernels) unregisterKernel(kernelName, own);
      place.dispose?.();
    },
  };
}
