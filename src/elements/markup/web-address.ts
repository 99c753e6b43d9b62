import { Address, baseUri } from '../../core/page/platform.js';

/**
 * The address, where it is one of the web: catalogues are data, and a `javascript:` in one must stay a text.
 *
 * @param text from a catalogue, absolute or relative to the page
 */
export function webAddress(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    const { protocol, href } = new Address(text, baseUri());
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}
