import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { onshelf } from '../tools/run-onshelf.js';
import { filesOf, put, smallFeed, smallLog } from '../tools/shop-files.js';
import { smallShop } from '../tools/small-shop.js';

const shop = smallShop(40);
const { folder, build } = shop;
const at = (name: string): string => join(folder, name);
const manifestOf = (name: string): { number: number; contents: unknown } => JSON.parse(readFileSync(join(at(name), 'pack.json'), 'utf8'));
const SMALLER = put(folder, 'smaller.tsv', smallFeed(20));
const SHORTER = put(folder, 'shorter.csv', smallLog(90, 40));
/** Builds take longer than other tests where the machine is busy. */
const BUILD_TIMEOUT_MS = 120_000;

describe('a nightly build with --check', () => {
  beforeAll(async () => {
    expect((await build('pack')).code).toBe(0);
  }, BUILD_TIMEOUT_MS);

  it(
    'publishes a pack like the one before, with the next number, and says how many figures it compared',
    async () => {
      mkdirSync(at('live'));
      copyFileSync(join(at('pack'), 'pack.json'), join(at('live'), 'pack.json'));
      for (const previous of ['live', 'live/pack.json']) {
        const { code, output } = await build(`next to ${previous.length}`, '--check', at(previous));
        expect([code, output]).toEqual([0, expect.stringMatching(/Check: 11 figures are within the limits of pack 1 of /)]);
        // Also where the folder itself is empty, as on a machine that is new each night.
        expect(manifestOf(`next to ${previous.length}`).number).toBe(2);
      }
    },
    BUILD_TIMEOUT_MS,
  );

  it(
    'refuses a catalogue of half the items with code 4, both figures and the option, and writes nothing',
    async () => {
      const before = filesOf(at('pack'));
      const { code, output, errors } = await build('pack', '--catalog', SMALLER, '--check', at('pack'));
      expect([code, output]).toEqual([4, '']);
      expect(errors).toMatch(/onshelf: The pack is much worse or smaller than pack 1 of .*pack, so nothing was written: items.*\.\n/);
      expect(errors).toMatch(/^ {2}items: 20 instead of 40; the limit is a share of 0\.8\. To allow it: --check-items 0\.5$/m);
      expect(filesOf(at('pack'))).toEqual(before);
    },
    BUILD_TIMEOUT_MS,
  );

  it(
    'refuses a log that is cut off, and publishes it with the options that it printed',
    async () => {
      const words = ['--events', SHORTER, '--check', at('pack')];
      const { code, output, errors } = await build('pack', ...words, '--json');
      expect(code).toBe(4);
      const { refused, check } = JSON.parse(output);
      expect(refused).toMatch(/events used, shoppers/);
      expect(check.figures.find(({ figure }: { figure: string }) => figure === 'shoppers')).toEqual({
        figure: 'shoppers',
        subject: 'shoppers',
        previous: 300,
        current: 90,
        least: 0.7,
        passed: false,
        option: '--check-shoppers 0.3',
      });
      const options = [...errors.matchAll(/To allow it: (--check-\S+) (\S+)/g)].flatMap(([, name, share]) => [name, share]);
      const all = [...options, '--check-accuracy', '0', '--check-neighbours', '0', '--check-bytes', '0'];
      expect((await build('pack', ...words, ...all)).code).toBe(0);
      expect(manifestOf('pack').number).toBe(2);
    },
    BUILD_TIMEOUT_MS,
  );

  it(
    'has nothing to compare with in the first night, and says so; anywhere else a missing pack is an error',
    async () => {
      const first = await build('first', '--check', at('first'));
      expect([first.code, first.output]).toEqual([0, expect.stringMatching(/has no pack yet, so nothing was compared/)]);
      const typo = await build('second', '--check', at('frist'));
      expect([typo.code, typo.errors]).toEqual([1, expect.stringMatching(/--check .*frist cannot be compared with: ENOENT/)]);
      expect(existsSync(at('second'))).toBe(false);
      const without = await build('second', '--check-items', '0.5');
      expect([without.code, without.errors]).toEqual([
        2,
        expect.stringMatching(/--check-items changes a limit of --check, which is not given/),
      ]);
    },
    BUILD_TIMEOUT_MS,
  );

  it('states in the manifest what is compared, and nothing that verify --privacy objects to', async () => {
    expect(manifestOf('first').contents).toEqual({
      inStock: 1,
      priced: 1,
      pictured: 0,
      titled: 1,
      events: 1800,
      shoppers: 300,
      withNeighbours: expect.any(Number),
    });
    expect((await onshelf('verify', '--privacy', at('first'))).code).toBe(0);
  });

  it(
    'rolls back to the pack before, and the next build has a higher number',
    async () => {
      const text = await onshelf('rollback', at('pack'));
      expect([text.code, text.output]).toEqual([
        0,
        expect.stringMatching(/^Pack 3 in .* has the content of pack 1, made .*\. It replaces pack 2, which stays in the folder\.\n$/),
      ]);
      const json = await onshelf('rollback', at('pack'), '--to', '2', '--json');
      expect(JSON.parse(json.output)).toMatchObject({ replaced: 3, restored: 2, number: 4, kept: [3, 2, 1] });
      expect((await onshelf('verify', at('pack'))).code).toBe(0);
      expect((await build('pack', '--number', '40')).code).toBe(0);
      expect(manifestOf('pack').number).toBe(40);
      const low = await build('pack', '--number', '7');
      expect([low.code, low.errors]).toEqual([1, expect.stringMatching(/--number 7 is not above 40/)]);
    },
    BUILD_TIMEOUT_MS,
  );
});
