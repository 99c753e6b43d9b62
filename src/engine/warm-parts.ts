/** Milliseconds after the pack is there: when the page's first lists are made. */
const QUIET_AFTER = 2000;

/**
 * Loads the parts that lists may need, all of them and for everybody, a quiet moment after the pack is there: what is fetched, and when, tells
 * nothing of the shopper, and the first list that needs one need not wait.
 *
 * @param closing nobody needs them any more when it fires
 */
export function warmParts(closing: AbortSignal): void {
  if (closing.aborted) return;
  const timer = setTimeout(() => {
    const parts = [
      import('./sources/cold-source.js'),
      import('./sources/further-lists.js'),
      import('./plan/plan-list.js'),
      import('./rules/plan-rules.js'),
    ];
    // What cannot be had now is asked for again by the list that needs it, which says so.
    void Promise.allSettled(parts);
  }, QUIET_AFTER);
  // Where a program runs the engine, it does not wait for this.
  (timer as { unref?(): void }).unref?.();
  closing.addEventListener('abort', () => clearTimeout(timer));
}
