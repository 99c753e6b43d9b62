/**
 * The readers of consent banners, which the script tag loads only for pages that have one.
 */
export { BUILD as build } from '../core/version.js';
export { listenToBanners } from './banners/listen-to-banners.js';
