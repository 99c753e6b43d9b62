import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineElement } from '../../src/elements/define-element.js';

beforeEach(() => {
  vi.stubGlobal('HTMLElement', class {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const mount = async () => () => {};

it('a page in which no element can be defined has an explanation on the console', () => {
  const get = (): undefined => undefined;
  const define = (): void => {
    throw new TypeError('connectedMoveCallback is no function');
  };
  vi.stubGlobal('customElements', { get, define });
  defineElement('onshelf-first', mount);
  expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/<onshelf-first> .*connectedMoveCallback.*\[bad-argument\]/));
});

it('an invalid registry throws nothing into the page', () => {
  vi.stubGlobal('customElements', {});
  defineElement('onshelf-second', mount);
  expect(console.warn).toHaveBeenCalledTimes(1);
});

it('a name that is already defined is unchanged', () => {
  const define = vi.fn();
  vi.stubGlobal('customElements', { get: () => class {}, define });
  defineElement('onshelf-third', mount);
  expect(define).not.toHaveBeenCalled();
});
