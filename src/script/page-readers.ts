/**
 * The readers that the script tag loads only for pages with schema.org descriptions, Segment or Shopify.
 */
export { BUILD as build } from '../core/version.js';
export { eventOfJsonLd } from '../record/adapters/json-ld.js';
export { eventOfSegment } from '../record/adapters/segment.js';
export { takePixelEvents } from '../record/adapters/shopify-pixel.js';
