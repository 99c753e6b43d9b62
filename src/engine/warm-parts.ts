/** Milliseconds after the pack has loaded: by then the page's first lists are made. */
const QUIET_AFTER = 2000;

/**
 * Loads all chunks that lists may need, on every page, 2 s after the pack has loaded. So the requests and their times reveal nothing of the
 * shopper, and later lists do not wait for a chunk.
 *
 * @param closing cancels the loading
 * @param allowed asks the page, which may be off by then; resolves when it allows the loading
 */
export function warmParts(closing: AbortSignal, allowed: () => Promise<void>): void {
  if (closing.aborted) return;
  const timer = setTimeout(async () => {
    await allowed();
    if (closing.aborted) return;
    const parts = [import('./sources/further-lists.js'), import('./rules/plan-rules.js')];
    // A list that needs a chunk that failed to load requests it again, and reports a failure.
    void Promise.allSettled(parts);
  }, QUIET_AFTER);
  // In Node the timer must not keep the process alive.
  (timer as { unref?(): void }).unref?.();
  closing.addEventListener('abort', () => clearTimeout(timer));
}
