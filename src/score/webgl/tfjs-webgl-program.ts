import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_math';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { DenseQuery } from '../settle/candidate-finder.js';
import type { WebGlContext } from './context/tfjs-webgl-context.js';
import type { CatalogPart } from './tfjs-webgl-catalog.js';

/** Maximum number of queries per run of the program: a texel of its answer has four channels. */
export const QUERIES_PER_RUN = 4;

/** Shared by both programs: exact whole numbers from -128 to 127, however the GPU converts a byte. */
const NUMBERS = `
vec4 numbers(int x, int y) {
  return floor(texelFetch(rows, ivec2(x, y), 0) * 255.0 + 0.5) - 128.0;
}`;

/** One query: a texel of the answer contains four rows, `height` apart in the textures. */
const SCORE_FOUR_ROWS = `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  ivec2 down = ivec2(0, height);
  vec4 sums = vec4(0.0);
  for (int quad = 0; quad < QUADS; quad++) {
    vec4 part = query[quad];
    int y = at.y + 4 * height * quad;
    sums += vec4(
      dot(numbers(at.x, y), part),
      dot(numbers(at.x, y + height), part),
      dot(numbers(at.x, y + 2 * height), part),
      dot(numbers(at.x, y + 3 * height), part));
  }
  vec4 scale = vec4(
    texelFetch(scales, at, 0).r,
    texelFetch(scales, at + down, 0).r,
    texelFetch(scales, at + 2 * down, 0).r,
    texelFetch(scales, at + 3 * down, 0).r);
  vec4 bias = vec4(
    texelFetch(biases, at, 0).r,
    texelFetch(biases, at + down, 0).r,
    texelFetch(biases, at + 2 * down, 0).r,
    texelFetch(biases, at + 3 * down, 0).r);
  setOutput(sums * scale + weights.x * bias);
}`;

/** Four queries: a texel of the answer contains one row, so that its numbers are fetched once for all four. */
const SCORE_FOUR_QUERIES = `
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 sums = vec4(0.0);
  for (int quad = 0; quad < QUADS; quad++) {
    vec4 row = numbers(at.x, at.y + 4 * height * quad);
    sums += vec4(
      dot(row, query[quad]),
      dot(row, query[QUADS + quad]),
      dot(row, query[2 * QUADS + quad]),
      dot(row, query[3 * QUADS + quad]));
  }
  setOutput(sums * texelFetch(scales, at, 0).r + weights * texelFetch(biases, at, 0).r);
}`;

/**
 * Queues the scoring of a part of the catalogue: converts bytes to numbers, multiplies, adds the bias.
 *
 * The program ignores exclusions: all scores are read back, and testing the bits of the few best rows costs the processor next to
 * nothing, whereas the bitset would have to be uploaded with every query.
 *
 * @param context of the part
 * @param part from `uploadCatalog`
 * @param queries one, or up to `QUERIES_PER_RUN`
 * @returns a texture of four floats per texel; the two programs above define their order. Dispose of it
 */
export function runScoreProgram(context: WebGlContext, part: CatalogPart, queries: readonly DenseQuery[]): TensorInfo {
  const { width, height } = part.layout;
  const columns = queries[0].vector.length;
  const single = queries.length === 1;
  const slots = single ? 1 : QUERIES_PER_RUN;
  const program: GPGPUProgram = {
    variableNames: ['rows', 'scales', 'biases'],
    // tfjs counts a texel of four channels as two by two.
    outputShape: [(single ? 2 : 8) * height, 2 * width],
    packedOutput: true,
    customUniforms: [
      { name: 'height', type: 'int' },
      { name: 'weights', type: 'vec4' },
      { name: 'query', type: 'vec4', arrayIndex: (slots * columns) / 4 },
    ],
    userCode: `const int QUADS = ${columns / 4};${NUMBERS}${single ? SCORE_FOUR_ROWS : SCORE_FOUR_QUERIES}`,
  };
  const weights = [0, 0, 0, 0];
  const vectors = new Array<number>(slots * columns).fill(0);
  queries.forEach((query, slot) => {
    weights[slot] = query.biasWeight;
    for (let k = 0; k < columns; k++) vectors[slot * columns + k] = query.vector[k];
  });
  return context.backend.compileAndRun(program, [...part.inputs], 'float32', [[height], weights, vectors], true);
}
