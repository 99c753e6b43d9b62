import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'rolldown';

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

/** `import text from './file.wgsl?raw'`, as the library's own build reads it. */
const rawFiles: Plugin = {
  name: 'raw-files',
  resolveId: (id, importer) =>
    id.endsWith('?raw') && importer !== undefined ? `\0raw:${fileURLToPath(new URL(id.slice(0, -4), pathToFileURL(importer)))}.js` : null,
  load: async (id) => (id.startsWith('\0raw:') ? `export default ${JSON.stringify(await readFile(id.slice(5, -3), 'utf8'))}` : null),
};

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
