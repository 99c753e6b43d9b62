import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { workerAddress } from '../../src/script/opening/worker-address.js';

beforeEach(() => {
  vi.stubGlobal('location', { origin: 'https://shop.example' });
  // The page's base is another address.
  vi.stubGlobal('document', { baseURI: 'https://evil.example/' });
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const BESIDE = 'https://shop.example/onshelf/';

/** The address that a worker made in the page imports. */
async function importedBy(address: URL | string): Promise<string> {
  return (await fetch(address)).text();
}

describe("the worker's address", () => {
  it.each([
    [undefined, 'https://shop.example/onshelf/worker.js'],
    ['worker.js?v=2', 'https://shop.example/onshelf/worker.js?v=2'],
    ['/js/worker.js', 'https://shop.example/js/worker.js'],
    ['https://shop.example/js/worker.js', 'https://shop.example/js/worker.js'],
  ])('is read from the folder of the script, whatever the base of the page is: %s', (given, address) => {
    expect(workerAddress(BESIDE, given)).toBe(address);
    expect(console.warn).not.toHaveBeenCalled();
  });

  it("may have the script's own origin: the page then makes a worker that imports it", async () => {
    expect(await importedBy(workerAddress('https://cdn.example/1/', 'w.js'))).toContain('import("https://cdn.example/1/w.js")');
  });

  it.each(['https://evil.example/worker.js', '//evil.example/w.js', 'http://shop.example/worker.js', 'data:text/javascript,1', 'https://'])(
    'has no third-party origin and is no invalid text: for %s the one beside the script is used',
    async (given) => {
      expect(workerAddress(BESIDE, given)).toBe(`${BESIDE}worker.js`);
      expect(await importedBy(workerAddress('https://cdn.example/1/', given))).toContain('import("https://cdn.example/1/worker.js")');
    },
  );

  it('that is refused is reported', async () => {
    vi.resetModules();
    const fresh = await import('../../src/script/opening/worker-address.js');
    fresh.workerAddress(BESIDE, 'https://evil.example/worker.js');
    expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/data-worker-url .*\[bad-argument\]/));
  });
});
