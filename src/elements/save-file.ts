import { bareObject } from '../core/text/bare-object.js';
import { makeElement } from './make-element.js';

/**
 * Hands the shopper a file. It is made in the page and goes nowhere else.
 *
 * @param name of the file
 * @param content becomes JSON. No `toJSON` is called: pages add such methods to arrays, and some of them answer with a text
 */
export function saveFile(name: string, content: unknown): void {
  const text = JSON.stringify(
    content,
    function (this: Record<string, unknown>, key) {
      return this[key];
    },
    2,
  );
  const address = URL.createObjectURL(new Blob([text], bareObject({ type: 'application/json' })));
  const link = makeElement('a', { download: name });
  link.href = address;
  link.click();
  // Some browsers begin to read only when the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
