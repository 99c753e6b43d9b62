import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { isSameFile } from '../../train/packing/write-pack.js';
import type { CommandCall } from './command.js';
import { textOption } from './option-values.js';
import { UsageError } from './usage-error.js';

/**
 * Names of files with commas between them. A name may hold commas itself: what exists as it stands is that file.
 *
 * @param name of the option
 */
export function pathsOption(call: CommandCall, name: string): string[] {
  const parts = (textOption(call, name) ?? '').split(',');
  const paths: string[] = [];
  for (let at = 0; at < parts.length; ) {
    let end = parts.length;
    while (end > at + 1 && !existsSync(parts.slice(at, end).join(','))) end--;
    const path = parts.slice(at, end).join(',');
    // Spaces around a comma are no part of a name, unless there is such a name.
    const told = existsSync(path) ? path : path.trim();
    if (told !== '') paths.push(told);
    at = end;
  }
  return paths;
}

/**
 * Makes sure that no file is read and written by one command, nor written twice.
 *
 * @param outputs option to file, where it was given
 * @param inputs files that are read
 * @throws UsageError naming both
 */
export function expectDistinct(outputs: Readonly<Record<string, string | undefined>>, inputs: readonly (string | undefined)[]): void {
  const given = Object.entries(outputs).filter((entry): entry is [string, string] => entry[1] !== undefined);
  for (const [at, [option, path]] of given.entries()) {
    const input = inputs.find((known) => known !== undefined && isSameFile(known, path));
    if (input !== undefined) throw new UsageError(`--${option} names ${path}, which the command reads. Name another file.`);
    const other = given.slice(at + 1).find(([, taken]) => resolve(taken) === resolve(path));
    if (other !== undefined) throw new UsageError(`--${option} and --${other[0]} name one file, ${path}. Name two.`);
  }
}

/**
 * Makes sure that what tells of shoppers is not kept where the pack is published.
 *
 * @param call may have `--temp`
 * @param folder of the pack; undefined: none is written
 * @throws UsageError
 */
export function expectTempOutside(call: CommandCall, folder: string | undefined): void {
  const temp = textOption(call, 'temp');
  if (temp === undefined || folder === undefined) return;
  const [inner, outer] = [realPath(temp), realPath(folder)];
  if (inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep))
    throw new UsageError(`--temp ${temp} lies in ${folder}, which is published; temporary files tell of shoppers. Name another folder.`);
}

/** Without links, as far as there is something. */
function realPath(path: string): string {
  const whole = resolve(path);
  const rest: string[] = [];
  for (let known = whole; ; known = dirname(known)) {
    try {
      return join(realpathSync(known), ...rest);
    } catch {
      if (dirname(known) === known) return whole;
      rest.unshift(known.slice(dirname(known).length).replaceAll(sep, ''));
    }
  }
}
