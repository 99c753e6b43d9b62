import { LIMITS } from '../../../pack/format/format.js';

/** An address that cannot be a shop's, to resolve those without a host. */
const NOWHERE = 'https://nowhere.invalid';

/**
 * An address of a feed that is safe in a page: `https://host/p/1`, `//host/p/1`, `/p/1`, and `www.host/p/1`, which gets `https://`.
 * A page resolves the second and the third against itself.
 *
 * @param text as written; `&amp;` in it is `&`
 * @returns undefined for other schemes, such as `javascript:`, and for addresses that are relative to a folder
 */
export function readAddress(text: string): string | undefined {
  const written = text.replace(/&(?:amp|#0*38|#x0*26);/gi, '&').trim();
  const isRooted = /^[/\\]/.test(written);
  try {
    const url = new URL(/^www\./i.test(written) ? `https://${written}` : written, isRooted ? NOWHERE : undefined);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
    const path = `${url.pathname}${url.search}${url.hash}`;
    // A path that starts with two slashes would name a host.
    const rooted = url.origin === NOWHERE ? path.replace(/^\/+/, '/') : `//${url.host}${path}`;
    const address = isRooted ? rooted : url.href;
    return Buffer.byteLength(address) <= LIMITS.textBytes ? address : undefined;
  } catch {
    // The caller counts the address as left out.
    return undefined;
  }
}
