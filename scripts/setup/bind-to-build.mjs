/** The one name that an entry of this build exports and an entry of any other does not. */
const nameOf = (build) => `build_${build.replace(/[^0-9a-z]/gi, '_')}`;

/** Which entry a chunk imports from at once, if any. */
const entryOf = (chunk, entry) => chunk.imports.find((file) => file === `${entry}.js`);

/**
 * Binds lazy parts to the entry that they were built with. A chunk's name says what is in it, an entry's name says nothing: where the entry
 * was loaded with a query, or lies in another build beside the chunk, importing it by its plain name may give another build, whose short
 * names stand for other functions. Each such chunk therefore asks for a name that only its own build exports, and does not load without.
 *
 * @param entry name of the entry, without `.js`
 * @param build see `buildIdentity`
 * @returns `plugin` for the bundler; `head`, what is put before a finished chunk; `foot`, what is put behind the entry
 */
export function bindToBuild(entry, build) {
  const name = nameOf(build);
  return {
    // What comes after minifying is not in the hash by itself.
    plugin: { name: 'bind-to-build', augmentChunkHash: (chunk) => (entryOf(chunk, entry) === undefined ? '' : name) },
    head: (chunk) => (entryOf(chunk, entry) === undefined ? '' : `import{${name}}from"./${entry}.js";`),
    foot: `export const ${name}=1;`,
  };
}
