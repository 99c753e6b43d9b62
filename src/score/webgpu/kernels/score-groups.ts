import catalogRowsText from './catalog-rows.wgsl?raw';
import dotBuiltinText from './dot-builtin.wgsl?raw';
import dotMasksText from './dot-masks.wgsl?raw';
import type { Kernel } from './kernel-runner.js';
import planText from './plan.wgsl?raw';
import scoreGroupsText from './score-groups.wgsl?raw';

/**
 * The first kernel, the only one that reads all rows: per group of rows, between which bounds its best score lies.
 *
 * Bindings: 0 plan, 1 rows (int8, padded to blocks of 16 columns), 2 scales, 3 biases, 4 exclusion bitsets, 5 questions,
 * 6 slots (atomicMax of the groups' lower bounds; cleared before), 7 the groups' upper bounds. One invocation for each
 * group across; one question down, or four.
 *
 * What is kept of WebGPU's optional features, and why: `packed_4x8_integer_dot_product` multiplies four bytes at once on
 * hardware; a processor that plays GPU takes about half the time by masks, and without it. Subgroups have nothing to do
 * here, as no invocation waits for another.
 * `shader-f16` could only halve the scales, 3 % of what is read.
 *
 * @param four four questions at a time?
 * @param packed use WGSL's `dot4I8Packed`?
 */
export function scoreGroupsKernel(four: boolean, packed: boolean): Kernel {
  return {
    label: `onshelf score-groups ${four ? 'four' : 'one'} ${packed ? 'packed' : 'masked'}`,
    code: [planText, catalogRowsText, packed ? dotBuiltinText : dotMasksText, scoreGroupsText].join('\n'),
    entryPoint: four ? 'score_four' : 'score_one',
  };
}
