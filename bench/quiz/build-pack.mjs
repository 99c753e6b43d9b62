import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Builds a pack by the program as it ships, with its defaults.
 *
 * @param catalog path of the feed
 * @param events path of the log
 * @param out folder of the pack
 */
export function buildPack(catalog, events, out) {
  if (!existsSync('dist/cli.js')) execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] });
  const files = ['--catalog', catalog, '--events', events, '--out', out];
  execFileSync(process.execPath, ['dist/cli.js', 'build', ...files, '--json'], { stdio: ['ignore', 'ignore', 2] });
}
