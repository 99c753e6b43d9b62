import { append, listen, remove, setAttribute, setHidden, styleOf } from '../../core/page/page-nodes.js';
import { createElement, getterOf, page, rootElement } from '../../core/page/platform.js';
import { within } from '../../core/time/deadline.js';
import { SEALED_POLICY } from './sealed-policy.js';

/** Milliseconds that an empty frame may take. */
const FRAME_TIMEOUT_MS = 2000;

const sample = page && createElement('iframe');
const windowOf = /* @__PURE__ */ getterOf<HTMLIFrameElement, (Window & typeof globalThis) | null>(sample, 'contentWindow');
const documentOf = /* @__PURE__ */ getterOf<HTMLIFrameElement, Document | null>(sample, 'contentDocument');

/** An empty frame under the policy of a sealed engine. */
export interface SealedFrame {
  /** Its classes: workers made by these inherit the policy. */
  readonly window: Window & typeof globalThis;
  /** Takes it from the page, with all workers that it started. */
  close(): void;
}

/**
 * Opens a frame of the page's own origin, empty and not shown, whose policy forbids every connection. It has no address that a policy of the page could refuse,
 * and no text that Trusted Types would ask about. It is beside the body, which some pages replace.
 *
 * @param onLost called if the page takes the frame away
 * @throws Error where the page can have no such frame
 */
export async function openFrame(onLost: () => void): Promise<SealedFrame> {
  const root = rootElement();
  if (root === null) throw new Error('the page has no root element to put a frame into');
  const frame = createElement('iframe');
  setAttribute(frame, 'data-onshelf-sealed', '');
  setHidden(frame, true);
  styleOf(frame).setProperty('display', 'none', 'important');
  const loaded = new Promise((resolve) => listen(frame, 'load', resolve));
  append(root, frame);
  // Firefox puts another document in place of the first one, up to this event.
  await within(loaded, FRAME_TIMEOUT_MS);
  const window = windowOf(frame);
  const head = documentOf(frame)?.head;
  if (!window || !head) {
    remove(frame);
    throw new Error('the page took away its frame, or refuses frames');
  }
  const policy = createElement('meta');
  setAttribute(policy, 'http-equiv', 'Content-Security-Policy');
  setAttribute(policy, 'content', SEALED_POLICY);
  append(head, policy);
  const observer = new MutationObserver(() => {
    if (windowOf(frame) === window) return;
    observer.disconnect();
    onLost();
  });
  observer.observe(root, { __proto__: null, childList: true } as MutationObserverInit);
  return {
    window,
    close: () => {
      observer.disconnect();
      remove(frame);
    },
  };
}
