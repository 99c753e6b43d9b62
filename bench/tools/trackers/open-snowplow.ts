import { flushBuffer, newTracker, trackSelfDescribingEvent } from '@snowplow/browser-tracker';
import type { EventRecorder } from './event-recorder.js';

const BATCH = 10;

/**
 * Opens Snowplow's browser tracker, which by default sends each event in a request of its own.
 *
 * @param batched whether to send ten events per request
 */
export async function openSnowplow(batched: boolean): Promise<EventRecorder> {
  const name = batched ? 'snowplow-batched' : 'snowplow';
  newTracker(name, location.origin, {
    appId: 'bench',
    postPath: `/collect/${name}`,
    ...(batched ? { bufferSize: BATCH } : {}),
  });
  return {
    record: ({ name: event, parameters }) =>
      trackSelfDescribingEvent({ event: { schema: `iglu:com.example/${event}/jsonschema/1-0-0`, data: { ...parameters } } }, [name]),
    ...(batched ? { flush: () => flushBuffer({}, [name]) } : {}),
  };
}
