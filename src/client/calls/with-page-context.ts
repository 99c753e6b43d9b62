import { codeOf } from '../../core/onshelf-error.js';
import type { PageContext } from '../../types/results/page-context.js';

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
    const { pageContext } = await import('./page-context.js');
    return ask({ ...call, context: { ...pageContext(), ...call.context } });
  }
}
