import { attribute, findInPage } from '../core/page/page-nodes.js';
import { Address, currentScript } from '../core/page/platform.js';
import { warnOnce } from '../core/text/warn-once.js';
import { isInUserContent } from '../record/adapters/document/user-content.js';

/** The tag and its folder. */
export interface ScriptTag {
  /** The element with the attributes; null: there is none. */
  readonly element: Element | null;
  /**
   * Address of the folder, with a trailing slash. The other files are loaded from here: it must be where the browser loaded the script from. Null if
   * the script cannot tell.
   */
  readonly base: string | null;
  /** Whether the browser named the element. Another one was found in the page: where it may have been written by others, and loads no code. */
  readonly isNamed: boolean;
}

/**
 * Finds the running script's tag and folder. A classic script is named by the browser. A module, a copy within another file and one written into the
 * page are not: their address is that of the running code, which nothing in the page can change, and their attributes are those of the tag with
 * this address, else of the one tag that has `data-pack`.
 *
 * @returns null if a `<base>` of the page makes the address unknown; the console reports it
 */
export function scriptTag(): ScriptTag | null {
  const element = currentScript();
  const source = sourceOf(element);
  if (element !== null && source !== '') {
    const { origin } = new Address(source);
    // A `<base>` after the tag changes a relative address: it is no longer where the browser loaded the script from.
    const isAbsolute = /^\s*(https?:|[\\/]{2})/i.test(attribute(element, 'src') ?? '');
    if (/^https?:/.test(source)) {
      if (isAbsolute || (globalThis.origin !== 'null' && origin === location.origin))
        return { element, base: folderOf(source), isNamed: true };
      warnOnce('script', 'bad-argument', 'a <base> changes its address: make src absolute.');
      return null;
    }
  }
  const running = runningFile();
  const tags = findInPage('script[data-pack]').filter((tag) => !isInUserContent(tag));
  const own = tags.find((tag) => running !== null && sourceOf(tag) === running);
  return { element: element ?? own ?? tags[0] ?? null, base: running && folderOf(running), isNamed: element !== null };
}

/** Address of a folder, with a trailing slash. */
export function folderOf(file: string): string {
  return new Address('.', file).href;
}

/** Whether an address, relative to the page, is of the page's origin. */
export function isOwnAddress(text: string): boolean {
  try {
    return new Address(text, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

/** Address of the file whose code runs, by the browser's own account; null if that is the page itself, or unknown. */
function runningFile(): string | null {
  // Chromium: "at name (ADDRESS:1:2)"; Firefox and Safari: "name@ADDRESS:1:2".
  const [, address] = /[\s(@](https?:\/\/\S+?):\d+(?::\d+)?\)?\s*$/m.exec(`${new Error().stack}`) ?? [];
  return address === undefined || address.split('#')[0] === location.href.split('#')[0] ? null : address;
}

/** A script's address, absolute; '' without one, as SVG's scripts are. Nothing in a page shadows members of a script element. */
function sourceOf(element: Element | null): string {
  return `${(element as HTMLScriptElement | null)?.src ?? ''}`;
}
