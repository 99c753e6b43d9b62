import catalogRowsText from './catalog-rows.wgsl?raw';
import dotShiftsText from './dot-shifts.wgsl?raw';
import foundText from './found.wgsl?raw';
import type { Kernel } from './kernel-runner.js';
import planText from './plan.wgsl?raw';
import scoreSurvivorsText from './score-survivors.wgsl?raw';

/**
 * The fourth kernel: the float32 scores of the survivors.
 *
 * Bindings: 0 to 5 as the first kernel, without 4; 6 found (counts read), 7 survivors (scores written). Any number of
 * workgroups across, one question down.
 */
export const SCORE_SURVIVORS: Kernel = {
  label: 'onshelf score-survivors',
  code: [planText, catalogRowsText, dotShiftsText, foundText, scoreSurvivorsText].join('\n'),
  entryPoint: 'main',
};
