import { Address, ownGlobal } from '../../core/page/platform.js';
import { bareObject } from '../../core/text/bare-object.js';
import { warnOnce } from '../../core/text/warn-once.js';

/** The part of the Trusted Types API that is used, if the browser has it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): URL };
}

/**
 * The address to start the worker from. A worker must come from the page's own origin. If the script is on another one, the worker is a Blob that
 * imports the real one. A policy that refuses it does so by an event; the shelf then runs without a worker.
 *
 * @param base address of the script's folder
 * @param given `data-worker-url`, relative to that folder. On an origin other than the page's and the folder's it is ignored, with a warning
 */
export function workerAddress(base: string, given: string | URL | undefined): URL | string {
  const { href, origin } = addressOf(base, given ?? 'worker.js');
  const code = [importing(href)];
  return trusted(origin === location.origin ? href : Address.createObjectURL(new Blob(code, bareObject({ type: 'text/javascript' }))));
}

/** Not relative to the page's base: a `<base>` in the page could then choose whose code runs. */
function addressOf(base: string, given: string | URL): URL {
  const beside = new Address('worker.js', base);
  try {
    const address = new Address(given, base);
    if ([location.origin, beside.origin].includes(address.origin)) return address;
  } catch {
    // Not an address.
  }
  warnOnce('worker', 'bad-argument', 'data-worker-url is ignored: it is on a third origin.');
  return beside;
}

/**
 * Code of a worker that imports another: by a dynamic import, which `script-src` governs, not `worker-src`. A rejection is thrown as an error of
 * the worker, so that the page notices it.
 */
function importing(address: string): string {
  return `import(${JSON.stringify(address)}).catch((error) => setTimeout(() => { throw error; }));`;
}

/** The address as a TrustedScriptURL, for pages that require Trusted Types. */
function trusted(address: string): URL | string {
  try {
    const types = ownGlobal('trustedTypes') as TrustedTypes | undefined;
    return types?.createPolicy('onshelf', bareObject({ createScriptURL: (text: string) => text })).createScriptURL(address) ?? address;
  } catch {
    // The page allows no such policy: the worker is refused, and the shelf runs without one.
    return address;
  }
}
