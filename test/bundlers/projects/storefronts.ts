import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { drawPicture } from '../../shops/made-up/draw-picture.js';
import { HEADLESS_NAMES, NUMBERED_NAMES } from '../../shops/made-up/namings.js';
import { PRODUCTS } from '../../shops/made-up/products.js';
import type { Naming } from '../../shops/made-up/write-files.js';
import type { ShopProject } from './shop-project.js';

/** A storefront of `test/shops/`, and how its feed names things. */
export interface StorefrontProject extends ShopProject {
  readonly naming: Naming;
}

/** All files of a folder, and the made-up products as its shop system has them: as data, and as pictures. */
function filesOf(folder: string, products: string): ShopProject['files'] {
  const written = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return {
    ...Object.fromEntries(written.map((path) => [relative(folder, path), readFileSync(path, 'utf8')])),
    [products]: JSON.stringify(PRODUCTS),
    ...Object.fromEntries(PRODUCTS.map((product) => [`public/pictures/${product.handle}.svg`, drawPicture(product)])),
  };
}

const NEXT = 'node_modules/next/dist/bin/next';

/** The storefronts by their names in `test/bundlers/storefronts.json`. */
export const STOREFRONTS: Readonly<Record<string, () => StorefrontProject>> = {
  'next-commerce': () => ({
    how: 'has server components, actions and variants in the address',
    files: filesOf('test/shops/next-commerce', 'lib/shopify/products.json'),
    build: [NEXT, 'build'],
    site: [NEXT, 'start', '--hostname', '127.0.0.1', '--port', 'PORT'],
    right: 'worker',
    naming: HEADLESS_NAMES,
  }),
  'nuxt-shop': () => ({
    how: 'has composables, a server of its own and a cart of Pinia',
    files: filesOf('test/shops/nuxt-shop', 'server/products.json'),
    build: ['node_modules/nuxt/bin/nuxt.mjs', 'build'],
    site: ['.output/server/index.mjs'],
    right: 'worker',
    naming: NUMBERED_NAMES,
  }),
};
