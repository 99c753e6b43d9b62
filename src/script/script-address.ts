import { attribute } from '../core/page/page-nodes.js';
import { createElement, currentScript, getterOf, page } from '../core/page/platform.js';
import { warnOnce } from '../core/text/warn-once.js';

const readSource = /* @__PURE__ */ getterOf<Element, string>(page && createElement('script'), 'src');

/** The tag, and the folder that it came from. */
export interface ScriptTag {
  readonly element: Element;
  /** Ends in a slash. The library's other files are fetched from here, and run: it must be where the browser took the script from. */
  readonly base: string;
}

/**
 * The script tag that runs. Only a real script has an address: its getter throws for whatever else stands there.
 *
 * @returns null where it is no plain script, as in a module, or of no address of the web
 */
export function scriptTag(): ScriptTag | null {
  try {
    const element = currentScript();
    if (element === null) return null;
    const { protocol, origin, href } = new URL('.', readSource(element));
    if (!/^https?:$/.test(protocol)) return null;
    // A `<base>` that came after the tag would lead a relative address elsewhere than where the browser took the script from.
    const isAbsolute = /^\s*(https?:|[\\/]{2})/i.test(attribute(element, 'src') ?? '');
    if (isAbsolute || origin === globalThis.origin) return { element, base: href };
    warnOnce('script', 'bad-argument', 'a <base> leads elsewhere: use an absolute address.');
  } catch {
    // No script, or none with an address.
  }
  return null;
}
