import { attribute, find } from '../../core/page/page-nodes.js';
import { page } from '../../core/page/platform.js';

/** Whether a panel shows its fold-out for developers: `data-debug` on it or on the script tag, or `?onshelf-debug` in the page's address. */
export function isDebugged(panel: Element): boolean {
  return (
    attribute(panel, 'data-debug') !== null ||
    /[?&]onshelf-debug\b/.test(location.search) ||
    (page !== null && find(page, 'script[data-pack][data-debug]') !== null)
  );
}
