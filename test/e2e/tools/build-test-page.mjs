import { writeFile } from 'node:fs/promises';
import { build } from 'rolldown';
import { rawFiles } from '../../../scripts/setup/raw-files.mjs';

/** What Vue asks of every build. */
const VUE_FLAGS = {
  __VUE_OPTIONS_API__: 'true',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
};

/**
 * Builds a page with one script from a test file.
 *
 * @param script the file
 * @param folder for the page, as `index.html`; serve this folder
 * @param title of the page
 * @param alias names of modules, and the modules that replace them
 */
export async function buildTestPage(script, folder, title, alias = {}) {
  await build({
    input: { browser: script },
    platform: 'browser',
    preserveEntrySignatures: 'allow-extension',
    plugins: [rawFiles],
    resolve: { alias },
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"development"', ...VUE_FLAGS } },
    logLevel: 'warn',
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  });
  await writeFile(
    `${folder}/index.html`,
    `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <script type="module" src="./browser.js"></script>
  </head>
  <body></body>
</html>
`,
  );
}
