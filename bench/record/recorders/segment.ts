import { AnalyticsBrowser } from '@segment/analytics-next';
import type { EventRecorder } from '../event-recorder.js';

/**
 * Segment's Analytics.js, which comes sending each event by itself; batching is an option of it.
 *
 * @param batched with its documented `batching` strategy and that one's default sizes
 */
export async function openSegment(batched: boolean): Promise<EventRecorder> {
  const name = batched ? 'segment-batched' : 'segment';
  const analytics = AnalyticsBrowser.load(
    { writeKey: name, cdnURL: `${location.origin}/collect/${name}` },
    {
      integrations: {
        'Segment.io': {
          apiHost: `${location.host}/collect/${name}/v1`,
          protocol: 'http',
          ...(batched ? { deliveryStrategy: { strategy: 'batching' } } : {}),
        },
      },
    },
  );
  await analytics.ready();
  return { record: ({ name: event, parameters }) => analytics.track(event, parameters) };
}
