import { writeFile } from 'node:fs/promises';
import { build } from 'rolldown';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';

/** Where the page lies; serve this folder. */
export const CONFORMANCE_FOLDER = 'test-results/conformance';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Conformance of the scorers</title>
    <link rel="icon" href="data:," />
    <script type="module" src="./browser.js"></script>
  </head>
  <body></body>
</html>
`;

/**
 * Builds the page that runs the conformance suite of any rung, on itself or in a worker, in any browser: it sets the
 * global `conformance`, see `test/conformance/browser.ts`.
 */
export async function buildConformance(): Promise<void> {
  await build({
    input: { browser: 'test/conformance/browser.ts' },
    platform: 'browser',
    preserveEntrySignatures: 'allow-extension',
    plugins: [rawFiles],
    transform: { target: 'es2022' },
    logLevel: 'warn',
    output: { dir: CONFORMANCE_FOLDER, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  });
  await writeFile(`${CONFORMANCE_FOLDER}/index.html`, PAGE);
}
