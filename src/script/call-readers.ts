/**
 * The readers that the script tag loads only for pages whose scripts tell events: to a data layer, to Segment or to Shopify.
 */
export { BUILD as build } from '../core/version.js';
export { readLayers } from '../record/adapters/read-layers.js';
export { createSegmentReader } from '../record/adapters/segment.js';
export { readShopifyCall } from '../record/adapters/shopify-pixel.js';
export { watchPixel } from '../record/adapters/watch-pixel.js';
export { countVoices } from './hear-voices.js';
