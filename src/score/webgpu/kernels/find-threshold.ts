import findThresholdText from './find-threshold.wgsl?raw';
import foundText from './found.wgsl?raw';
import type { Kernel } from './kernel-runner.js';
import planText from './plan.wgsl?raw';

/**
 * The second kernel: the score below which no row can be among the best `keep`.
 *
 * Bindings: 0 plan, 6 slots, 7 found (thresholds written). One workgroup for each query.
 */
export const FIND_THRESHOLD: Kernel = {
  label: 'onshelf find-threshold',
  code: [planText, foundText, findThresholdText].join('\n'),
  entryPoint: 'main',
};
