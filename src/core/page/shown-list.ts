/** What a list element of the page shows. */
export interface ShownList {
  /** Ids of the items that it shows. */
  readonly ids: readonly string[];
  /** What served it, or why the shop's own content is shown. */
  readonly why: string;
}

/** Elements and diagnosis may be in files that know nothing of each other. */
const KEY = /* @__PURE__ */ Symbol.for('onshelf-list');

/** Notes on an element what it shows, now and later. */
export function noteShownList(element: Element, list: ShownList): void {
  (element as { [KEY]?: ShownList })[KEY] = list;
}

/** What a list element shows; undefined before it is filled for the first time. */
export function shownList(element: Element): ShownList | undefined {
  return (element as { readonly [KEY]?: ShownList })[KEY];
}
