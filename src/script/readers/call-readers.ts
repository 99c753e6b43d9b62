/**
 * The readers that the script tag loads only for pages whose scripts tell events: to a data layer, to Segment or to Shopify.
 */
export { BUILD as build } from '../../core/version.js';
export { createDataLayerReader } from '../../record/adapters/data-layer-reader.js';
export { createSegmentReader } from '../../record/adapters/segment.js';
export { readShopifyCall, takePixelEvents } from '../../record/adapters/shopify-pixel.js';
