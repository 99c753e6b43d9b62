import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the repository that people write. */
export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Folders of code. Built files, samples and packages below some of them are not code. */
const FOLDERS = ['src', 'test', 'bench', 'demo', 'scripts', 'examples', 'docs', 'distributed'];
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const NOT_WRITTEN = /(^|\/)(node_modules|dist|sample-pack|\.next|\.cache|__pycache__|public\/pack|demo\/sample)(\/|$)/;

/**
 * Reads all files that people write.
 *
 * @returns in order of their paths; folders that are not there are left out
 */
export function readSources(): SourceFile[] {
  return [...DOCUMENTS, ...FOLDERS.flatMap((folder) => filesIn(folder))].sort().map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function filesIn(folder: string): string[] {
  if (NOT_WRITTEN.test(folder)) return [];
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll('\\', '/');
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() && !NOT_WRITTEN.test(path) ? [path] : [];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
