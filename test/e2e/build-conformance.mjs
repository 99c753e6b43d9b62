import { writeFile } from 'node:fs/promises';
import { build } from 'rolldown';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';

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
 *
 * @param folder where the page is to lie; serve this folder
 */
export async function buildConformance(folder) {
  await build({
    input: { browser: 'test/conformance/browser.ts' },
    platform: 'browser',
    preserveEntrySignatures: 'allow-extension',
    plugins: [rawFiles],
    transform: { target: 'es2022' },
    logLevel: 'warn',
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  });
  await writeFile(`${folder}/index.html`, PAGE);
}
