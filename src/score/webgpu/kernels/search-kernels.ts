import { COLLECT_SURVIVORS } from './collect-survivors.js';
import { FIND_THRESHOLD } from './find-threshold.js';
import { compileKernel } from './kernel-runner.js';
import { RANK_SURVIVORS } from './rank-survivors.js';
import { scoreGroupsKernel } from './score-groups.js';
import { SURVIVOR_ROOM, THREADS } from './search-shape.js';

/** The compiled kernels of a search, in order of execution. */
export interface SearchKernels {
  readonly scoreGroups: GPUComputePipeline;
  readonly findThreshold: GPUComputePipeline;
  readonly collectSurvivors: GPUComputePipeline;
  readonly rankSurvivors: GPUComputePipeline;
}

/**
 * Compiles the kernels of a search, once per device.
 *
 * @param device where they run
 * @param blocks of a row
 * @param four whether four queries share a pass over the rows
 * @param packed whether to use WGSL's `dot4I8Packed`
 */
export async function compileSearchKernels(device: GPUDevice, blocks: number, four: boolean, packed: boolean): Promise<SearchKernels> {
  const shared = { THREADS, SURVIVOR_ROOM };
  const [scoreGroups, findThreshold, collectSurvivors, rankSurvivors] = await Promise.all([
    compileKernel(device, scoreGroupsKernel(four, packed), { ...shared, BLOCKS: blocks }),
    compileKernel(device, FIND_THRESHOLD, shared),
    compileKernel(device, COLLECT_SURVIVORS, { ...shared, BLOCKS: blocks }),
    compileKernel(device, RANK_SURVIVORS, shared),
  ]);
  return { scoreGroups, findThreshold, collectSurvivors, rankSurvivors };
}
