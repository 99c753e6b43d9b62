import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';

/**
 * One step of gated recurrent units: `new = tanh(input + reset * recur)`, `state = (1 - update) * new + update * state`.
 *
 * @param gates what comes from the input, overwritten with the gates: reset, update, new; shape [rows, 3 * width]
 * @param known what comes from the state before; shape [rows, 3 * width]
 * @param state the state before, overwritten with that after; shape [rows, width]
 * @see Cho and others: Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation, EMNLP 2014, in PyTorch's form
 */
export function runUnits(gates: KernelMatrix, known: KernelMatrix, state: KernelMatrix): void {
  const { rows, columns: width } = state;
  for (let row = 0; row < rows; row++) {
    const [from, gate, to] = [row * known.stride, row * gates.stride, row * state.stride];
    for (let k = 0; k < width; k++) {
      const reset = sigmoid(gates.values[gate + k] + known.values[from + k]);
      const update = sigmoid(gates.values[gate + width + k] + known.values[from + width + k]);
      const fresh = Math.tanh(gates.values[gate + 2 * width + k] + reset * known.values[from + 2 * width + k]);
      gates.values[gate + k] = reset;
      gates.values[gate + width + k] = update;
      gates.values[gate + 2 * width + k] = fresh;
      state.values[to + k] = (1 - update) * fresh + update * state.values[to + k];
    }
  }
}

/**
 * Derivatives of a step.
 *
 * @param gates as `runUnits` left them, overwritten with derivatives by what came from the input; shape [rows, 3 * width]
 * @param known as it was given to `runUnits`, overwritten with derivatives by it; shape [rows, 3 * width]
 * @param before the state before the step; shape [rows, width]
 * @param by derivatives by the state after, overwritten with those by the state before, without what goes through `known`; shape [rows, width]
 */
export function learnUnits(gates: KernelMatrix, known: KernelMatrix, before: KernelMatrix, by: KernelMatrix): void {
  const { rows, columns: width } = by;
  for (let row = 0; row < rows; row++) {
    const [from, gate, at, old] = [row * known.stride, row * gates.stride, row * by.stride, row * before.stride];
    for (let k = 0; k < width; k++) {
      const reset = gates.values[gate + k];
      const update = gates.values[gate + width + k];
      const fresh = gates.values[gate + 2 * width + k];
      const byState = by.values[at + k];
      const byFresh = byState * (1 - update) * (1 - fresh * fresh);
      const byUpdate = byState * (before.values[old + k] - fresh) * update * (1 - update);
      const byReset = byFresh * known.values[from + 2 * width + k] * reset * (1 - reset);
      gates.values[gate + k] = known.values[from + k] = byReset;
      gates.values[gate + width + k] = known.values[from + width + k] = byUpdate;
      gates.values[gate + 2 * width + k] = byFresh;
      known.values[from + 2 * width + k] = byFresh * reset;
      by.values[at + k] = byState * update;
    }
  }
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
