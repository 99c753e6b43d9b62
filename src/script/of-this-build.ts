import { BUILD } from '../core/version.js';
import { warnOnce } from '../core/text/warn-once.js';

/**
 * A file that was fetched, where it is of the same build as the tag. Parts of two builds do not understand each other: what one calls
 * erasing may be something else in the other.
 *
 * @param file its name
 * @param part what it exports
 * @throws Error where it is of another build; it is said on the console
 */
export function ofThisBuild<Part>(file: string, part: unknown): Part {
  const { build } = part as { readonly build?: unknown };
  if (build === BUILD) return part as Part;
  const message = `${file} is of another build: put all files of one build on the server.`;
  warnOnce('script', 'version-mismatch', message);
  throw new Error(message);
}
