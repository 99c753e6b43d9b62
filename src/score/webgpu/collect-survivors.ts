import catalogRowsText from './catalog-rows.wgsl?raw';
import collectSurvivorsText from './collect-survivors.wgsl?raw';
import dotBuiltinText from './dot-builtin.wgsl?raw';
import dotShiftsText from './dot-shifts.wgsl?raw';
import foundText from './found.wgsl?raw';
import type { Kernel } from './kernel-runner.js';
import planText from './plan.wgsl?raw';

/**
 * The third kernel: the rows whose score may reach the threshold, in no order.
 *
 * Bindings: 0 to 5 as the first kernel, 6 the groups' upper bounds, 7 found (thresholds read; counts raised, cleared
 * before), 8 survivors, `SURVIVOR_ROOM` per question (row numbers written). Any number of
 * workgroups across, one question down.
 *
 * @param packed does the browser's WGSL have `packed_4x8_integer_dot_product`?
 */
export function collectSurvivorsKernel(packed: boolean): Kernel {
  return {
    label: `onshelf collect-survivors ${packed ? 'packed' : 'shifted'}`,
    code: [planText, catalogRowsText, packed ? dotBuiltinText : dotShiftsText, foundText, collectSurvivorsText].join('\n'),
    entryPoint: 'main',
  };
}
