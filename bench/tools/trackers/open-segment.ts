import { AnalyticsBrowser } from '@segment/analytics-next';
import type { EventRecorder } from './event-recorder.js';

/**
 * Opens Segment's Analytics.js, which by default sends each event in a request of its own.
 *
 * @param batched whether to use its documented `batching` strategy with default sizes
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
