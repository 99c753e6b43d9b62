import { byteLines } from '../read-lines.js';
import { readBytes, type SniffedFile } from '../sniff-file.js';
import { INPUT_LIMITS } from './input-limits.js';

const NEWLINE = 0x0a;

/**
 * Goes through a text file that another program will read, and refuses lines that are too long and packed files that unpack to
 * too much. Nothing is kept.
 *
 * @param file from `sniffFile`; not Parquet
 * @throws OnshelfError `bad-input` naming file, line and limit
 */
export async function checkLines(file: SniffedFile): Promise<void> {
  let open = 0;
  for await (const part of readBytes(file)) {
    const first = part.indexOf(NEWLINE);
    if (open + (first < 0 ? part.length : first) > INPUT_LIMITS.lineBytes) return findLongLine(file);
    open = first < 0 ? open + part.length : part.length - 1 - part.lastIndexOf(NEWLINE);
  }
}

/** Counting lines is left to those who need the number. */
async function findLongLine(file: SniffedFile): Promise<void> {
  for await (const _ of byteLines(file));
}
