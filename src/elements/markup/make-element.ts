import { append, setAttribute } from '../../core/page/page-nodes.js';
import { createElement } from '../../core/page/platform.js';

/**
 * Creates an HTML element. Texts become text nodes, never markup.
 *
 * @param name of the tag
 * @param attributes by name
 * @param children elements and texts
 */
export function makeElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) setAttribute(element, attribute, value);
  append(element, ...children);
  return element;
}
