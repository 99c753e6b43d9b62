import '../../fixtures/page-globals.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openLocalNotes } from '../../../src/store/place/local-notes.js';

beforeEach(() => localStorage.clear());

describe('the local notes', () => {
  it('add to existing notes, and separate shops', () => {
    openLocalNotes('one').write({ place: 1, day: 2 });
    openLocalNotes('one').write({ events: 3 });
    expect(openLocalNotes('one').read()).toEqual({ place: 1, day: 2, events: 3 });
    expect(openLocalNotes('two').read()).toBeNull();
  });

  it('drop fields written as undefined, and all when they are removed', () => {
    const notebook = openLocalNotes('one');
    notebook.write({ place: 1, log: 'a' });
    notebook.write({ log: undefined });
    expect(notebook.read()).toEqual({ place: 1 });
    notebook.remove();
    expect(notebook.read()).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it('ignore invalid values', () => {
    localStorage.setItem('onshelf:one', '{');
    expect(openLocalNotes('one').read()).toBeNull();
    openLocalNotes('one').write({ place: 1 });
    expect(openLocalNotes('one').read()).toEqual({ place: 1 });
  });

  it('never throw if localStorage is blocked', () => {
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

describe('a note', () => {
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

  it('keeps valid fields beside invalid ones, and drops events that version 0.1.0 noted in plain text', () => {
    localStorage.setItem(KEY, '{"place":-1,"since":7,"latest":[{"name":"view_item"}]}');
    const notebook = openLocalNotes('one');
    expect(notebook.read()).toEqual({ since: 7 });
    notebook.write({ place: 1 });
    expect(JSON.parse(localStorage.getItem(KEY) as string)).toEqual({ since: 7, place: 1 });
  });
});
