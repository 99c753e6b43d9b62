import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (address: string): string => fileURLToPath(new URL(address, import.meta.url));

/** The demo shop. It runs on the built package, as it is published. */
export default defineConfig({
  root: path('.'),
  base: './',
  resolve: {
    alias: [
      { find: /^onshelf$/, replacement: path('../dist/index.js') },
      { find: /^onshelf\/elements$/, replacement: path('../dist/elements.js') },
    ],
  },
  // The engine's scorers are chunks of their own inside the worker.
  worker: { format: 'es' },
  build: {
    outDir: path('dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', fs: { allow: [path('..')] } },
  preview: { host: '127.0.0.1' },
});
