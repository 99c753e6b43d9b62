/** Parameters of an address that say where a visitor came from; they name no product. */
const OF_A_VISIT = /^(utm_.*|gclid|gbraid|wbraid|fbclid|msclkid|dclid|ttclid|srsltid|mc_[ce]id|_ga|_gl|ref|sid|session_?id|phpsessid)$/i;

/** Whether a parameter of an address says where a visitor came from, and not which product it is. */
export function isOfVisit(parameter: string): boolean {
  return OF_A_VISIT.test(parameter);
}

/** An address in the form in which a page's and a feed's are compared. */
export interface BareAddress {
  /** Without protocol and host, which differ between a shop and its copies, without a slash at its end. */
  readonly path: string;
  /** The parameters that may name a product, in order of the alphabet, with `?` before them; '' without any. */
  readonly query: string;
}

/**
 * Reads an address.
 *
 * @param text an absolute address, or one from the root
 * @returns null for any other text, and for the root itself
 */
export function bareAddress(text: string): BareAddress | null {
  const [, written, query = ''] = /^(?:https?:)?(?:\/\/[^/?#]*)?(\/[^?#]*)(?:\?([^#]*))?/i.exec(text.trim()) ?? [];
  if (written === undefined) return null;
  const path = (/^.*[^/]/s.exec(decoded(written)) ?? [''])[0];
  const named = query.split('&').filter((one) => one !== '' && !isOfVisit(one.replace(/=.*/, '')));
  return path === '' && named.length === 0 ? null : { path, query: named.length === 0 ? '' : `?${named.sort().join('&')}` };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone percent sign.
    return path;
  }
}
