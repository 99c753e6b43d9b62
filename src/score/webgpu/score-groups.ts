import catalogRowsText from './catalog-rows.wgsl?raw';
import dotBuiltinText from './dot-builtin.wgsl?raw';
import dotShiftsText from './dot-shifts.wgsl?raw';
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
 * What is kept of WebGPU's optional features, and why: with `packed_4x8_integer_dot_product` this kernel takes 0.5 to
 * 0.7 of the time that the same arithmetic takes by shifts, on a processor that plays GPU. Subgroups have nothing to do here, as no invocation waits for another.
 * `shader-f16` could only halve the scales, 3 % of what is read.
 *
 * @param four four questions at a time?
 * @param packed does the browser's WGSL have `packed_4x8_integer_dot_product`?
 */
export function scoreGroupsKernel(four: boolean, packed: boolean): Kernel {
  return {
    label: `onshelf score-groups ${four ? 'four' : 'one'} ${packed ? 'packed' : 'shifted'}`,
    code: [planText, catalogRowsText, packed ? dotBuiltinText : dotShiftsText, scoreGroupsText].join('\n'),
    entryPoint: four ? 'score_four' : 'score_one',
  };
}
