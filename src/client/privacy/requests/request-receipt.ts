import { Address, baseUri } from '../../../core/page/platform.js';
import type { RequestReceipt } from '../../../types/privacy/request-receipt.js';
import type { SeenRequests } from '../watch-requests.js';
import { listRequests } from './list-requests.js';

/**
 * The receipt of this page's requests.
 *
 * @param seen what the page has seen
 * @param pack the option: address of `pack.json`
 */
export async function requestReceipt(seen: SeenRequests, pack: string): Promise<RequestReceipt> {
  const { href } = location;
  const packUrl = new Address(pack, href.startsWith('about:') ? baseUri() : href).href;
  return listRequests(seen, { own: import.meta.url, packUrl, origin: performance.timeOrigin });
}
