import type { EventRecorder } from './event-recorder.js';
import { type Block, type BlockTimes, measureBlock } from './measure-block.js';
import { openNaiveIdb } from './recorders/naive-idb.js';
import { openOnshelf } from './recorders/onshelf.js';
import { openPosthog } from './recorders/posthog.js';
import { openSegment } from './recorders/segment.js';
import { openSnowplow } from './recorders/snowplow.js';
import { makeShopEvents } from './shop-event.js';
import { startTaskProbe, type TaskProbe } from './task-probe.js';

const OPEN: Readonly<Record<string, () => Promise<EventRecorder>>> = {
  // What the measuring itself costs, to be taken off the others.
  nothing: async () => ({ record: () => undefined }),
  onshelf: openOnshelf,
  'naive-idb': openNaiveIdb,
  posthog: openPosthog,
  segment: () => openSegment(false),
  'segment-batched': () => openSegment(true),
  snowplow: () => openSnowplow(false),
  'snowplow-batched': () => openSnowplow(true),
};

const opened = new Map<string, EventRecorder>();
let blocks = 0;
let probe: TaskProbe | null = null;

function recorderOf(name: string): EventRecorder {
  const recorder = opened.get(name);
  if (recorder === undefined) throw new Error(`"${name}" was not opened`);
  return recorder;
}

/** What the benchmark asks of the page with the trackers. */
const page = {
  open: async (names: readonly string[]): Promise<void> => {
    for (const name of names) opened.set(name, await OPEN[name]());
  },
  /** Seeded by the number of the block: no event comes twice in a run. */
  measure: (name: string, block: Block): Promise<BlockTimes> =>
    measureBlock(recorderOf(name), makeShopEvents(++blocks, block.calls), block),
  watch: (): void => {
    probe = startTaskProbe();
  },
  /** @returns milliseconds of the longest task since `watch` */
  stopWatching: (): number | undefined => probe?.stop(),
  /** Milliseconds from the first of many calls to the last acknowledgement. */
  acknowledge: async (name: string, calls: number): Promise<number> => {
    const recorder = recorderOf(name);
    const events = makeShopEvents(++blocks, calls);
    const start = performance.now();
    await Promise.all(events.map((event) => recorder.record(event)));
    return performance.now() - start;
  },
  stored: (name: string): Promise<number> | undefined => recorderOf(name).stored?.(),
};

declare global {
  var trackers: typeof page;
}
globalThis.trackers = page;
