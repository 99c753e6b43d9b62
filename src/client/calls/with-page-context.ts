import { codeOf } from '../../core/onshelf-error.js';
import type { PageContext } from '../../types/results/page-context.js';

/** What could not be read of the page. */
const UNKNOWN: PageContext = { device: '', referrer: '' };

/**
 * Asks the engine, and once more with what the page knows of itself, if a rule names that: it is read only then.
 *
 * @param call of the page; what it says of the page counts
 * @param ask asks the engine
 */
export async function withPageContext<Call extends { readonly context?: PageContext }, Result>(
  call: Call,
  ask: (call: Call) => Promise<Result>,
): Promise<Result> {
  try {
    return await ask(call);
  } catch (error) {
    if (codeOf(error) !== 'context-needed') throw error;
    const read = await import('./page-context.js').then(({ pageContext }) => pageContext()).catch(() => UNKNOWN);
    return ask({ ...call, context: { ...read, ...call.context } });
  }
}
