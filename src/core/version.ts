/** The library's version. A test holds it to `package.json`. */
export const VERSION = '0.2.0';

/** Put in by the build. */
declare const __ONSHELF_BUILD__: string | undefined;

/** Which build this file is of: the version and a hash of all sources. Files that run together have to be of one build. */
export const BUILD: string = typeof __ONSHELF_BUILD__ === 'string' ? __ONSHELF_BUILD__ : VERSION;
