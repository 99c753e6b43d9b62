/** The library's version. A test holds it to `package.json`. */
export const VERSION = '0.1.0';

/** Which build this file is of. Files that run together have to be of one build. */
export const BUILD: string = VERSION;
