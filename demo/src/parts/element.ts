/** Attributes of an element. No `style` and no `on...`: the page's policy blocks both. */
export interface Attributes {
  readonly class?: string;
  readonly id?: string;
  readonly type?: string;
  readonly name?: string;
  readonly for?: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly role?: string;
  readonly tabindex?: string;
  readonly hidden?: string;
  readonly disabled?: string;
  readonly datetime?: string;
  readonly title?: string;
  /** A route in this page: "#/cart". External addresses never become links. */
  readonly href?: `#${string}`;
  readonly [name: `aria-${string}`]: string;
  readonly [name: `data-${string}`]: string;
}

/**
 * Creates an element. Strings become text, never markup.
 *
 * @param tag its name
 * @param attributes to set
 * @param children elements and texts, in order
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * Creates a button.
 *
 * @param label its text
 * @param attributes to set
 * @param press called on click
 */
export function button(label: string, attributes: Attributes, press: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', press);
  return made;
}
