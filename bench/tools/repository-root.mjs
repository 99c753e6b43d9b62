import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, ending in a slash. */
export const REPOSITORY_ROOT = fileURLToPath(new URL('../../', import.meta.url));
