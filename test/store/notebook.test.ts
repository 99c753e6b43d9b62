import '../fixtures/page-globals.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { latestEvents, openNotebook } from '../../src/store/notebook.js';
import type { ShelfEvent } from '../../src/types/event.js';

beforeEach(() => localStorage.clear());

const eventOf = (id: number, text = ''): ShelfEvent => ({ id: String(id), name: 'search', time: id, items: [], search_term: text });

describe('the notebook', () => {
  it('adds to what is noted, and tells shops apart', () => {
    openNotebook('one').write({ place: 1, day: 2 });
    openNotebook('one').write({ events: 3 });
    expect(openNotebook('one').read()).toEqual({ place: 1, day: 2, events: 3 });
    expect(openNotebook('two').read()).toBeNull();
  });

  it('forgets what is written as undefined, and everything when it is removed', () => {
    const notebook = openNotebook('one');
    notebook.write({ place: 1, log: 'a' });
    notebook.write({ log: undefined });
    expect(notebook.read()).toEqual({ place: 1 });
    notebook.remove();
    expect(notebook.read()).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it('takes nonsense for nothing', () => {
    localStorage.setItem('onshelf:one', '{');
    expect(openNotebook('one').read()).toBeNull();
    openNotebook('one').write({ place: 1 });
    expect(openNotebook('one').read()).toEqual({ place: 1 });
  });

  it('never throws where localStorage is refused', () => {
    const refused = vi.spyOn(localStorage, 'getItem').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    try {
      const notebook = openNotebook('one');
      notebook.write({ place: 1 });
      expect(notebook.read()).toBeNull();
      notebook.remove();
    } finally {
      refused.mockRestore();
    }
  });
});

describe('the latest events', () => {
  it('are at most twenty, the last ones, in their order', () => {
    const events = Array.from({ length: 30 }, (_, index) => eventOf(index));
    expect(latestEvents(events)).toEqual(events.slice(10));
  });

  it('fit into two kilobytes, and none does where the last is larger', () => {
    const events = Array.from({ length: 20 }, (_, index) => eventOf(index, 'x'.repeat(300)));
    const kept = latestEvents(events);
    expect(JSON.stringify(kept).length).toBeLessThanOrEqual(2048);
    expect(kept).toEqual(events.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(3);
    expect(latestEvents([eventOf(1, 'x'.repeat(3000))])).toEqual([]);
  });
});
