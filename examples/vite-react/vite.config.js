import { defineConfig } from 'vite';

export default defineConfig({
  build: { target: 'es2022' },
  // Served as published: the library finds its worker beside it.
  optimizeDeps: { exclude: ['onshelf'] },
});
