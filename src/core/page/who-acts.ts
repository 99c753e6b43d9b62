/** Who acts: a page that the shopper did nothing in yet acts by itself. If the browser cannot tell, it is the shopper. */
export function whoActs(): 'shopper' | 'page' {
  return globalThis.navigator?.userActivation?.hasBeenActive === false ? 'page' : 'shopper';
}
