/**
 * What of the page's part is loaded beside its bundle, as one file that every page fetches at once: it tells nothing of the shopper, and it needs no
 * objects for modules, which a script that writes on `Object.prototype` could break.
 */
export { adoptEvents } from '../record/adopt-events.js';
export { checkOptions } from './check-options.js';
export { confirmConsent } from './confirm-consent.js';
export { finishForgetting } from './finish-forgetting.js';
export { furtherCalls } from './further-calls.js';
export { createPageStorage } from './page-storage.js';
