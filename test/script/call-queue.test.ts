import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeResult, Shelf } from '../../src/index.js';
import { createCallQueue, type QueuedCall } from '../../src/script/call-queue.js';
import { runCall } from '../../src/script/opening/run-call.js';

let made: unknown[][] = [];
const tell = async (...call: unknown[]): Promise<ChangeResult> => {
  made.push(call);
  return { done: true };
};
const shelf = {
  track: (...given: unknown[]) => void made.push(['track', ...given]),
  consent: { set: (...given: unknown[]) => tell('consent', ...given.filter((one) => one !== undefined)) },
  profile: { erase: (...given: unknown[]) => tell('erase', ...given.filter((one) => one !== undefined)) },
  onSegmentChange: (...given: unknown[]) => void made.push(['onSegmentChange', ...given]),
  switchProfile: (...given: unknown[]) => tell('switchProfile', ...given.filter((one) => one !== undefined)),
} as unknown as Shelf;
const run = (call: QueuedCall): void => runCall(shelf, call);

beforeEach(() => {
  made = [];
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

describe('calls', () => {
  it('made before the shelf opens wait for it, and keep their order and times', () => {
    const queue = createCallQueue();
    queue.add([1, 'track', 'view_item', { items: [{ item_id: 'a' }] }]);
    queue.add([2, 'consent', 'granted']);
    queue.add([3, 'feedback', 'b', 'hide']);
    expect(made).toEqual([]);
    queue.serve(run);
    queue.add([4, 'track', 'search', { search_term: 'tent' }]);
    expect(made).toEqual([
      ['track', 'view_item', { items: [{ item_id: 'a' }] }, 1, 'call'],
      ['consent', 'granted'],
      ['track', 'feedback', { items: [{ item_id: 'b' }], kind: 'hide' }, 3],
      ['track', 'search', { search_term: 'tent' }, 4, 'call'],
    ]);
  });

  it('listen to changes of segments, by the default rule or another, from the moment at which the shelf opens', () => {
    const queue = createCallQueue();
    const [greet, thank] = [() => {}, () => {}];
    queue.add([1, 'onSegmentChange', greet]);
    expect(made).toEqual([]);
    queue.serve(run);
    queue.add([2, 'onSegmentChange', thank, { share: 0.5 }]);
    expect(made).toEqual([
      ['onSegmentChange', greet, undefined],
      ['onSegmentChange', thank, { share: 0.5 }],
    ]);
  });

  it('change the profile: that of an account, and back to a guest at log-out', () => {
    const queue = createCallQueue();
    queue.serve(run);
    queue.add([1, 'profile', 'customer-7', { join: true }]);
    queue.add([2, 'reset']);
    queue.add([3, 'erase', { all: true }]);
    expect(made).toEqual([
      ['switchProfile', 'customer-7', { join: true }],
      ['switchProfile', null],
      ['erase', { all: true }],
    ]);
  });

  it('pass the shelf to callbacks', () => {
    const queue = createCallQueue();
    const given: Shelf[] = [];
    queue.add([1, 'ready', (opened: Shelf) => void given.push(opened)]);
    queue.serve(run);
    expect(given).toEqual([shelf]);
  });

  it('with a callback that throws block no others', () => {
    const queue = createCallQueue();
    queue.add([
      1,
      'ready',
      () => {
        throw new Error("the page's own fault");
      },
    ]);
    queue.add([2, 'consent', 'denied']);
    queue.serve(run);
    expect(made).toEqual([['consent', 'denied']]);
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining("the page's own fault"));
  });

  it('with a callback that throws a value without a text block no others', () => {
    const queue = createCallQueue();
    const thrown = [
      Symbol('s'),
      Object.create(null),
      new Proxy(
        {},
        {
          get: () => {
            throw Symbol('get');
          },
        },
      ),
      {
        toString: () => {
          throw 1;
        },
      },
    ];
    for (const what of thrown)
      queue.add([
        1,
        'ready',
        () => {
          throw what;
        },
      ]);
    queue.add([2, 'consent', 'denied']);
    queue.serve(run);
    expect(made).toEqual([['consent', 'denied']]);
  });

  it('that withdraw consent reach the shelf in order, however many events wait before them', () => {
    const queue = createCallQueue();
    for (let index = 0; index < 6000; index++) queue.add([index, 'track', 'view_item', {}]);
    queue.add([1, 'consent', 'denied']);
    queue.add([2, 'erase']);
    queue.serve(run);
    expect(made.slice(5000)).toEqual([['consent', 'denied'], ['erase']]);
  });

  it('that only the shelf can confirm are not accepted by the tag: the console reports that', async () => {
    vi.resetModules();
    const fresh = await import('../../src/script/opening/run-call.js');
    const queue = createCallQueue();
    queue.serve((call) => fresh.runCall(shelf, call));
    for (const command of ['pause', 'resume', 'forget']) queue.add([1, command, { itemId: 'a' }]);
    expect(made).toEqual([]);
    expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/"pause" is no command: .*\[unknown-name\]/));
  });

  it('with an invalid consent do nothing, and report that', () => {
    const queue = createCallQueue();
    queue.serve(run);
    queue.add([1, 'consent', 'yes']);
    expect(made).toEqual([]);
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining('"yes" is ignored; use granted, denied, unknown.'));
  });

  it.each([
    ['a symbol', Symbol('s')],
    ['an object without a prototype', Object.create(null)],
    [
      'a circle',
      (() => {
        const circle: unknown[] = [];
        circle.push(circle);
        return circle;
      })(),
    ],
    ['a number too large for JSON', 1n],
    [
      'an object whose toJSON throws',
      {
        toJSON: () => {
          throw 1;
        },
        toString: () => {
          throw 2;
        },
      },
    ],
  ])('of %s are reported, and throw nothing', (_what, given) => {
    const queue = createCallQueue();
    queue.serve(run);
    queue.add([1, given]);
    queue.add([2, 'consent', given]);
    queue.add([3, 'ready', given]);
    queue.add([4, 'consent', 'denied']);
    expect(made).toEqual([['consent', 'denied']]);
  });

  it('of any kind never throw', () => {
    const queue = createCallQueue();
    queue.serve(run);
    fc.assert(fc.property(fc.anything(), fc.array(fc.anything()), (command, given) => queue.add([1, command, ...given])));
    fc.assert(
      fc.property(fc.constantFrom('track', 'feedback', 'consent', 'ready'), fc.array(fc.anything()), (command, given) =>
        queue.add([1, command, ...given]),
      ),
    );
  });

  it('beyond the limit of a shelf are dropped', () => {
    const queue = createCallQueue();
    for (let index = 0; index < 5010; index++) queue.add([index, 'track', 'view_item', {}]);
    queue.serve(run);
    expect(made.length).toBe(5000);
  });
});
