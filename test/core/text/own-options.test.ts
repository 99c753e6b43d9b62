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

it('options are what was given, in an object that inherits nothing', () => {
  const options = read({ pack: '/a', workerUrl: undefined });
  expect(Object.getPrototypeOf(options)).toBeNull();
  expect({ ...options }).toEqual({ pack: '/a' });
});

it('what stands on a prototype is no option', () => {
  expect({ ...read(Object.create({ workerUrl: '//evil' })) }).toEqual({});
});

it('a name that is not known is told of once, with the one that was probably meant', () => {
  ownOptions({ workerURL: '/w' } as Options, KNOWN, 'option');
  ownOptions({ workerURL: '/w' } as Options, KNOWN, 'option');
  expect(console.warn).toHaveBeenCalledTimes(1);
  expect(console.warn).toHaveBeenCalledWith('onshelf: "workerURL" is no option and is ignored; did you mean "workerUrl"? [unknown-name]');
});

it('a flood of names is told of ten times', () => {
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
