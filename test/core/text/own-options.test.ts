import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ownOptions } from '../../../src/core/text/own-options.js';

interface Options {
  readonly pack?: string;
  readonly workerUrl?: string;
}
const KNOWN = { pack: true, workerUrl: true } satisfies Record<keyof Options, unknown>;
let what = 0;
const read = (given: unknown): Options => ownOptions(given as Options, KNOWN, `option of test ${++what}`);

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

it('options are the given ones, in an object without a prototype', () => {
  const options = read({ pack: '/a', workerUrl: undefined });
  expect(Object.getPrototypeOf(options)).toBeNull();
  expect({ ...options }).toEqual({ pack: '/a' });
});

it('a member of a prototype is no option', () => {
  expect({ ...read(Object.create({ workerUrl: '//evil' })) }).toEqual({});
});

it('an unknown name is reported once, with the nearest known one', () => {
  ownOptions({ workerURL: '/w' } as Options, KNOWN, 'option');
  ownOptions({ workerURL: '/w' } as Options, KNOWN, 'option');
  expect(console.warn).toHaveBeenCalledTimes(1);
  expect(console.warn).toHaveBeenCalledWith('onshelf: "workerURL" is no option and is ignored; did you mean "workerUrl"? [unknown-name]');
});

it('of very many unknown names, ten are reported', () => {
  read(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`option number ${index}`, 1])));
  expect(console.warn).toHaveBeenCalledTimes(10);
});

it.each([
  ['null', null],
  ['nothing', undefined],
  ['a number', 7],
  ['a text', 'pack'],
  ['a symbol', Symbol('s')],
  ['a function', () => {}],
  [
    'a proxy that throws',
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    ),
  ],
])('%s has none, and throws nothing', (_what, given) => {
  expect({ ...read(given) }).toEqual({});
});
