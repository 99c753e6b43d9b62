import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

let known: string | undefined;

/** Identifies the program that results depend on: Node's version, the processor, and the bytes of the program itself. */
export function programIdentity(): string {
  // After bundling, this file is the whole program.
  known ??= createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');
  return `${process.version} ${process.arch} ${known}`;
}
