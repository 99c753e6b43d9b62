import catalogRowsText from './catalog-rows.wgsl?raw';
import collectSurvivorsText from './collect-survivors.wgsl?raw';
import foundText from './found.wgsl?raw';
import type { Kernel } from './kernel-runner.js';
import planText from './plan.wgsl?raw';

/**
 * The third kernel: the rows that reach the threshold with their float32 scores, in no order.
 *
 * Bindings: 0 to 5 as the first kernel, 6 the groups' upper bounds, 7 found (thresholds read; counts raised, cleared
 * before), 8 survivors, `SURVIVOR_ROOM` per query. Any number of workgroups across, one query down.
 */
export const COLLECT_SURVIVORS: Kernel = {
  label: 'onshelf collect-survivors',
  code: [planText, catalogRowsText, foundText, collectSurvivorsText].join('\n'),
  entryPoint: 'main',
};
