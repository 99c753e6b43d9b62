import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';

it('the built files import Vue, and each other, and nothing else', () => {
  const files = readdirSync('dist').filter((name) => /^vue(-\w+-\w+)?\.js$/.test(name));
  expect(files.length).toBe(2);
  for (const file of files) {
    const imports = [...readFileSync(`dist/${file}`, 'utf8').matchAll(/from\s*["']([^"']+)["']|import\(/g)].map(([, name]) => name);
    expect(imports.filter((name) => name !== 'vue' && !files.includes(name?.slice(2)))).toEqual([]);
  }
});

it('the built file renders on a server', async () => {
  const { provideShelf, useRecommendations } = (await import(
    new URL('../../dist/vue.js', import.meta.url).href
  )) as typeof import('../../src/vue.js');
  const app = createSSRApp({
    setup() {
      const list = useRecommendations({ fallback: [{ id: 'a', title: 'The a' }] });
      return () => list.value.items.map(({ item }) => item.title).join();
    },
  });
  provideShelf(null, app);
  expect(await renderToString(app)).toBe('The a');
});
