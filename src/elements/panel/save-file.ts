import { Address } from '../../core/page/platform.js';
import { bareObject } from '../../core/text/bare-object.js';
import { makeElement } from '../markup/make-element.js';

/**
 * Saves a JSON file on the shopper's device, without a server.
 *
 * @param name of the file
 * @param content plain data. No `toJSON` is called: some pages add such methods to arrays, and they return a text
 */
export function saveFile(name: string, content: unknown): void {
  const text = JSON.stringify(
    content,
    function (this: Record<string, unknown>, key) {
      return this[key];
    },
    2,
  );
  const address = Address.createObjectURL(new Blob([text], bareObject({ type: 'application/json' })));
  const link = makeElement('a', { download: name });
  link.href = address;
  link.click();
  // Some browsers read the file only after the click is handled.
  setTimeout(() => Address.revokeObjectURL(address), 1000);
}
