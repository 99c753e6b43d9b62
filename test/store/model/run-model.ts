import * as fc from 'fast-check';
import { shopCommands } from './commands.js';
import { openModelShop } from './shop.js';

/**
 * Runs sequences of commands against a shop.
 *
 * @param runs number of sequences
 * @param seed repeats the same sequences
 * @returns null if every promise was kept, else the shortest sequence found that breaks one, with its seed
 */
export async function runModel(runs: number, seed: number): Promise<string | null> {
  const details = await fc.check(
    fc.asyncProperty(shopCommands, async (commands) => {
      const shop = await openModelShop();
      try {
        await shop.open(0);
        await shop.setConsent(0, 'granted');
        await fc.asyncModelRun(() => ({ model: {}, real: shop }), commands);
        await shop.settle();
      } finally {
        await shop.close();
      }
    }),
    { numRuns: runs, seed },
  );
  return details.failed
    ? `${fc.defaultReportMessage(details)}\n${String((details.errorInstance as Error)?.stack ?? details.errorInstance)}`
    : null;
}
