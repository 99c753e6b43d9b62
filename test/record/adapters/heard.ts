import type { PageConsent, PageEvent, PageListener } from '../../../src/types/page-event.js';

/** A listener that keeps the events it receives. */
export interface Heard extends PageListener {
  readonly events: PageEvent[];
  readonly times: (number | undefined)[];
  readonly consents: PageConsent[];
}

/** Makes a listener without events. */
export function createHeard(): Heard {
  const [events, times, consents]: [PageEvent[], (number | undefined)[], PageConsent[]] = [[], [], []];
  return {
    events,
    times,
    consents,
    event: (event, time) => {
      events.push(event);
      times.push(time);
    },
    consent: (said) => void consents.push(said),
  };
}
