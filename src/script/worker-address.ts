import { ownGlobal } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';

/** The part of a window that trusted addresses come from, where the browser has it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): URL };
}

/**
 * The address to start the worker from. A worker has to come from the page's own origin; where the script comes from another one,
 * the worker is a line made in the page that imports the real one. A policy that refuses that does so by an event, upon which the
 * shelf does without a worker.
 *
 * @param base address of the folder that the script came from
 * @param given what the shop gave as `data-worker-url`, relative to that folder; one of another origin than the page's and the folder's is
 *   refused, and said on the console
 */
export function workerAddress(base: string, given: string | URL | undefined): URL | string {
  const { href, origin } = addressOf(base, given ?? 'worker.js');
  const code = [importing(href)];
  return trusted(origin === location.origin ? href : URL.createObjectURL(new Blob(code, bareObject({ type: 'text/javascript' }))));
}

/** Not by the page's base: whoever puts a `<base>` into the page would say whose code runs. */
function addressOf(base: string, given: string | URL): URL {
  const beside = new URL('worker.js', base);
  try {
    const address = new URL(given, base);
    if ([location.origin, beside.origin].includes(address.origin)) return address;
  } catch {
    // No address.
  }
  warnOnce('worker', 'bad-argument', 'data-worker-url is of a third origin and is ignored.');
  return beside;
}

/**
 * A worker's code that imports another: by a call, which policies hold against what scripts may be, and not workers. What it is
 * refused has to become an error of the worker's, or nobody would hear of it.
 */
function importing(address: string): string {
  return `import(${JSON.stringify(address)}).catch((error) => setTimeout(() => { throw error; }));`;
}

/** Pages that demand trusted types take no text for an address. */
function trusted(address: string): URL | string {
  try {
    const types = ownGlobal('trustedTypes') as TrustedTypes | undefined;
    return types?.createPolicy('onshelf', bareObject({ createScriptURL: (text: string) => text })).createScriptURL(address) ?? address;
  } catch {
    // The page allows no such policy: the worker is refused, and done without.
    return address;
  }
}
