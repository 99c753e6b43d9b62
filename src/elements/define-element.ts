import { messageOf } from '../core/onshelf-error.js';
import { isConnected } from '../core/page/page-nodes.js';
import { readyState } from '../core/page/platform.js';
import { warnOnce } from '../core/text/warn-once.js';
import { soon } from '../core/time/soon.js';

/**
 * Fills an element, once the document is parsed.
 *
 * @returns a function that restores it
 */
export type MountElement = (element: HTMLElement) => Promise<() => void>;

/**
 * Defines a custom element. `mount` fills it when it is in the page. An existing definition of the name stays. If the page refuses the definition, the console reports it.
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
        mounted: Promise<() => void> | null = null;

        connectedCallback(): void {
          this.mounted ??= documentRead()
            .then(() => mount(this))
            // On failure the shop's own content stays.
            .catch(() => () => {});
        }

        disconnectedCallback(): void {
          // Frameworks move elements by inserting them again at once.
          void soon(() => {
            if (isConnected(this)) return;
            void this.mounted?.then((unmount) => unmount());
            this.mounted = null;
          });
        }
      },
    );
  } catch (error) {
    // A page may replace `define`, and members of `Object.prototype` are read as lifecycle callbacks.
    warnOnce(name, 'bad-argument', `<${name}> not defined: ${messageOf(error)}`);
  }
}

/** Before that, an element's children may be missing. */
function documentRead(): Promise<void> {
  return new Promise((resolve) => {
    if (readyState() !== 'loading') resolve();
    else addEventListener('DOMContentLoaded', () => resolve());
  });
}
