import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { REPOSITORY_ROOT } from './repository-root.mjs';

const PROGRAM = `${REPOSITORY_ROOT}dist/cli.js`;

/**
 * Runs `onshelf build` and reads its report; its progress goes to standard error.
 *
 * @param words options of the command
 * @param env environment. Default: that of this process
 * @throws Error where the command line is not built
 */
export function runBuild(words, env = process.env) {
  if (!existsSync(PROGRAM)) throw new Error('dist/cli.js not found. Run: npm run build');
  const child = spawn(process.execPath, [PROGRAM, 'build', ...words, '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) =>
      code === 0 ? done(JSON.parse(output)) : failed(new Error(`onshelf build ended with ${signal ?? `code ${code}`}`)),
    );
  });
}
