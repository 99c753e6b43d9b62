import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { withAllTexts } from '../../pack/texts/with-all-texts.js';
import { carryFirst } from './carry-first.js';
import { compressPack } from './compress-pack.js';
import { openEncoded } from './make-pack.js';

/**
 * Makes an encoded pack ready for a shop's visitors: with the items of a first list in its manifest, and compressed.
 *
 * @param encoded from `encodePack`
 */
export async function publishPack(encoded: EncodedPack): Promise<EncodedPack> {
  return compressPack(await carryFirst(encoded, await withAllTexts(openEncoded(encoded))));
}
