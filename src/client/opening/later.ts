/**
 * What of the page's part is loaded beside its bundle, as one file that every page fetches at once: it tells nothing of the shopper, and it needs no
 * objects for modules, which a script that writes on `Object.prototype` could break.
 */
export { finishForgetting } from '../calls/finish-forgetting.js';
export { furtherCalls } from '../calls/further-calls.js';
export { confirmConsent } from '../consent/confirm-consent.js';
export { createPageStorage } from '../storage/page-storage.js';
export { checkOptions } from './check-options.js';
