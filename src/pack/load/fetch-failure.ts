import { OnshelfError } from '../../core/onshelf-error.js';
import { ownOrigin } from '../../core/page/platform.js';

/** Directives of policies that refused something, by what they refused. */
const refusals = new Map<string, string>();
/** Maximum number of refusals that are kept: a page may be refused other things without end. */
const MAX_REFUSALS = 50;
let watches = false;

/** Watches for refusals of Content-Security-Policies, from the first call on; call it before a fetch. One listener serves all. */
export function watchPolicies(): void {
  if (watches) return;
  watches = true;
  globalThis.addEventListener?.('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    if (refusals.size < MAX_REFUSALS && blockedURI.startsWith('http')) refusals.set(blockedURI, effectiveDirective);
  });
}

/**
 * The reason of a failed fetch, as far as it can be told without another request: a Content-Security-Policy is told by its event, a device without a
 * network by the browser. A server that does not answer and one that does not allow this origin look the same.
 *
 * @param url absolute
 * @param isOwn whether it is of the page's own origin
 * @param error of `fetch()`
 */
export async function fetchFailure(url: string, isOwn: boolean, error: unknown): Promise<OnshelfError> {
  // The event of a policy may come in the task after the rejection.
  await new Promise((resolve) => setTimeout(resolve));
  for (const [refused, directive] of refusals)
    if (url.startsWith(refused))
      return new OnshelfError('policy-refused', `A Content-Security-Policy forbids ${url}. Allow it there, in ${directive}.`, error);
  if (globalThis.navigator?.onLine === false)
    return new OnshelfError('offline', `${url} could not be fetched: the device is offline. The next page tries again.`, error);
  const [why, what] = isOwn
    ? ['the server does not answer, or it redirects to another origin', 'Is it reachable? Name such an origin in "packOrigins"']
    : [
        `its server does not answer, does not allow this page by "Access-Control-Allow-Origin: ${ownOrigin()}" (or *), or redirects`,
        'If it redirects, name the origins in "packOrigins"',
      ];
  return new OnshelfError('pack-unreachable', `${url} could not be fetched: ${why}. ${what}.`, error);
}
