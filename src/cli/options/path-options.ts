import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { isSameFile } from '../../train/packing/write-pack.js';
import type { CommandCall } from './command.js';
import { textOption } from './option-values.js';
import { UsageError } from './usage-error.js';

/**
 * Paths separated by commas. A path may contain commas: the longest text that is an existing path is taken as one.
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
    // Spaces around a comma are not part of a path, unless such a path exists.
    const trimmed = existsSync(path) ? path : path.trim();
    if (trimmed !== '') paths.push(trimmed);
    at = end;
  }
  return paths;
}

/**
 * Checks that no file is both input and output of a command, or output of two options.
 *
 * @param outputs path by option name, where given
 * @param inputs paths that the command reads
 * @throws UsageError that names both
 */
export function expectDistinct(outputs: Readonly<Record<string, string | undefined>>, inputs: readonly (string | undefined)[]): void {
  const given = Object.entries(outputs).filter((entry): entry is [string, string] => entry[1] !== undefined);
  for (const [at, [option, path]] of given.entries()) {
    const input = inputs.find((known) => known !== undefined && isSameFile(known, path));
    if (input !== undefined) throw new UsageError(`--${option} names ${path}, which the command reads. Name another file.`);
    const other = given.slice(at + 1).find(([, taken]) => resolve(taken) === resolve(path));
    if (other !== undefined) throw new UsageError(`--${option} and --${other[0]} name the same file, ${path}. Name two files.`);
  }
}

/**
 * Checks that temporary files, which contain data about shoppers, are not inside the published pack folder.
 *
 * @param call may have `--temp`
 * @param folder of the pack; undefined: no pack is written
 * @throws UsageError
 */
export function expectTempOutside(call: CommandCall, folder: string | undefined): void {
  const temp = textOption(call, 'temp');
  if (temp === undefined || folder === undefined) return;
  const [inner, outer] = [realPath(temp), realPath(folder)];
  if (inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep))
    throw new UsageError(
      `--temp ${temp} is inside ${folder}, which is published; temporary files contain data about shoppers. Name another folder.`,
    );
}

/** The path without links, as far as it exists. */
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
