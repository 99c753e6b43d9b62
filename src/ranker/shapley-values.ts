/**
 * The Shapley value of each input of a function against a reference: the mean, over all orders in which the inputs change from the reference to
 * their own values, of what that change does to the output. They add up to the difference of both outputs. All `2^n` subsets are evaluated, so
 * the values are exact; `n` is 12 at most.
 *
 * @param output the function
 * @param input shape [n]
 * @param reference shape [n]
 * @returns shape [n]
 * @see Lundberg, Lee: A unified approach to interpreting model predictions, NeurIPS 2017, equation 4
 */
export function shapleyValues(output: (input: Float64Array) => number, input: Float64Array, reference: Float64Array): Float64Array {
  const size = input.length;
  const outputs = Float64Array.from({ length: 1 << size }, (_, subset) =>
    output(input.map((value, k) => ((subset >> k) & 1 ? value : reference[k]))),
  );
  // Share of the orders in which exactly a given subset of `count` inputs comes before a given input: count! (size - 1 - count)! / size!
  const shares = [1 / size];
  for (let count = 1; count < size; count++) shares.push((shares[count - 1] * count) / (size - count));
  const values = new Float64Array(size);
  for (let subset = 0; subset < outputs.length; subset++) {
    let count = 0;
    for (let k = 0; k < size; k++) count += (subset >> k) & 1;
    for (let k = 0; k < size; k++) if (!((subset >> k) & 1)) values[k] += shares[count] * (outputs[subset | (1 << k)] - outputs[subset]);
  }
  return values;
}
