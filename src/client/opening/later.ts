/**
 * The part of the page's code that is loaded after its bundle, as one file that every page fetches at once: it reveals nothing about the shopper, and
 * it needs no module objects, which a script that writes to `Object.prototype` could break.
 */
export { createIdReader } from '../../core/text/id-reader.js';
export { keepAside, openAside } from '../aside/keep-aside.js';
export { finishForgetting } from '../calls/finish-forgetting.js';
export { furtherCalls } from '../calls/further-calls.js';
export { withFeedIds } from '../calls/with-feed-ids.js';
export { confirmConsent } from '../consent/confirm-consent.js';
export { keepReceipt } from '../consent/keep-receipt.js';
export { keepRequests, watchRequests } from '../privacy/watch-requests.js';
export { accountOf } from '../profiles/account-of.js';
export { createPageStorage } from '../storage/page-storage.js';
export { checkOptions } from './check-options.js';
export { followHistory } from './follow-history.js';
export { followLearning } from './follow-learning.js';
