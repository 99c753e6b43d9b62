import { openShelfFrom, type ShopProject } from './shop-project.js';

/** The documented lines, as the frameworks on Vite take them. */
const VITE = "{ worker: { format: 'es' }, optimizeDeps: { exclude: ['onshelf'] } }";
const ICON = '<link rel="icon" href="data:,">';

/** The shop for Astro: pages without a framework, whose scripts Vite bundles. */
export const astro = (): ShopProject[] => [
  {
    how: 'builds, with the documented lines',
    files: {
      'astro.config.mjs': `export default { vite: ${VITE} };\n`,
      'src/open-shelf.js': openShelfFrom('onshelf'),
      'src/pages/index.astro': `<html lang="en"><head><title>A shop</title>${ICON}</head><body><script>import { open } from '../open-shelf.js'; open();</script></body></html>\n`,
    },
    build: ['node_modules/astro/astro.js', 'build'],
    site: 'dist',
    right: 'worker',
  },
];

/** The shop for SvelteKit, rendered ahead into files. */
export const svelteKit = (): ShopProject[] => [
  {
    how: 'builds, with the documented lines',
    files: {
      'svelte.config.js': "import adapter from '@sveltejs/adapter-static';\nexport default { kit: { adapter: adapter() } };\n",
      'vite.config.js': `import { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit()], ...${VITE} };\n`,
      'src/app.html': `<!doctype html><html lang="en"><head>${ICON}%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>\n`,
      'src/lib/open-shelf.js': openShelfFrom('onshelf'),
      'src/routes/+layout.js': 'export const prerender = true;\n',
      'src/routes/+page.svelte':
        "<script>\nimport { onMount } from 'svelte';\nimport { open } from '$lib/open-shelf.js';\nonMount(() => void open());\n</script>\n<p>A shop</p>\n",
    },
    build: ['node_modules/vite/bin/vite.js', 'build'],
    site: 'build',
    right: 'worker',
  },
];

/** The shop for React Router as a framework, once Remix, without a server of its own. */
export const reactRouter = (): ShopProject[] => [
  {
    how: 'builds, with the documented lines',
    files: {
      // It looks here for what is installed.
      'package.json': JSON.stringify({
        private: true,
        type: 'module',
        dependencies: { '@react-router/node': '*', 'react-router': '*', isbot: '*' },
      }),
      'public/favicon.ico': '',
      'react-router.config.js': 'export default { ssr: false };\n',
      'vite.config.js': `import { reactRouter } from '@react-router/dev/vite';\nexport default { plugins: [reactRouter()], ...${VITE} };\n`,
      'app/routes.js': "import { index } from '@react-router/dev/routes';\nexport default [index('home.jsx')];\n",
      'app/open-shelf.js': openShelfFrom('onshelf'),
      'app/root.jsx':
        'import { Outlet, Scripts } from \'react-router\';\nexport default () => <html lang="en"><head><title>A shop</title><link rel="icon" href="data:," /></head><body><Outlet /><Scripts /></body></html>;\n',
      'app/home.jsx':
        "import { useEffect } from 'react';\nimport { open } from './open-shelf.js';\nexport default function Home() { useEffect(() => void open(), []); return <p>A shop</p>; }\n",
    },
    build: ['node_modules/@react-router/dev/bin.js', 'build'],
    site: 'build/client',
    right: 'worker',
  },
];

/** The shop for Nuxt, with its own server. */
export const nuxt = (): ShopProject[] => [
  {
    how: 'builds, with the documented lines',
    files: {
      'nuxt.config.mjs': `export default { telemetry: false, compatibilityDate: '2026-11-01', app: { head: { link: [{ rel: 'icon', href: 'data:,' }] } }, vite: ${VITE} };\n`,
      'open-shelf.js': openShelfFrom('onshelf'),
      'app.vue':
        "<script setup>\nimport { onMounted } from 'vue';\nimport { open } from './open-shelf.js';\nonMounted(() => void open());\n</script>\n<template><p>A shop</p></template>\n",
    },
    build: ['node_modules/nuxt/bin/nuxt.mjs', 'build'],
    site: ['.output/server/index.mjs'],
    right: 'worker',
  },
];
