/** A smallest shop for a bundler: its files, how it is built and how it is served. Commands are parameters of Node, in the shop's folder. */
export interface ShopProject {
  /** What a test says of it, after the bundler's name. */
  readonly how: string;
  /** Path to contents. `public/pack` and the packages are added. */
  readonly files: Readonly<Record<string, string>>;
  /** The list that the server renders into `#server`. Absent: the page has no such element. */
  readonly server?: string;
  /** Absent: nothing is built before the server starts. */
  readonly build?: readonly string[];
  /** The folder that a static host serves, or the command of the tool's own server; `PORT` in it becomes a free port. */
  readonly site: string | readonly string[];
  /**
   * What is right. `worker`: the engine runs in a worker. `inline`: on the page's thread, and a note says so. A text with blanks: the build
   * fails with it.
   */
  readonly right: 'worker' | 'inline' | `${string} ${string}`;
}

/** The two entries with `createShelf()`. */
export type LibraryEntry = 'onshelf' | 'onshelf/inline-worker';

/** How a page opens the shelf that the test reads. */
export const openShelfFrom = (entry: LibraryEntry): string => `import { createShelf } from '${entry}';
export const open = () => createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'js' }).then((shelf) => { globalThis.shelf = shelf; });
`;

/** A page with one script. */
export const pageWith = (script: string): string =>
  `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:,"><body>${script}</body></html>\n`;

/** The files of a shop that is one page and one script. */
export const plainShop = (entry: LibraryEntry): Readonly<Record<string, string>> => ({
  'main.js': "import { open } from './open-shelf.js';\nopen();\n",
  'open-shelf.js': openShelfFrom(entry),
});
