import { writeFileSync } from 'node:fs';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';

/**
 * Writes a file that a user asked for.
 *
 * @param path where
 * @param what it is, at the start of a sentence
 * @param text its content
 * @throws OnshelfError `bad-input` where it cannot be written
 */
export function writeText(path: string, what: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new OnshelfError('bad-input', `${what} cannot be written to ${path}: ${messageOf(error)}`, error);
  }
}
