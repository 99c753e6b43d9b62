import { readFileSync } from 'node:fs';

/** Samples of a soak; the first is taken after the first portion, once everything has been loaded and compiled. */
const SAMPLES = 10;
const PAGE_BYTES = 4096;

/**
 * Lets a backend load, score and dispose over and over on the conformance page, and measures between portions of rounds.
 *
 * @param page a Playwright page of Chromium on which `conformance` is there
 * @param backend its name
 * @param limit `rounds` in all, or `minutes`
 * @returns rounds and minutes done; `heapBytesStart`, `heapBytesEnd` and `heapBytesPerRound`, the slope of the line of
 * least squares over the second half, of the page's JavaScript heap with what its ArrayBuffers hold, after collecting garbage; the same of the
 * GPU process's resident memory where the system tells; the most GPU bytes in use and left after a round
 */
export async function measureSoak(page, backend, { rounds = Number.POSITIVE_INFINITY, minutes = Number.POSITIVE_INFINITY }) {
  const session = await page.context().newCDPSession(page);
  const browserSession = await page.context().browser().newBrowserCDPSession();
  const portion = minutes < Number.POSITIVE_INFINITY ? 20 : Math.max(1, Math.floor(rounds / SAMPLES));
  const samples = [];
  const most = { gpuBytesInUse: 0, gpuBytesLeft: 0, liveBufferBytesLeft: 0, liveContextsLeft: 0 };
  const start = performance.now();
  const minutesDone = () => (performance.now() - start) / 60_000;
  for (let done = 0; done < rounds && minutesDone() < minutes; ) {
    const outcome = await page.evaluate(([name, times]) => conformance.soak(name, times), [backend, Math.min(portion, rounds - done)]);
    done += outcome.rounds;
    const { gpuBytesInUse, gpuBytesLeft, liveLeft } = outcome;
    const seen = { gpuBytesInUse, gpuBytesLeft, liveBufferBytesLeft: liveLeft.bufferBytes, liveContextsLeft: liveLeft.contexts };
    for (const name of Object.keys(most)) most[name] = Math.max(most[name], seen[name]);
    samples.push({ round: done, heap: await heapBytes(session), gpuProcess: await gpuProcessBytes(browserSession) });
  }
  // In the first half the engine compiles what has become hot, which lies on the heap too.
  const settled = samples.slice(samples.length >> 1);
  const of = (name) => settled.map((sample) => [sample.round, sample[name]]);
  return {
    rounds: samples.at(-1).round,
    minutes: minutesDone(),
    heapBytesStart: samples[0].heap,
    heapBytesEnd: samples.at(-1).heap,
    heapBytesPerRound: slopeOf(of('heap')),
    gpuProcessBytesStart: samples[0].gpuProcess,
    gpuProcessBytesEnd: samples.at(-1).gpuProcess,
    gpuProcessBytesPerRound: samples[0].gpuProcess === undefined ? undefined : slopeOf(of('gpuProcess')),
    ...most,
  };
}

/** The page's heap and what is behind its ArrayBuffers, after collecting garbage. */
async function heapBytes(session) {
  // The first collection lets finalizers run, the second collects what those let go of.
  for (let time = 0; time < 2; time++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

/** Resident memory of the browser's GPU process; undefined where there is none or the system does not tell. */
async function gpuProcessBytes(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const gpu = processInfo.find(({ type }) => type === 'GPU');
  try {
    return Number(readFileSync(`/proc/${gpu.id}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return undefined;
  }
}

/**
 * Slope of the line of least squares.
 *
 * @param points [x, y]; one point has slope 0
 */
function slopeOf(points) {
  const mean = (place) => points.reduce((sum, point) => sum + point[place], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread;
}
