import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The inputs of the built files besides `src/`: the bundled packages and the build scripts. */
const MORE = ['package.json', 'package-lock.json', 'scripts/build.mjs'];
const SETUP = 'scripts/setup';
/** Hexadecimal digits: few enough for every file name, and enough that two builds of a shop never share them. */
const DIGITS = 10;

/**
 * Names a build after its inputs: the same sources have the same name, on every machine.
 *
 * @param root of the repository
 * @returns the version and a hash, such as `0.2.0+1f0c5a7d22`; letters, digits, `.`, `-` and `+` only
 */
export function buildIdentity(root) {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  const setup = readdirSync(join(root, SETUP), { recursive: true }).filter((name) => name.endsWith('.mjs'));
  const paths = [...sources, ...MORE, ...setup.map((name) => `${SETUP}/${name}`)].map((path) => path.replaceAll('\\', '/')).sort();
  const hash = createHash('sha256');
  for (const path of paths) {
    // Windows may have checked out other line endings.
    const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
    hash.update(`${path}\0${text.length}\0${text}`);
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `${version}+${hash.digest('hex').slice(0, DIGITS)}`;
}
