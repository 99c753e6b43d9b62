import { warnOnce } from '../core/text/warn-once.js';
import { BUILD } from '../core/version.js';

/**
 * Checks that a loaded file is of the same build as the tag. Files of two builds must not be mixed: their messages may mean different things.
 *
 * @param file its name
 * @param part its exports
 * @returns the exports
 * @throws Error if it is of another build; the console reports it
 */
export function expectSameBuild<Part>(file: string, part: unknown): Part {
  const { build } = part as { readonly build?: unknown };
  if (build === BUILD) return part as Part;
  const message = `${file} is of another build: upload all files of one build.`;
  warnOnce('script', 'version-mismatch', message);
  throw new Error(message);
}
