import { OnshelfError } from '../../core/onshelf-error.js';
import { Address } from '../../core/page/platform.js';

/**
 * Checks that an address can be fetched.
 *
 * @param url absolute
 * @throws OnshelfError `bad-argument`
 */
export function checkAddress(url: string): void {
  if (Address.canParse(url) && /^https?:$/.test(new Address(url).protocol)) return;
  throw new OnshelfError('bad-argument', `pack: "${url.slice(0, 80)}" is no address of a pack; it begins with https: or http:.`);
}
