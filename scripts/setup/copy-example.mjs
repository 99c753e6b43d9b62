import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPictures } from './draw-pictures.mjs';

/** The folders of `examples/` that are shops. */
export const EXAMPLES = ['next', 'vite-react', 'script-tag'];
const MADE = ['node_modules', '.next', 'dist', 'public', 'next-env.d.ts'];

/**
 * Copies a shop of `examples/` and puts the sample's files into its `public/`: `pack/`, `products.json`, `pictures.svg`, `shop.css`. Needs
 * the built library and the sample's feed and log. An existing copy is replaced, except for its installed packages.
 *
 * @param {string} name one of `EXAMPLES`
 * @param {string} folder of the copy
 * @param {string} sample from `makeExampleSample`
 */
export function copyExample(name, folder, sample) {
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) if (old !== 'node_modules') rmSync(join(folder, old), { recursive: true });
  const from = join('examples', name);
  for (const entry of readdirSync(from)) if (!MADE.includes(entry)) cpSync(join(from, entry), join(folder, entry), { recursive: true });
  const site = join(folder, name === 'script-tag' ? '' : 'public');
  cpSync(sample, site, { recursive: true });
  // The script tag takes the built files as they are; the others install the package.
  if (name === 'script-tag')
    cpSync('dist', join(site, 'onshelf'), { recursive: true, filter: (path) => path === 'dist' || path.endsWith('.js') });
}

/**
 * Makes the files that all examples share: the pack, the products as JSON, their pictures, and the stylesheet.
 *
 * @param {string} folder where they go
 * @param {string} [address] of the script tag's shop, ending in a slash: feeds have whole addresses, and `<onshelf-list>` links to them
 * @returns {Promise<string>} the folder
 */
export async function makeExampleSample(folder, address = 'http://localhost:8000/') {
  const feed = readFileSync('demo/sample/catalog.tsv', 'utf8')
    .replaceAll('https://shop.example/p/', `${address}product.html?id=`)
    .replace(/https:\/\/shop\.example\/images\/(\S+)\.svg/g, `${address}pictures.svg#$1`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const catalog = join(folder, 'feed.tsv');
  writeFileSync(catalog, feed);
  const [columns, ...lines] = feed
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const rows = lines.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index]])));
  const products = rows.map(({ id, title, description, price, brand }) => {
    const [amount, currency] = price.split(' ');
    return { id, title, description, brand, price: Number(amount), currency };
  });
  writeFileSync(join(folder, 'products.json'), `[\n${products.map((product) => JSON.stringify(product)).join(',\n')}\n]\n`);
  writeFileSync(join(folder, 'pictures.svg'), await drawPictures(rows));
  cpSync('examples/sample', folder, { recursive: true });
  // Every product of the sample has a history, so its text adds nothing; a sequence encoder would take minutes.
  const files = [
    '--catalog',
    catalog,
    '--events',
    'demo/sample/events.csv',
    '--out',
    join(folder, 'pack'),
    '--without-content',
    '--encoder',
    'none',
  ];
  execFileSync(process.execPath, ['dist/cli.js', 'build', ...files], { stdio: 'pipe' });
  rmSync(catalog);
  return folder;
}

/**
 * Packs the library as npm would publish it.
 *
 * @param {string} folder where the file goes
 * @returns {string} the path of the file
 */
export function packLibrary(folder) {
  mkdirSync(folder, { recursive: true });
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { encoding: 'utf8' }));
  return join(folder, filename);
}

/**
 * Makes the copy's package.json take the library from a file beside it, until it is on the registry.
 *
 * @param {string} folder of the copy; one without package.json is unchanged
 * @param {string} file name of the packed library in that folder
 */
export function installFromFile(folder, file) {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return;
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.dependencies.onshelf = `file:${file}`;
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
