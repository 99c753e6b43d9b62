import { OnshelfError } from '../../core/onshelf-error.js';
import { ownOrigin } from '../../core/page/platform.js';

/** Watches one fetch, to find out why it failed: the browser tells scripts no more than that it did. */
interface FetchWatch {
  /**
   * The reason of a failure, as far as it can be told without another request: a Content-Security-Policy is told by its event, a device without a
   * network by the browser. A server that does not answer and one that does not allow this origin look the same.
   *
   * @param error of `fetch()`
   * @param isOwn whether the address is of the page's own origin
   */
  failure(error: unknown, isOwn: boolean): Promise<OnshelfError>;
  stop(): void;
}

/** Starts to watch a fetch of an absolute address. */
export function watchFetch(url: string): FetchWatch {
  let policy = '';
  const violated = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (blockedURI !== '' && url.startsWith(blockedURI)) policy = effectiveDirective;
  };
  globalThis.addEventListener?.('securitypolicyviolation', violated);
  return {
    failure: async (error, isOwn) => {
      // The event of a policy may come in the task after the rejection.
      await new Promise((resolve) => setTimeout(resolve));
      if (policy !== '')
        return new OnshelfError('policy-refused', `A Content-Security-Policy forbids ${url}. Allow it there, in ${policy}.`, error);
      if (globalThis.navigator?.onLine === false)
        return new OnshelfError('offline', `${url} could not be fetched: the device is offline. The next page tries again.`, error);
      const [why, what] = isOwn
        ? ['the server does not answer, or it redirects to another origin', 'Is it reachable? Name such an origin in "packOrigins"']
        : [
            `its server does not answer, does not allow this page by "Access-Control-Allow-Origin: ${ownOrigin()}" (or *), or redirects`,
            'If it redirects, name the origins in "packOrigins"',
          ];
      return new OnshelfError('pack-unreachable', `${url} could not be fetched: ${why}. ${what}.`, error);
    },
    stop: () => globalThis.removeEventListener?.('securitypolicyviolation', violated),
  };
}
