/** The library for bundlers that cannot make a file of the worker: the same `createShelf()`, with the worker's code in the bundle. */
import { BUILD } from './core/version.js';

export { createInlineShelf as createShelf } from './client/create-inline-shelf.js';

/** This file's build: the version and a hash of the sources. Files of other builds are not used. */
export const build: string = BUILD;
