import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { loadPack } from '../../src/pack/load/load.js';
import { type PackServer, servePack } from '../fixtures/pack-server.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

let [shop, elsewhere]: PackServer[] = [];
beforeAll(async () => {
  const pack = await encodePack(tinyContent());
  [shop, elsewhere] = await Promise.all([servePack(pack), servePack(pack)]);
});
afterAll(() => Promise.all([shop.stop(), elsewhere.stop()]));
beforeEach(() => {
  shop.answer = elsewhere.answer = () => false;
  shop.asked.length = elsewhere.asked.length = 0;
});

/** The shop redirects every request to another address. */
const redirect = (which: string, to: (path: string) => string): void => {
  shop.answer = (request, response) => {
    if (!request.url?.includes(which)) return false;
    response.writeHead(302, { location: to(request.url) }).end();
    return true;
  };
};

describe.each(['pack.json', 'rows-', 'catalog-'])('where %s is redirected to another origin', (which) => {
  it('the pack is refused, and the other origin gets no request', async () => {
    redirect(which, (path) => `${elsewhere.origin}${path}`);
    await expect(loadPack(`${shop.origin}/pack.json`, null)).rejects.toMatchObject({ code: 'pack-unreachable' });
    expect(elsewhere.asked).toEqual([]);
  });

  it('it is followed if the page has named the origin, and refused if it named others', async () => {
    redirect(which, (path) => `${elsewhere.origin}${path}`);
    const load = (origin: string) => loadPack(`${shop.origin}/pack.json`, null, { redirectOrigins: [origin] });
    expect((await load(elsewhere.origin)).pack.items).toBe(40);
    await expect(load('https://third.example')).rejects.toThrow(/not named in "packOrigins"/);
  });
});

it('a redirect of pack.json inside an origin applies to its files', async () => {
  redirect('/now/', () => '/of-today/pack.json');
  expect((await loadPack(`${shop.origin}/now/pack.json`, null, { redirectOrigins: [shop.origin] })).pack.items).toBe(40);
  expect(shop.asked.slice(1).every((path) => path.startsWith('/of-today/'))).toBe(true);
});

it.each([
  'data:application/json,{}',
  'blob:http://shop.example/1',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ftp://shop.example/pack.json',
])('no pack is fetched from %s', async (address) => {
  await expect(loadPack(address, null)).rejects.toMatchObject({ code: 'bad-argument' });
});
