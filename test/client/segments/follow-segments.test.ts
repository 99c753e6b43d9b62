import { beforeEach, describe, expect, it, vi } from 'vitest';
import { followSegments } from '../../../src/client/segments/follow-segments.js';
import type { Consent } from '../../../src/types/consent.js';
import type { Note } from '../../../src/types/note.js';
import type { Membership, SegmentChange } from '../../../src/types/results/memberships.js';
import type { Segments } from '../../../src/types/results/segments.js';
import type { Shelf } from '../../../src/types/shelf.js';

const tents: Membership = { kind: 'category', name: 'Tents', share: 0.5, events: 3, since: 1 };
const fell: Membership = { kind: 'brand', name: 'Fell', share: 0.4, events: 3, since: 2 };

/** A shelf whose shopper is of `members`. */
const page = { members: [] as readonly Membership[], consent: 'granted' as Consent, asked: 0, hold: Promise.resolve() };
const listeners = new Set<(note?: Note) => void>();
const shelf = {
  segments: async (): Promise<Segments> => {
    page.asked++;
    const memberOf = page.members;
    await page.hold;
    return { model: 'personal', categories: [], brands: [], memberOf };
  },
  subscribe: (listener: (note?: Note) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  consent: {
    get state() {
      return page.consent;
    },
  },
} as unknown as Shelf;

const told: SegmentChange[] = [];
let ending = new AbortController();
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
const change = async (what: Partial<typeof page>, note?: Note): Promise<void> => {
  Object.assign(page, what);
  for (const listener of listeners) listener(note);
  await settled();
};
const follow = async (listener: (one: SegmentChange) => unknown = (one) => told.push(one)): Promise<void> => {
  followSegments(shelf, ending.signal, listener);
  await settled();
};
const summary = () =>
  told.map(({ entered, left, first }) => [entered.map(({ name }) => name).join(), left.map(({ name }) => name).join(), first]);

beforeEach(() => {
  listeners.clear();
  told.length = 0;
  ending = new AbortController();
  Object.assign(page, { members: [], consent: 'granted', asked: 0, hold: Promise.resolve() });
});

describe('a listener of segments', () => {
  it('is told what the shopper is of already, then what changes, and nothing else', async () => {
    page.members = [tents];
    await follow();
    await change({});
    await change({ members: [{ ...tents, share: 0.6 }, fell] });
    await change({ members: [fell] });
    expect(summary()).toEqual([
      ['Tents', '', true],
      ['Fell', '', false],
      ['', 'Tents', false],
    ]);
    expect(told.at(-1)?.current).toEqual([fell]);
  });

  it('is told nothing before consent, and that all are left once it is withdrawn', async () => {
    Object.assign(page, { members: [tents], consent: 'unknown' });
    await follow();
    expect([summary(), page.asked]).toEqual([[], 0]);
    await change({ consent: 'granted' });
    await change({ consent: 'denied' });
    await change({ consent: 'granted' });
    expect(summary()).toEqual([
      ['Tents', '', true],
      ['', 'Tents', false],
      ['Tents', '', true],
    ]);
  });

  it('is told that one shopper’s segments are left before it hears of another’s', async () => {
    page.members = [tents];
    await follow();
    await change({ members: [tents, fell] }, { code: 'profile-changed', message: '' });
    expect(summary()).toEqual([
      ['Tents', '', true],
      ['', 'Tents', false],
      ['Tents,Fell', '', true],
    ]);
  });

  it('hears the latest answer, if the shopper changed while it was asked for', async () => {
    let release: () => void = () => {};
    page.members = [tents];
    page.hold = new Promise((resolve) => {
      release = resolve;
    });
    await follow();
    await change({ members: [fell], hold: Promise.resolve() });
    expect(page.asked).toBe(1);
    release();
    await settled();
    expect(summary()).toEqual([['Fell', '', true]]);
  });

  it('is told nothing after it unsubscribed', async () => {
    await follow();
    ending.abort();
    await change({ members: [tents] });
    expect([summary(), listeners.size]).toEqual([[], 0]);
  });

  it('keeps what it knows where the engine has no answer', async () => {
    page.members = [tents];
    await follow();
    await change({ members: undefined as never });
    expect(summary()).toHaveLength(1);
  });

  it('may throw: that is reported once, and it is called on', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    page.members = [tents];
    let calls = 0;
    await follow(() => {
      calls++;
      throw new Error('no points today');
    });
    await change({ members: [fell] });
    await follow('none' as never);
    expect(calls).toBe(2);
    expect(warn.mock.calls.map(([line]) => line)).toEqual([
      expect.stringMatching(/no points today \[listener-failed\]/),
      expect.stringMatching(/takes a function. \[bad-argument\]/),
    ]);
  });
});
