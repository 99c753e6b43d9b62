import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** A text without what formatters change: blanks, and commas before an end. */
const bare = (text: string): string => text.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');

/** The block of code of a guide that contains a text. */
function blockOf(guide: string, text: string): string {
  const blocks = [...readFileSync(guide, 'utf8').matchAll(/^ *```\w+\n([\s\S]*?)^ *```$/gm)].map(([, code]) => code);
  const block = blocks.find((code) => code.includes(text));
  if (block === undefined) throw new Error(`${guide} has no block of code with ${text}`);
  return block;
}

it.each([
  ['docs/react.md', 'ShopShelf', 'next-commerce/components/onshelf/shop-shelf.tsx'],
  ['docs/react.md', 'function ProductViewed', 'next-commerce/components/onshelf/product-viewed.tsx'],
  ['docs/react.md', 'function ConsentBanner', 'next-commerce/components/onshelf/consent-banner.tsx'],
  ['docs/react.md', 'function Why', 'next-commerce/components/onshelf/why.tsx'],
  ['docs/react.md', 'const pathOf', 'next-commerce/lib/path-of.ts'],
  ['docs/vue.md', 'defineNuxtPlugin', 'nuxt-shop/plugins/onshelf.ts'],
  ['docs/vue.md', 'useConsent', 'nuxt-shop/components/ConsentBanner.vue'],
  ['docs/vue.md', 'useItems', 'nuxt-shop/components/WhyReason.vue'],
  ['docs/vue.md', 'const pathOf', 'nuxt-shop/composables/pathOf.ts'],
])('the code of %s with %j is a file of a storefront as it stands', (guide, text, file) => {
  expect(bare(readFileSync(`test/shops/${file}`, 'utf8'))).toBe(bare(blockOf(guide, text)));
});

it.each(['woocommerce', 'dawn'])(
  'the multi-page shop %s has the list and the styles of docs/script-tag.md, and no script of its own for them',
  (name) => {
    const shop = ['storefront', name].map((file) => readFileSync(`test/shops/multi-page/${file}.ts`, 'utf8')).join('\n');
    const guide = blockOf('docs/script-tag.md', '<template>');
    const [template] = /<template>[\s\S]*<\/template>/.exec(guide) ?? [''];
    const [styles] = /<style>[\s\S]*<\/style>/.exec(guide) ?? [''];
    expect(template).toContain('data-slot="title"');
    expect(bare(shop)).toContain(bare(template));
    expect(bare(shop)).toContain(bare(styles));
    expect(shop).toContain('<script async src="/onshelf/onshelf.js" data-pack="/pack/pack.json"');
    expect(shop).not.toMatch(/onshelf\(/);
  },
);
