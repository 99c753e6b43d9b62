import { startTaskProbe, type TaskProbe } from '../tools/browser/task-probe.js';
import type { EventRecorder } from '../tools/trackers/event-recorder.js';
import { openPosthog } from '../tools/trackers/open-posthog.js';
import { openSegment } from '../tools/trackers/open-segment.js';
import { openSnowplow } from '../tools/trackers/open-snowplow.js';
import { makeShopEvents } from '../tools/trackers/shop-event.js';
import { type Block, type BlockTimes, measureBlock } from './measure-block.js';
import { openNaiveIdb } from './open-naive-idb.js';
import { openOnshelf } from './open-onshelf.js';

const OPEN: Readonly<Record<string, () => Promise<EventRecorder>>> = {
  // The cost of measuring, which is subtracted from the others.
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
  if (recorder === undefined) throw new Error(`"${name}" is not open`);
  return recorder;
}

/** The functions that the benchmark calls in the trackers' page. */
const page = {
  open: async (names: readonly string[]): Promise<void> => {
    for (const name of names) opened.set(name, await OPEN[name]());
  },
  /** The block's number is the seed: no event repeats in a run. */
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
