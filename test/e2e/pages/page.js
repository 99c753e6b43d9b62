import { createShelf } from '/dist/index.js';

globalThis.createShelf = createShelf;
globalThis.faults = [];
addEventListener('error', (event) => faults.push(event.message));
addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)));
