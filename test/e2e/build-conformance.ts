import { buildTestPage } from './build-test-page.js';

/** Where the page lies; serve this folder. */
export const CONFORMANCE_FOLDER = 'test-results/conformance';

/**
 * Builds the page that runs the conformance suite of any rung, on itself or in a worker, in any browser: it sets the
 * global `conformance`, see `test/conformance/browser.ts`.
 */
export async function buildConformance(): Promise<void> {
  await buildTestPage('test/conformance/browser.ts', CONFORMANCE_FOLDER, 'Conformance of the scorers');
}
