import { watchDataLayer } from '../../../src/record/adapters/data-layer.js';
import { createDataLayerReader } from '../../../src/record/adapters/data-layer-reader.js';
import { createLayerReading } from '../../../src/record/adapters/layer-reading.js';
import type { PageEvent, PageListener } from '../../../src/types/page-event.js';

/** A listener that keeps the events it receives. */
export interface Heard extends PageListener {
  readonly events: PageEvent[];
  readonly times: (number | undefined)[];
  readonly voices: string[];
  /** Voice and shape of what could not be read. */
  readonly unreadable: string[];
  resets(): number;
}

/** Makes a listener without events. */
export function createHeard(): Heard {
  const [events, times]: [PageEvent[], (number | undefined)[]] = [[], []];
  const [voices, unreadable]: [string[], string[]] = [[], []];
  let reset = 0;
  return {
    events,
    times,
    voices,
    unreadable,
    resets: () => reset,
    unread: (voice, shape) => void unreadable.push(`${voice} ${shape}`),
    reset: () => void reset++,
    event: (event, time, voice) => {
      events.push(event);
      voices.push(voice);
      times.push(time);
    },
  };
}

/**
 * Listens to a data layer with the reader at hand, and waits until it is loaded.
 *
 * @returns whether it is one
 */
export async function hearDataLayer(layer: unknown, heard: PageListener): Promise<boolean> {
  const isLayer = watchDataLayer((known) => Promise.resolve(createLayerReading(createDataLayerReader(heard), known))).look(layer);
  await loaded();
  return isLayer;
}

/** Waits until the reader is loaded. */
export function loaded(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** An entry of a data layer, as `gtag()` pushes it. */
export function gtagEntry(..._words: unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: gtag pushes this very object.
  return arguments;
}

/** Events heard in a data layer: name, ids, and the order if there is one. */
export async function toldIn(...entries: readonly unknown[]): Promise<readonly (string | undefined)[][]> {
  const heard = createHeard();
  await hearDataLayer([...entries], heard);
  return heard.events.map(({ name, parameters: { items = [], transaction_id: order } }) => [
    name,
    items.map(({ item_id }) => item_id).join(' '),
    ...(order === undefined ? [] : [order]),
  ]);
}
