import { messageOf } from '../core/onshelf-error.js';
import { readyState } from '../core/page/platform.js';
import { warnOnce } from '../core/text/warn-once.js';

/**
 * Puts something into an element, once the document has been read.
 *
 * @returns takes it out again
 */
export type MountElement = (element: HTMLElement) => Promise<() => void>;

/** Attributes that ask for something else when they change. */
const ATTRIBUTES = ['scenario', 'count', 'item'];

/**
 * Defines a custom element that knows nothing by itself: what is in it comes when one stands in the page, and comes anew when it is
 * asked for something else. A name that is taken stays as it is. Where the page refuses a definition, the console says so.
 *
 * @param name of the element
 * @param mount fills it
 */
export function defineElement(name: string, mount: MountElement): void {
  try {
    const registry = globalThis.customElements as CustomElementRegistry | undefined;
    if (!registry || registry.get(name)) return;
    registry.define(
      name,
      class extends HTMLElement {
        static readonly observedAttributes = ATTRIBUTES;
        mounted: Promise<() => void> | null = null;

        connectedCallback(): void {
          this.mounted ??= documentRead()
            .then(() => mount(this))
            // What cannot be had leaves what the shop has put there.
            .catch(() => () => {});
        }

        disconnectedCallback(): void {
          void this.mounted?.then((unmount) => unmount());
          this.mounted = null;
        }

        attributeChangedCallback(): void {
          if (this.mounted === null) return;
          this.disconnectedCallback();
          this.connectedCallback();
        }
      },
    );
  } catch (error) {
    // A page may replace what defines, and what stands on every prototype is read as callbacks of the element.
    warnOnce(name, 'bad-argument', `<${name}> not defined: ${messageOf(error)}`);
  }
}

/** Until then, what stands within an element may not be there yet. */
function documentRead(): Promise<void> {
  return new Promise((resolve) => {
    if (readyState() !== 'loading') resolve();
    else addEventListener('DOMContentLoaded', () => resolve());
  });
}
