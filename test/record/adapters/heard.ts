import type { PageEvent, PageListener } from '../../../src/types/page-event.js';

/** A listener that keeps the events it receives. */
export interface Heard extends PageListener {
  readonly events: PageEvent[];
  readonly times: (number | undefined)[];
}

/** Makes a listener without events. */
export function createHeard(): Heard {
  const [events, times]: [PageEvent[], (number | undefined)[]] = [[], []];
  return {
    events,
    times,
    event: (event, time) => {
      events.push(event);
      times.push(time);
    },
  };
}
