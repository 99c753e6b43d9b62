import { rootOf } from '../../core/page/page-nodes.js';

const adopted = new WeakMap<Node, Set<string>>();

/**
 * Adds rules to the document or shadow tree that a node is in, once. A constructed style sheet needs no permission of a content security
 * policy.
 *
 * @param node of the page
 * @param css the rules
 * @returns false if this browser has no constructed style sheets
 */
export function adoptStyle(node: Node, css: string): boolean {
  const root = rootOf(node) as Document | ShadowRoot;
  const known = adopted.get(root) ?? new Set();
  if (known.has(css)) return true;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    adopted.set(root, known.add(css));
    return true;
  } catch {
    // Safari before 16.4: the caller hides nodes one by one, and a grid is the shop's own.
    return false;
  }
}
