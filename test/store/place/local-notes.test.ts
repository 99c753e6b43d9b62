import '../../fixtures/page-globals.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openLocalNotes } from '../../../src/store/place/local-notes.js';

beforeEach(() => localStorage.clear());

describe('the notebook', () => {
  it('adds to what is noted, and tells shops apart', () => {
    openLocalNotes('one').write({ place: 1, day: 2 });
    openLocalNotes('one').write({ events: 3 });
    expect(openLocalNotes('one').read()).toEqual({ place: 1, day: 2, events: 3 });
    expect(openLocalNotes('two').read()).toBeNull();
  });

  it('forgets what is written as undefined, and everything when it is removed', () => {
    const notebook = openLocalNotes('one');
    notebook.write({ place: 1, log: 'a' });
    notebook.write({ log: undefined });
    expect(notebook.read()).toEqual({ place: 1 });
    notebook.remove();
    expect(notebook.read()).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it('takes nonsense for nothing', () => {
    localStorage.setItem('onshelf:one', '{');
    expect(openLocalNotes('one').read()).toBeNull();
    openLocalNotes('one').write({ place: 1 });
    expect(openLocalNotes('one').read()).toEqual({ place: 1 });
  });

  it('never throws where localStorage is refused', () => {
    const refused = vi.spyOn(localStorage, 'getItem').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    try {
      const notebook = openLocalNotes('one');
      notebook.write({ place: 1 });
      expect(notebook.read()).toBeNull();
      notebook.remove();
    } finally {
      refused.mockRestore();
    }
  });
});

describe('what is noted', () => {
  const KEY = 'onshelf:one';
  it.each([
    '{"place":-1}',
    '{"place":1.5}',
    '{"place":"2"}',
    '{"since":"yesterday"}',
    '{"forgets":[null]}',
    '{"paused":1}',
    '{"log":7}',
    '[]',
    '"text"',
  ])('is nothing where it has not its form: %s', (text) => {
    localStorage.setItem(KEY, text);
    expect(openLocalNotes('one').read()).toEqual(text === '"text"' ? null : {});
  });

  it('keeps what has its form beside what has not, and lets go of events that version 0.1.0 noted in the clear', () => {
    localStorage.setItem(KEY, '{"place":-1,"since":7,"latest":[{"name":"view_item"}]}');
    const notebook = openLocalNotes('one');
    expect(notebook.read()).toEqual({ since: 7 });
    notebook.write({ place: 1 });
    expect(JSON.parse(localStorage.getItem(KEY) as string)).toEqual({ since: 7, place: 1 });
  });
});
