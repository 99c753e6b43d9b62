/**
 * What the script tag fetches only where a page calls for it: readers of what waits, or is kept, until it is read.
 */
export { BUILD as build } from '../core/version.js';
export { eventOfJsonLd } from '../record/adapters/json-ld.js';
export { eventOfSegment } from '../record/adapters/segment.js';
export { takePixelEvents } from '../record/adapters/shopify-pixel.js';
