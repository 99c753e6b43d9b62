/** A page of the shop, named by the address. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'product'; readonly id: string }
  | { readonly page: 'category'; readonly path: readonly string[] }
  | { readonly page: 'search'; readonly text: string }
  | { readonly page: 'cart' }
  | { readonly page: 'known' };

/**
 * Parses an address. An unknown address is the home page.
 *
 * @param hash the part from `#` on
 */
export function parseRoute(hash: string): Route {
  const [page, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decode);
  if (page === 'product' && rest[0]) return { page, id: rest[0] };
  if (page === 'category' && rest.length > 0) return { page, path: rest };
  if (page === 'search' && rest[0]) return { page, text: rest[0] };
  if (page === 'cart' || page === 'known') return { page };
  return { page: 'home' };
}

/** The address of a page. */
export function hashOf(route: Route): `#${string}` {
  const encode = encodeURIComponent;
  if (route.page === 'product') return `#/product/${encode(route.id)}`;
  if (route.page === 'category') return `#/category/${route.path.map(encode).join('/')}`;
  if (route.page === 'search') return `#/search/${encode(route.text)}`;
  return route.page === 'cart' || route.page === 'known' ? `#/${route.page}` : '#/';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
