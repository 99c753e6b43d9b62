import { bareObject, ownMembers } from './bare-object.js';
import { nearestName } from './nearest-name.js';
import { warnOnce } from './warn-once.js';

/** Maximum number of unknown names reported per call. */
const TOLD = 10;

/**
 * Copies an object's own options, without those of its prototypes. Unknown names are reported once and left out. Never throws.
 *
 * @param given any value; one that is not an object has no options
 * @param known every known name: `{ ... } satisfies Record<keyof ShelfOptions, unknown>`
 * @param what kind of name, for the warning, such as `option of createShelf()`
 * @returns a copy without a prototype and without undefined options
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
 * Warns once about an unknown name, with the one that was probably meant.
 *
 * @param what kind of name, such as `scenario of <onshelf-list>`
 * @param name the unknown name
 * @param names all known names
 */
export function tellUnknown(what: string, name: string, names: readonly string[]): void {
  const short = name.slice(0, 64);
  const near = nearestName(short, names);
  const instead = near === undefined ? `there are ${names.join(', ')}.` : `did you mean "${near}"?`;
  warnOnce(`${what} ${short}`, 'unknown-name', `"${short}" is no ${what} and is ignored; ${instead}`);
}
