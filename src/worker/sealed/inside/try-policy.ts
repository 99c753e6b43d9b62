import { messageOf } from '../../../core/onshelf-error.js';
import { Address, ownOrigin } from '../../../core/page/platform.js';
import { SEALED_POLICY } from '../sealed-policy.js';

/** Milliseconds in which the event of a policy comes, where a browser sends it: usually, and on a device that is busy. */
const USUAL_MS = 50;
const BUSY_MS = 2000;

/**
 * Tries connections to the page's own origin, which a shop's own policy usually allows, from inside a sealed worker, before its engine starts and knows anything. The first one asks
 * the browser's cache alone, so that nothing is sent where no policy holds. A refusal counts only if it is this policy's: by the event that names it, or, where a browser
 * sends workers no such event, by the error of opening a connection. So a device without a network does not look sealed.
 *
 * @returns null if the policy holds, or what is wrong, a part of a sentence
 */
export async function tryPolicy(): Promise<string | null> {
  const own = new Address('/', ownOrigin()).href;
  let hear = (_event: SecurityPolicyViolationEvent): void => {};
  const heard = new Promise<true>((resolve) => {
    hear = ({ originalPolicy }) => {
      if (originalPolicy === SEALED_POLICY) resolve(true);
    };
  });
  const isHeard = (milliseconds: number): Promise<boolean> =>
    Promise.race([heard, new Promise<false>((resolve) => setTimeout(resolve, milliseconds, false))]);
  addEventListener('securitypolicyviolation', hear);
  try {
    if (await isCached(own)) return `a connection from inside to ${own} was not refused`;
    if (await isHeard(USUAL_MS)) return null;
    try {
      new EventSource(own).close();
    } catch (error) {
      // https://www.w3.org/TR/CSP3/ has connections fail without an exception; WebKit throws this one.
      return (error as { readonly name?: unknown } | null)?.name === 'SecurityError' ? null : messageOf(error);
    }
    return (await isHeard(BUSY_MS)) ? null : 'nothing tells that its policy, and not something else, refuses connections';
  } finally {
    removeEventListener('securitypolicyviolation', hear);
  }
}

/** Whether the browser answers from its cache. */
async function isCached(url: string): Promise<boolean> {
  try {
    await fetch(url, { mode: 'same-origin', cache: 'only-if-cached', credentials: 'omit', referrerPolicy: 'no-referrer' });
    return true;
  } catch {
    // Refused, or not in the cache: the caller finds out which.
    return false;
  }
}
