/** The name that only an entry of this build exports. */
const nameOf = (build) => `build_${build.replace(/[^0-9a-z]/gi, '_')}`;

/** The entry that a chunk imports statically, if any. */
const entryOf = (chunk, entry) => chunk.imports.find((file) => file === `${entry}.js`);

/**
 * Binds lazy parts to the entry that they were built with. A chunk's name has a hash of its contents, an entry's name does not: if the
 * entry was loaded with a query, or another build's entry has the same address, importing it by its plain name may return another build,
 * whose minified names mean other functions. So each such chunk imports a name that only its own build exports, and fails to load without it.
 *
 * @param entry name of the entry, without `.js`
 * @param build see `buildIdentity`
 * @returns `plugin` for the bundler; `head`, text to put before a finished chunk; `foot`, text to put after the entry
 */
export function bindToBuild(entry, build) {
  const name = nameOf(build);
  return {
    // The hash does not cover what is added after minifying.
    plugin: { name: 'bind-to-build', augmentChunkHash: (chunk) => (entryOf(chunk, entry) === undefined ? '' : name) },
    head: (chunk) => (entryOf(chunk, entry) === undefined ? '' : `import{${name}}from"./${entry}.js";`),
    foot: `export const ${name}=1;`,
  };
}
