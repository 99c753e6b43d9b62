import { addBit, countBits, createBitset } from '../../core/bitset.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { Query } from '../../types/query.js';
import type { Scorer, ScorerRows, TopK } from '../../types/scorer.js';
import { createJsScorer } from '../js-scorer.js';
import { findCandidates } from './find-candidates.js';
import { type GpuCatalog, uploadCatalog } from './gpu-catalog.js';
import { checkKnownAnswer } from './known-answer.js';
import { openDevice } from './open-device.js';
import { magnitudesOf, roundingBound } from './rounding-bound.js';
import { wantedBufferBytes } from './row-chunks.js';
import { settleCandidates } from './settle-candidates.js';
import { MOST_KEPT, tileShapeFor } from './tile-shape.js';

/** Candidates fetched beyond `count`, so that float32's rounding at the cut is settled in float64. */
const MARGIN = 32;
/** With fewer candidates to spare the answer comes from the processor. */
const SMALLEST_MARGIN = 24;

/** A scorer on the GPU. */
export interface WebGpuScorer extends Scorer {
  readonly backend: 'webgpu';
  /** Is the "GPU" a program on the processor? Then it is rarely worth using. */
  readonly software: boolean;
}

/** Settings that only tests need. */
export interface WebGpuSettings {
  /** Largest storage binding to make, bytes; as much as the device allows when absent. */
  readonly bindingBytes?: number;
}

/**
 * Puts the catalogue on the GPU and scores there. Gives the same answer as the JavaScript scorer, to the bit: the GPU
 * only finds candidates, `settleCandidates` scores them again in float64. Questions that the GPU cannot answer for
 * certain are answered by the JavaScript scorer, here inside: more ties at the cut than candidates, numbers beyond
 * float32, or a `count` above 1000.
 *
 * The returned scorer's `score` rejects with OnshelfError `gpu-failed` once the device is lost, disposed, or caught
 * computing wrong numbers; it never recovers.
 *
 * @param rows the catalogue; kept, and copied to the GPU
 * @param gpu the browser's `navigator.gpu`
 * @param settings for tests
 * @throws OnshelfError `gpu-failed` where there is no adapter, something cannot be created, or a known answer is wrong
 */
export async function createWebGpuScorer(rows: ScorerRows, gpu: GPU, settings: WebGpuSettings = {}): Promise<WebGpuScorer> {
  const { device, software } = await openDevice(gpu, wantedBufferBytes(rows.items, rows.dimensions));
  let failure: OnshelfError | undefined;
  const fail = (message: string): void => {
    failure ??= new OnshelfError('gpu-failed', message);
  };
  void device.lost.then((info) => fail(`The GPU device was lost (${info.reason}): ${info.message}`));
  device.addEventListener('uncapturederror', (event) => fail(`The GPU reported an error: ${event.error.message}`));

  let catalog: GpuCatalog | undefined;
  try {
    await checkKnownAnswer(device);
    const limits = device.limits;
    const bindingBytes = settings.bindingBytes ?? Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
    if (rows.items > 0) catalog = await withinErrorScopes(device, () => uploadCatalog(device, rows, bindingBytes));
    if (failure !== undefined) throw failure;
  } catch (error) {
    device.destroy();
    throw asGpuFailure(error);
  }

  const magnitudes = magnitudesOf(rows);
  const js = createJsScorer(rows);
  const scoreOnGpu = async (query: Query, count: number, exclusions: Uint32Array): Promise<TopK | undefined> => {
    const bound = roundingBound(rows.dimensions, magnitudes, query);
    const wanted = Math.min(count + MARGIN, MOST_KEPT);
    if (catalog === undefined || bound === Number.POSITIVE_INFINITY || !(count >= 1) || wanted - count < SMALLEST_MARGIN) return undefined;
    const excluded = leaveOut(rows.items, exclusions, query.additions.items);
    const available = rows.items - countBits(excluded);
    const question = { query, count, exclusions, excluded, available, bound };
    const nobody = { items: new Uint32Array(0), scores: new Float32Array(0) };
    if (available === 0) return settleCandidates(rows, question, nobody);
    const dense = { vector: query.vector, biasWeight: query.biasWeight, excluded };
    return settleCandidates(rows, question, await findCandidates(device, catalog, dense, tileShapeFor(wanted)));
  };

  return {
    backend: 'webgpu',
    software,
    score: async (query, count, exclusions) => {
      if (failure !== undefined) throw failure;
      try {
        return (await scoreOnGpu(query, count, exclusions)) ?? (await js.score(query, count, exclusions));
      } catch (error) {
        failure ??= asGpuFailure(error);
        throw failure;
      }
    },
    dispose: () => {
      fail('The GPU scorer was disposed.');
      catalog?.destroy();
      device.destroy();
    },
  };
}

/**
 * The bitset for the GPU: what the question excludes, and the items with additions, which the processor scores. So no
 * addition, and above all no negative one, can push an item out of the candidates or hold a place among them.
 */
function leaveOut(items: number, exclusions: Uint32Array, added: Uint32Array): Uint32Array {
  const excluded = createBitset(items);
  excluded.set(exclusions.subarray(0, excluded.length));
  for (const item of added) if (item < items) addBit(excluded, item);
  // Bits behind the last item would spoil the counting.
  if (items % 32 !== 0) excluded[excluded.length - 1] &= 2 ** (items % 32) - 1;
  return excluded;
}

/** Runs `create`, then asks the device whether all of it was valid and found memory; WebGPU throws for neither. */
async function withinErrorScopes<Made>(device: GPUDevice, create: () => Made): Promise<Made> {
  const filters: readonly GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];
  for (const filter of filters) device.pushErrorScope(filter);
  const made = create();
  const errors = await Promise.all(filters.map(() => device.popErrorScope()));
  const first = errors.find((error) => error !== null);
  if (first) throw new OnshelfError('gpu-failed', `The catalogue does not fit on the GPU: ${first.message}`);
  return made;
}

function asGpuFailure(error: unknown): OnshelfError {
  return error instanceof OnshelfError ? error : new OnshelfError('gpu-failed', `The GPU failed: ${messageOf(error)}`, error);
}
