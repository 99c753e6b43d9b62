import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';
import { minify } from 'rolldown/utils';

/**
 * Makes V8 compile every function while the file is still loading, off the page's thread, instead of on that thread at each
 * first call: nearly all of them are called. Other browsers read a comment. https://v8.dev/blog/explicit-compile-hints
 */
export const COMPILE_AHEAD = '//# allFunctionsCalledOnLoad';

/**
 * Builds `onshelf.js` for a plain `<script>`, its hash for the tag's `integrity`, and the stub that a page may inline.
 *
 * @param root of the repository
 * @param out folder
 * @param identity see `buildIdentity`
 * @returns the snippet to paste, for people to read
 */
export async function buildScriptTag(root, out, identity) {
  await build({
    cwd: root,
    input: { onshelf: 'src/script/onshelf.ts' },
    platform: 'browser',
    transform: { target: 'es2022', define: { __ONSHELF_BUILD__: JSON.stringify(identity) } },
    output: {
      dir: out,
      format: 'iife',
      entryFileNames: '[name].js',
      minify: true,
      comments: { annotation: false },
      postBanner: COMPILE_AHEAD,
    },
  });
  const { code, errors } = await minify('stub.js', await readFile(`${root}/src/script/stub.js`, 'utf8'));
  if (errors.length > 0) throw new Error(`src/script/stub.js: ${errors[0].message}`);
  const stub = code.trim();
  await writeFile(join(root, out, 'stub.js'), stub);
  const integrity = `sha384-${createHash('sha384')
    .update(await readFile(join(root, out, 'onshelf.js')))
    .digest('base64')}`;
  await writeFile(join(root, out, 'onshelf.js.sri'), `${integrity}\n`);
  return `${out}/onshelf.js: integrity="${integrity}"\nstub, ${stub.length} bytes: <script>${stub}</script>`;
}
