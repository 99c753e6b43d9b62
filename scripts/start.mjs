// `npm start`: from a fresh clone to the demo shop in a browser.
import { installPackages } from './setup/install-packages.mjs';

installPackages();
// Imported here, because these modules need the installed packages.
const { buildDemo } = await import('./setup/build-demo.mjs');
const { serveFolders } = await import('./setup/serve-folders.mjs');
buildDemo();
const port = Number(process.env.PORT ?? 4173);
const { address } = await serveFolders({ '/': 'demo/dist' }, port);
console.log(`\n  The demo shop is open: ${address}\n  Stop it with Ctrl+C.\n`);
