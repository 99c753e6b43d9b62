import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createResource, type Resource } from '../../src/binding/resource.js';
import { keyOf, type ShelfCall } from '../../src/binding/shelf-call.js';
import { createSteadyCall } from '../../src/binding/steady-call.js';
import type { Shelf } from '../../src/index.js';

let warnings: string[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  warnings = [];
  vi.spyOn(console, 'warn').mockImplementation((line) => void warnings.push(String(line)));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const shelf = Promise.resolve({} as Shelf);
const resourceOf = (key: string): Resource<string> =>
  createResource(
    key,
    shelf,
    () => 0,
    () => key,
    String,
  );

/** A component: each rendering makes a call, and each answer causes one. */
function createComponent(callOf: () => ShelfCall) {
  const steady = createSteadyCall(() => render());
  const asked: ShelfCall[] = [];
  let key: string | undefined;
  let stop = (): void => {};
  const render = (): void => {
    const given = callOf();
    const call = steady.settle(given);
    if (keyOf(call) === key) return;
    key = keyOf(call);
    asked.push(call);
    stop();
    stop = steady.follow(given, resourceOf(key), () => queueMicrotask(render));
  };
  return { render, asked };
}

/** Lets answers come, and what follows from them. */
const settle = (milliseconds = 200): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('a parameter that changes with every rendering', () => {
  const moments: readonly (readonly [what: string, callOf: (count: number) => ShelfCall])[] = [
    ['now', (now) => ({ name: 'recommend', request: { now, category: 'Tents' } })],
    ['pins', (place) => ({ name: 'related', about: 'a', request: { pins: [{ id: 'a', place }] } })],
    ['about', (number) => ({ name: 'related', about: `item ${number}`, request: {} })],
    ['about', (number) => ({ name: 'rerank', about: number % 2 ? ['a', 'b'] : ['b', 'a'], request: {} })],
  ];
  it.each(moments)('is held, and said once: %s', async (what, callOf) => {
    let count = 0;
    const { render, asked } = createComponent(() => callOf(++count));
    render();
    await settle();
    expect(asked.length).toBeLessThan(6);
    const calls = asked.length;
    for (let time = 0; time < 5; time++) {
      render();
      await settle();
    }
    expect(asked.length).toBe(calls);
    expect(warnings.filter((line) => line.includes(`"${what}"`)).length).toBe(1);
  });

  it('leaves the others free', async () => {
    let now = 0;
    let category = 'Tents';
    const { render, asked } = createComponent(() => ({ name: 'trending', request: { now: ++now, category } }));
    render();
    await settle();
    category = 'Lamps';
    render();
    await settle();
    expect(asked.at(-1)?.request).toMatchObject({ category: 'Lamps' });
    expect(asked.length).toBeLessThan(7);
    expect(warnings).toEqual([expect.stringMatching(/^onshelf: "now" of trending\(\).*\[unsteady-request\]$/)]);
  });

  it('is held also where something else renders the component again and again', () => {
    let now = 0;
    const { render, asked } = createComponent(() => ({ name: 'buyAgain', request: { now: ++now } }));
    for (let time = 0; time < 100; time++) render();
    expect(asked.length).toBeLessThan(25);
  });

  it('is followed again once it stays as it is: a slider that is moved faster than answers come', async () => {
    let diversity = 0;
    const { render, asked } = createComponent(() => ({ name: 'because', request: { diversity } }));
    for (let time = 0; time < 40; time++) {
      diversity++;
      render();
    }
    await settle(400);
    expect(asked.at(-1)?.request).toEqual({ diversity: 40 });
    const calls = asked.length;
    await settle(1000);
    expect(asked.length).toBe(calls);
  });
});

describe('a parameter that changes for a reason', () => {
  it('is never held: a query that is typed, with answers in between', async () => {
    const { render, asked } = createComponent(() => ({ name: 'newArrivals', request: { category } }));
    let category = '';
    for (const letter of 'the tents that shoppers of this shop like most') {
      category += letter;
      render();
      await settle(50);
    }
    expect(asked.at(-1)?.request).toEqual({ category });
    expect(warnings).toEqual([]);
  });

  it('is never held: a list that grows as soon as it is shown', async () => {
    let length = 1;
    const ids = Array.from({ length: 30 }, (_, index) => `item ${index}`);
    const { render, asked } = createComponent(() => ({ name: 'rerank', about: ids.slice(0, Math.min(30, length++)), request: {} }));
    render();
    await settle();
    expect(asked.at(-1)?.about).toEqual(ids);
    expect(warnings).toEqual([]);
  });
});

it('a call that is no data is said, and throws nowhere', () => {
  const { render, asked } = createComponent(() => ({ name: 'recommend', request: { now: 1n } }));
  expect(render).not.toThrow();
  expect(asked.length).toBe(1);
  expect(warnings).toEqual([expect.stringContaining('[bad-argument]')]);
});
