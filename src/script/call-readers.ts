/**
 * The readers that the script tag loads only for pages whose scripts tell events: to a data layer, to Segment or to Shopify.
 */
export { BUILD as build } from '../core/version.js';
export { createDataLayerReader } from '../record/adapters/data-layer-reader.js';
export { createLayerReading } from '../record/adapters/layer-reading.js';
export { createSegmentReader } from '../record/adapters/segment.js';
export { readShopifyCall } from '../record/adapters/shopify-pixel.js';
export { watchPixel } from '../record/adapters/watch-pixel.js';
export { countVoices } from './hear-voices.js';
