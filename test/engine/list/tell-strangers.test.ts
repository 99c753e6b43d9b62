import { describe, expect, it } from 'vitest';
import { tellStrangers } from '../../../src/engine/list/tell-strangers.js';
import { contextOf, event } from '../list-fixture.js';

describe('a list of a history that the pack knows nothing of', () => {
  it('says so, and names an id', () => {
    const [note, ...others] = tellStrangers('recommend', contextOf([event('view_item', 'gla_1'), event('view_item', 'gla_2', 0)]));
    expect(others).toEqual([]);
    expect(note.code).toBe('ids-unknown');
    expect(note.message).toContain('"gla_2"');
  });

  it('says nothing where one item is known, where nothing was heard, or where the list is not of the history', () => {
    expect(tellStrangers('recommend', contextOf([event('view_item', 'gla_1'), event('view_item', 'tent-1')]))).toEqual([]);
    expect(tellStrangers('recommend', contextOf([]))).toEqual([]);
    expect(tellStrangers('related', contextOf([event('view_item', 'gla_1')]))).toEqual([]);
  });
});
