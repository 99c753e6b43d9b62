import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Builds a pack with the built command line and its defaults, but without a sequence encoder, which nothing here reads. Builds the command line first if it is missing.
 *
 * @param catalog path of the feed
 * @param events path of the log
 * @param out folder of the pack
 * @param more further options
 */
export function buildShippedPack(catalog, events, out, more = []) {
  if (!existsSync('dist/cli.js')) execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] });
  const files = ['--catalog', catalog, '--events', events, '--out', out, '--encoder', 'none', ...more];
  execFileSync(process.execPath, ['dist/cli.js', 'build', ...files, '--json'], { stdio: ['ignore', 'ignore', 2] });
}
