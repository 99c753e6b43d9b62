import { warnOnce } from './warn-once.js';
import { bareObject, ownMembers } from './bare-object.js';
import { nearestName } from './nearest-name.js';

/** Unknown names told of per call: whoever hands in a whole page gets no flood. */
const TOLD = 10;

/**
 * The options that somebody gave, and nothing that stands on a prototype. Names that are not known are told once and left out. Never throws.
 *
 * @param given what was passed; what is no object has no options
 * @param known every name there is: `{ ... } satisfies Record<keyof ShelfOptions, unknown>`
 * @param what is said of such a name in a warning, such as `option of createShelf()`
 * @returns a copy without a prototype; options that are undefined are left out
 */
export function ownOptions<Options extends object>(
  given: Options | undefined,
  known: Readonly<Record<keyof Options, unknown>>,
  what: string,
): Options {
  const own: Record<string, unknown> = bareObject({});
  let told = 0;
  for (const [name, value] of Object.entries(ownMembers(given))) {
    if (Object.hasOwn(known, name)) own[name] = value;
    else if (told++ < TOLD) tellUnknown(what, name, Object.keys(known));
  }
  return own as Options;
}

/**
 * Tells once of a name that is not known, and which one was probably meant.
 *
 * @param what it should be the name of, such as `scenario of <onshelf-list>`
 * @param name as it was written
 * @param names all there are
 */
export function tellUnknown(what: string, name: string, names: readonly string[]): void {
  const short = name.slice(0, 64);
  const near = nearestName(short, names);
  const instead = near === undefined ? `there are ${names.join(', ')}.` : `did you mean "${near}"?`;
  warnOnce(`${what} ${short}`, 'unknown-name', `"${short}" is no ${what} and is ignored; ${instead}`);
}
