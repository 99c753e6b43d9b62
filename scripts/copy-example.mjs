// `npm run example -- NAME FOLDER`: a copy of a shop of examples/, with the packed library and the sample's pack.
import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { installPackages } from './setup/install-packages.mjs';

const [name, folder] = process.argv.slice(2);
installPackages();
// Only now are there packages to import.
const { copyExample, EXAMPLES, installFromFile, makeExampleSample, packLibrary } = await import('./setup/copy-example.mjs');
if (!EXAMPLES.includes(name) || folder === undefined) {
  console.error(`Usage: npm run example -- NAME FOLDER\nNAME is one of: ${EXAMPLES.join(', ')}`);
  process.exit(2);
}
if (existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(`${folder} is not empty. Name a new folder.`);
  process.exit(2);
}
if (!existsSync('dist/cli.js') || !existsSync('demo/sample/events.csv')) (await import('./setup/build-demo.mjs')).buildDemo();
copyExample(name, folder, await makeExampleSample('.cache/examples/sample'));
if (name !== 'script-tag') installFromFile(folder, basename(packLibrary(folder)));
console.log(`\n  The shop is in ${folder}. Its README.md has the next command.\n`);
