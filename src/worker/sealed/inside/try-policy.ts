import { messageOf } from '../../../core/onshelf-error.js';
import { Address, ownOrigin } from '../../../core/page/platform.js';
import { SEALED_POLICY } from '../sealed-policy.js';

/**
 * Tries connections from inside a sealed worker, before its engine starts and knows anything. First an address that never leaves the device, so that
 * nothing is sent where no policy holds; then the page's own origin, which a shop's own policy usually allows. A refusal counts only if it is this
 * policy's: by the event that names it, or, where a browser sends workers no such event, by the error of a connection that is made without a request. So a
 * device without a network does not look sealed.
 *
 * @returns null if the policy holds, or what is wrong
 */
export async function tryPolicy(): Promise<string | null> {
  const policies: string[] = [];
  const hear = ({ originalPolicy }: SecurityPolicyViolationEvent): void => void policies.push(originalPolicy);
  addEventListener('securitypolicyviolation', hear);
  try {
    if (await reaches('data:,')) return 'a connection from inside was not refused';
    const own = new Address('/', ownOrigin()).href;
    if (await reaches(own)) return `a connection from inside to ${own} was not refused`;
    // The event may come in the task after the rejection.
    await new Promise((resolve) => setTimeout(resolve));
    if (policies.includes(SEALED_POLICY)) return null;
    try {
      new EventSource(own).close();
      return 'nothing tells that its policy, and not something else, refuses connections';
    } catch (error) {
      // https://www.w3.org/TR/CSP3/ has connections fail without an exception; WebKit throws this one.
      return (error as { readonly name?: unknown } | null)?.name === 'SecurityError' ? null : messageOf(error);
    }
  } finally {
    removeEventListener('securitypolicyviolation', hear);
  }
}

/** Whether an address can be reached. */
async function reaches(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'manual' });
    return true;
  } catch {
    // Refused, or not there: the caller finds out which.
    return false;
  }
}
