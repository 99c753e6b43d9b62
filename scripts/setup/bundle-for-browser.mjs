import { basename } from 'node:path';
import { build } from 'rolldown';
import { bindToBuild } from './bind-to-build.mjs';
import { CHUNKS, HASH } from './chunks.mjs';
import { rawFiles } from './raw-files.mjs';
import { trimTfjs } from './trim/trim-tfjs.mjs';

// The page imports the worker's own file if workers are blocked, so that the engine is never shipped twice.
const workerStaysOutside = {
  name: 'worker-stays-outside',
  resolveId: (id, importer) => (importer !== undefined && id.endsWith('/worker/worker.js') ? { id: './worker.js', external: true } : null),
};

/** Entries that may have to run the engine on the page's thread. */
const IMPORTERS_OF_WORKER = ['index', 'inline-worker'];

/** tfjs looks for Node's globals. Bundlers that imitate Node for a page would look for packages that do, and fail without. */
const WITHOUT_NODE = { process: 'undefined', global: 'undefined', Buffer: 'undefined' };

/** The part of idb that is left out: its async iterators over cursors, which nothing here uses, and which no bundler can see is unused. */
const ITERATORS = /const advanceMethodProps = [\s\S]*?(?=export \{)/;

/** For Rolldown: leaves the async iterators out of idb. Saves 0.3 kB in the worker and in the page. */
export const trimIdb = {
  name: 'trim-idb',
  transform: (code, id) => {
    if (!/[\\/]idb[\\/]build[\\/]index\.js$/.test(id)) return null;
    if (!ITERATORS.test(code))
      throw new Error(`${id} has other contents than scripts/setup/bundle-for-browser.mjs expects; adapt it to this version of idb.`);
    return { code: code.replace(ITERATORS, ''), map: null };
  },
};

/** Files whose name has a hash never change: `index-later-4k2j9x0q1z.js`. */
const chunkFileNames = (entry) => `${entry}-[name]-[hash:${HASH.length}].js`;

/**
 * Tells the bundler which modules go into one chunk.
 *
 * @param entry name of the entry
 * @param source its file, from the root
 */
function groupsOf(entry, source) {
  let loaded;
  /** The modules that the entry imports statically. */
  const initial = (context) => {
    if (loaded !== undefined) return loaded;
    loaded = new Set();
    const visit = (id) => {
      if (loaded.has(id)) return;
      loaded.add(id);
      context.getModuleInfo(id)?.importedIds.forEach(visit);
    };
    visit(source);
    return loaded;
  };
  const belongs = {
    entry: (id, context) => id !== source && initial(context).has(id),
  };
  const listed = (modules = [], id) => modules.some((module) => id.endsWith(`/src/${module}.ts`));
  const within = (folders = [], id) => folders.some((folder) => id.includes(`/src/${folder}/`));
  const ofPackage = (packages = [], id) => packages.some((name) => id.includes(`/node_modules/${name}/`));
  return CHUNKS.filter((chunk) => chunk.entry === entry && (chunk.of || chunk.modules || chunk.folders || chunk.packages)).map(
    ({ name, of, modules, folders, packages }) => ({
      debugName: name,
      name: (id, context) =>
        listed(modules, id) || within(folders, id) || ofPackage(packages, id) || belongs[of]?.(id, context) ? name : null,
    }),
  );
}

/** Fails if there is a chunk that is not in the table of chunks: it would have no budget. */
function onlyKnown(entry, files) {
  const known = CHUNKS.filter((chunk) => chunk.entry === entry).map(({ name }) => name);
  const strangers = files.filter((file) => !file.isEntry && !known.includes(file.name)).map(({ fileName }) => fileName);
  const missing = known.filter((name) => !files.some((file) => file.name === name));
  if (strangers.length + missing.length > 0)
    throw new Error(
      `scripts/setup/chunks.mjs does not know ${strangers.join(', ') || 'any more'}; not built: ${missing.join(', ') || 'none'}`,
    );
}

/**
 * Bundles for browsers: one entry becomes the ES module `NAME.js`, minified, with lazy parts beside it.
 *
 * @param root of the repository
 * @param entry of the table of entries: its `name` and `source`
 * @param settings `out`: folder; `build`: see `buildIdentity`; `plugins`, `external`, `define`, `head` (first line of the minified file)
 * @returns the names of the files
 */
export async function bundleForBrowser(
  root,
  { name, source },
  { out, build: identity, plugins = [], external = [], define = {}, head = '' },
) {
  const bound = bindToBuild(name, identity);
  const input = `${root}src/${source}`;
  const groups = groupsOf(name, input);
  const { output } = await build({
    cwd: root,
    input: { [name]: input },
    platform: 'browser',
    // Lets lazy parts import shared code from the entry, instead of a third file that is always needed.
    preserveEntrySignatures: 'allow-extension',
    plugins: [rawFiles, trimIdb, trimTfjs, bound.plugin, ...(IMPORTERS_OF_WORKER.includes(name) ? [workerStaysOutside] : []), ...plugins],
    external,
    transform: { target: 'es2022', define: { __ONSHELF_BUILD__: JSON.stringify(identity), ...WITHOUT_NODE, ...define } },
    output: {
      dir: out,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: chunkFileNames(name),
      hashCharacters: HASH.characters,
      minify: true,
      postBanner: (chunk) => [head, bound.head(chunk)].filter(Boolean).join('\n') || undefined,
      postFooter: (chunk) => (chunk.isEntry && CHUNKS.some(({ entry }) => entry === name) ? bound.foot : ''),
      // These files are the result of tree-shaking, so its hints are removed. Licences stay.
      comments: { annotation: false },
      ...(groups.length > 0 && { codeSplitting: { includeDependenciesRecursively: false, groups } }),
    },
  });
  onlyKnown(name, output);
  return output.map(({ fileName }) => basename(fileName));
}
