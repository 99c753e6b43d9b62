/**
 * Runs a step after the code that is running now, before any other task. Pages replace `queueMicrotask` and `Promise`; what the language itself awaits, they cannot.
 *
 * @param step an error in it is reported as an unhandled rejection
 */
export async function soon(step: () => void): Promise<void> {
  await null;
  step();
}
