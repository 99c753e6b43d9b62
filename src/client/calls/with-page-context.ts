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
    // Where that cannot be loaded, it cannot be told.
    const told = await import('./page-context.js').then(
      ({ pageContext }) => pageContext(),
      (): PageContext => ({ device: '', referrer: '' }),
    );
    // undefined and null are not said, and would be asked for again.
    const said = Object.fromEntries(Object.entries(Object(call.context)).filter(([, value]) => value !== undefined && value !== null));
    return ask({ ...call, context: { ...told, ...said } });
  }
}
