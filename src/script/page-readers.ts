/**
 * The reader that the script tag loads only for pages with marked elements or schema.org descriptions.
 */
export { BUILD as build } from '../core/version.js';
export { createDocumentReader } from '../record/adapters/document/document-reader.js';
export { countVoices } from './hear-voices.js';
