import foundText from './found.wgsl?raw';
import type { Kernel } from './kernel-runner.js';
import planText from './plan.wgsl?raw';
import rankSurvivorsText from './rank-survivors.wgsl?raw';

/**
 * The last kernel: the best `keep` survivors in order.
 *
 * Bindings: 0 plan, 6 found (counts read), 7 survivors, 8 winners, `keep` per query; if fewer survived, the remaining places
 * are not written; if more survived than fit, no place is. Any number of workgroups across, one query down.
 */
export const RANK_SURVIVORS: Kernel = {
  label: 'onshelf rank-survivors',
  code: [planText, foundText, rankSurvivorsText].join('\n'),
  entryPoint: 'main',
};
