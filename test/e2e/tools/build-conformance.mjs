import { buildTestPage } from './build-test-page.mjs';

/**
 * Builds the page that runs the conformance suite of any backend, on itself or in a worker, in any browser: it sets the
 * global `conformance`, see `test/conformance/browser.ts`.
 *
 * @param folder for the page; serve this folder
 */
export function buildConformance(folder) {
  return buildTestPage('test/conformance/browser.ts', folder, 'Conformance of the scorers');
}
