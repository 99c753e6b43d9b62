/** The library's version, the same as in `package.json`. */
export const VERSION = '0.2.0';

/** Set by the build. */
declare const __ONSHELF_BUILD__: string | undefined;

/** This file's build: the version and a hash of all sources. Files that run together must be of one build. */
export const BUILD: string = typeof __ONSHELF_BUILD__ === 'string' ? __ONSHELF_BUILD__ : VERSION;
