import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import { test as base } from './site.js';

/** Content-Security-Policies of shops, by name: pages under them are at `/NAME/`. */
export const POLICIES = {
  shop: null,
  self: "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data: https://shop.example",
  'no-workers':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; worker-src 'none'; img-src 'self' data: https://shop.example",
  nonce: "script-src 'nonce-shop'",
  'trusted-types': "script-src 'self'; require-trusted-types-for 'script'",
  'no-trusted-types': "script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  'other-host': 'script-src http://127.0.0.1:*; worker-src blob:',
  'other-host-no-blobs': 'script-src http://127.0.0.1:*',
} as const;

/** The parts of the server that the tests of the script tag use. */
export interface ShopSite {
  /** Ends in a slash: pages are at `shop/`, and under a policy each at its name. */
  readonly address: string;
  /** Another host with the built files only. Ends in a slash. */
  readonly cdn: string;
}

/** Playwright's test with a shop that has only the script tag. */
export const test = base.extend<object, { shop: ShopSite }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      const names = Object.keys(POLICIES);
      const site = await serveFolders(
        {
          '/': 'demo/dist',
          '/dist/': 'dist',
          '/segment/': 'node_modules/@segment/analytics-next/dist/umd',
          ...Object.fromEntries(names.map((name) => [`/${name}/`, 'test/e2e/shop'])),
        },
        0,
        Object.fromEntries(
          Object.entries(POLICIES).flatMap(([name, policy]) =>
            policy === null ? [] : [[`/${name}/`, { 'content-security-policy': policy }]],
          ),
        ),
      );
      const cdn = await serveFolders({ '/': 'dist' }, 0, { '/': { 'access-control-allow-origin': '*' } });
      await use({ address: site.address, cdn: cdn.address });
      await Promise.all([site.stop(), cdn.stop()]);
    },
    { scope: 'worker' },
  ],
});
