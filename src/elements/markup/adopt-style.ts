import { rootOf } from '../../core/page/page-nodes.js';

const sheets = new Map<string, CSSStyleSheet>();
let keeper: ResizeObserver | undefined;

/**
 * Adds rules to the document or shadow tree that an element is in, unless they are there. A constructed style sheet needs no permission of a content
 * security policy. Pages that set sheets of their own replace the whole list, and elements are moved to other trees: without its rules an element has
 * another size, and gets them again.
 *
 * @param element of the page
 * @param css the rules
 * @returns false if this browser has no constructed style sheets
 */
export function adoptStyle(element: Element, css: string): boolean {
  const root = rootOf(element) as Document | ShadowRoot;
  try {
    let sheet = sheets.get(css);
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      sheets.set(css, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    // Later: a change of sizes within the observation would be an error of the page.
    keeper ??= new ResizeObserver((changes) =>
      setTimeout(() => {
        for (const { target } of changes) for (const rules of sheets.keys()) adoptStyle(target, rules);
      }),
    );
    keeper.observe(element);
    return true;
  } catch {
    // Safari before 16.4: the caller hides nodes one by one, and a grid is the shop's own.
    return false;
  }
}
