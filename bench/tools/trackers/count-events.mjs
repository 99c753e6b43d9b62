import { gunzipSync } from 'node:zlib';

/** First byte of gzipped data; no JSON starts with it. */
const GZIP = 0x1f;

/** Names of the events of `shop-event.ts`; events that trackers add do not count. */
const NAMES = new Set(['view_item', 'view_item_list', 'search', 'add_to_cart']);

/** The name of an event as sent by any of the trackers; Snowplow's is in the schema of a JSON text in the event. */
function nameOf(event) {
  const described = event.ue_px ? Buffer.from(event.ue_px, 'base64url').toString() : event.ue_pr;
  if (described === undefined) return event.event;
  return JSON.parse(described).data.schema.split('/')[1];
}

/**
 * Counts the shop's events in a tracker's request.
 *
 * @param body of the request: JSON; posthog's is gzipped
 */
export function countEvents(body) {
  const text = body[0] === GZIP ? gunzipSync(body) : body;
  const sent = JSON.parse(text.toString());
  const events = Array.isArray(sent) ? sent : (sent.batch ?? sent.data ?? [sent]);
  return events.filter((event) => NAMES.has(nameOf(event))).length;
}
