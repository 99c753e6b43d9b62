import { focus, listen, removeAttribute, setAttribute, setText } from '../../../core/page/page-nodes.js';
import { makeElement } from '../../markup/make-element.js';

/** A field with its label, and a place for what is wrong with it. */
export interface PanelField {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Says what is wrong, and moves the focus there. */
  fail(words: string): void;
  /** Takes that back. */
  clear(): void;
}

/** Counts fields: their messages have ids. */
let made = 0;

/**
 * Creates a field.
 *
 * @param words of its label
 * @param attributes of the input
 */
export function createField(words: string, attributes: Readonly<Record<string, string>>): PanelField {
  const id = `onshelf-fault-${++made}`;
  const input = makeElement('input', { ...attributes, 'aria-describedby': id });
  const fault = makeElement('span', { id, role: 'alert' });
  const label = makeElement('label', {}, makeElement('span', {}, words), ' ', input);
  const clear = (): void => {
    setText(fault, '');
    removeAttribute(input, 'aria-invalid');
  };
  listen(input, 'input', clear);
  return {
    element: makeElement('p', { 'data-onshelf-field': '' }, label, ' ', fault),
    input,
    fail: (why) => {
      setText(fault, why);
      setAttribute(input, 'aria-invalid', 'true');
      focus(input);
    },
    clear,
  };
}
