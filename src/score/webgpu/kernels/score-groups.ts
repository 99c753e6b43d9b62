import catalogRowsText from './catalog-rows.wgsl?raw';
import dotBuiltinText from './dot-builtin.wgsl?raw';
import dotMasksText from './dot-masks.wgsl?raw';
import type { Kernel } from './kernel-runner.js';
import planText from './plan.wgsl?raw';
import scoreGroupsText from './score-groups.wgsl?raw';

/**
 * The first kernel, the only one that reads all rows: computes bounds of the best score of each group of rows.
 *
 * Bindings: 0 plan, 1 rows (int8, padded to blocks of 16 columns), 2 scales, 3 biases, 4 exclusion bitsets, 5 queries,
 * 6 slots (atomicMax of the groups' lower bounds; cleared before), 7 the groups' upper bounds. One invocation for each
 * group across; one query down, or four.
 *
 * WebGPU's optional features: `packed_4x8_integer_dot_product` multiplies four bytes at once on
 * hardware; an emulated GPU takes about half the time with masks instead. Subgroups are not used: no invocation waits for another.
 * `shader-f16` could only halve the scales, 3 % of the bytes read.
 *
 * @param four whether four queries share a pass
 * @param packed whether to use WGSL's `dot4I8Packed`
 */
export function scoreGroupsKernel(four: boolean, packed: boolean): Kernel {
  return {
    label: `onshelf score-groups ${four ? 'four' : 'one'} ${packed ? 'packed' : 'masked'}`,
    code: [planText, catalogRowsText, packed ? dotBuiltinText : dotMasksText, scoreGroupsText].join('\n'),
    entryPoint: four ? 'score_four' : 'score_one',
  };
}
