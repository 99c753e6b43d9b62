import { attribute } from '../core/page/page-nodes.js';
import { createElement, currentScript, getterOf, page } from '../core/page/platform.js';
import { warnOnce } from '../core/text/warn-once.js';

const readSource = /* @__PURE__ */ getterOf<Element, string>(page && createElement('script'), 'src');

/** The tag and its folder. */
export interface ScriptTag {
  readonly element: Element;
  /** Address of the folder, with a trailing slash. The other files are loaded from here: it must be where the browser loaded the script from. */
  readonly base: string;
}

/**
 * The running script tag. Only a real script element has an address: the getter throws for any other object.
 *
 * @returns null in a module, or without an http(s) address
 */
export function scriptTag(): ScriptTag | null {
  try {
    const element = currentScript();
    if (element === null) return null;
    const { protocol, origin, href } = new URL('.', readSource(element));
    if (!/^https?:$/.test(protocol)) return null;
    // A `<base>` after the tag changes a relative address: it is no longer where the browser loaded the script from.
    const isAbsolute = /^\s*(https?:|[\\/]{2})/i.test(attribute(element, 'src') ?? '');
    if (isAbsolute || origin === globalThis.origin) return { element, base: href };
    warnOnce('script', 'bad-argument', 'a <base> changes its address: use an absolute src.');
  } catch {
    // Not a script, or without an address.
  }
  return null;
}
