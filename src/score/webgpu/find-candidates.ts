import type { Candidates, DenseQuery } from '../candidate-finder.js';
import { BUFFER_USAGE, MAP_READ } from './buffer-usage.js';
import type { GpuCatalog } from './gpu-catalog.js';
import { compileKernel, encodeKernel } from './kernel-runner.js';
import { MERGE_TILES, mergeTilesConstants } from './merge-tiles.js';
import { SCORE_TILE, scoreTileConstants } from './score-tile.js';
import { CANDIDATE_BYTES, type TileShape } from './tile-shape.js';

/**
 * Scores every row on the GPU and reads back the best `shape.keep`: nothing else crosses the bus.
 *
 * Calls may overlap: everything between the compiling and the reading back is queued without a pause, and the GPU works
 * through its queue in order.
 *
 * @param device where the catalogue is
 * @param catalog from `uploadCatalog`
 * @param query what to score against
 * @param shape from `tileShapeFor`
 * @throws the browser's own errors where the device is lost or a kernel does not compile
 */
export async function findCandidates(device: GPUDevice, catalog: GpuCatalog, query: DenseQuery, shape: TileShape): Promise<Candidates> {
  const [scoreTile, mergeTiles] = await Promise.all([
    compileKernel(device, SCORE_TILE, scoreTileConstants(shape, catalog.dimensions)),
    compileKernel(device, MERGE_TILES, mergeTilesConstants(shape)),
  ]);
  const { queue } = device;
  queue.writeBuffer(catalog.vector, 0, query.vector as Float32Array<ArrayBuffer>);
  queue.writeBuffer(catalog.excluded, 0, query.excluded as Uint32Array<ArrayBuffer>);
  let [from, to] = catalog.lists;
  for (const chunk of catalog.chunks) {
    const request = new ArrayBuffer(8);
    new Uint32Array(request)[0] = chunk.first;
    new Float32Array(request)[1] = query.biasWeight;
    queue.writeBuffer(chunk.request, 0, request);
    const encoder = device.createCommandEncoder({ label: 'onshelf score' });
    const buffers = [chunk.request, chunk.rows, chunk.scales, chunk.biases, catalog.excluded, catalog.vector, from];
    const bound = buffers.map((buffer) => ({ buffer }));
    encodeKernel(device, encoder, scoreTile, bound, Math.ceil(chunk.items / shape.tile));
    // One submission for each chunk keeps every piece of GPU work short.
    queue.submit([encoder.finish()]);
  }

  const encoder = device.createCommandEncoder({ label: 'onshelf merge' });
  let lists = Math.ceil(catalog.items / shape.tile);
  while (lists > 1) {
    const size = lists * shape.keep * CANDIDATE_BYTES;
    lists = Math.ceil((lists * shape.keep) / shape.tile);
    encodeKernel(device, encoder, mergeTiles, [{ buffer: from, size }, { buffer: to }], lists);
    [from, to] = [to, from];
  }
  const bytes = shape.keep * CANDIDATE_BYTES;
  const usage = BUFFER_USAGE.copyDestination | BUFFER_USAGE.mapRead;
  const answer = device.createBuffer({ label: 'onshelf answer', size: bytes, usage });
  encoder.copyBufferToBuffer(from, 0, answer, 0, bytes);
  queue.submit([encoder.finish()]);
  try {
    await answer.mapAsync(MAP_READ);
    return readCandidates(answer.getMappedRange());
  } finally {
    answer.destroy();
  }
}

function readCandidates(bytes: ArrayBuffer): Candidates {
  const words = new Uint32Array(bytes);
  const floats = new Float32Array(bytes);
  const items = new Uint32Array(words.length / 2);
  const scores = new Float32Array(items.length);
  for (let place = 0; place < items.length; place++) {
    scores[place] = floats[2 * place];
    items[place] = words[2 * place + 1];
  }
  return { items, scores };
}
