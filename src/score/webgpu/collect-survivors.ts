import collectSurvivorsText from './collect-survivors.wgsl?raw';
import foundText from './found.wgsl?raw';
import type { Kernel } from './kernel-runner.js';
import { roughScoreText } from './rough-score.js';

/**
 * The third kernel: the rows that reach the threshold with their float32 scores, in no order.
 *
 * Bindings: 0 to 5 as the first kernel, 6 the groups' upper bounds, 7 found (thresholds read; counts raised, cleared
 * before), 8 survivors, `SURVIVOR_ROOM` per question. Any number of workgroups across, one question down.
 *
 * @param packed use WGSL's `dot4I8Packed`?
 */
export function collectSurvivorsKernel(packed: boolean): Kernel {
  return {
    label: `onshelf collect-survivors ${packed ? 'packed' : 'masked'}`,
    code: [roughScoreText(packed), foundText, collectSurvivorsText].join('\n'),
    entryPoint: 'main',
  };
}
