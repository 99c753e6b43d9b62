import { describe, expect, it } from 'vitest';
import { OnshelfError } from '../../src/core/onshelf-error.js';
import { withSearches } from '../../src/engine/with-searches.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Note } from '../../src/types/note.js';
import { contextOf, event, NOW, pack } from './list-fixture.js';

const search: ShelfEvent = { id: 's', name: 'search', time: NOW, items: [], search_term: 'stove' };

describe('a context in which searches speak', () => {
  it('is the same where nothing was searched', async () => {
    const context = contextOf([event('view_item', 'tent-1')]);
    expect(await withSearches(context, { kind: 'recommend' }, [])).toBe(context);
    expect(await withSearches(context, { kind: 'rerank', query: 'stove' }, [])).toBe(context);
    expect(await withSearches(context, { kind: 'recommend', scenario: 'search', query: 'stove' }, [])).toBe(context);
    expect((await withSearches(context, { kind: 'recommend', query: 'stove' }, [])).hear).toBeDefined();
  });

  it('waits for texts of the pack, and does without and says so if they do not come', async () => {
    const lateTexts = {
      whole: Promise.resolve(),
      fill: async <List>(answer: List): Promise<List> => answer,
      before: async (call: object) => {
        expect(JSON.stringify(call)).toContain('"query"');
        throw new OnshelfError('pack-unreachable', 'Titles are still being fetched.');
      },
    };
    const context = contextOf([search], { ...pack, lateTexts });
    const said: Note[] = [];
    expect(await withSearches(context, { kind: 'recommend' }, said)).toBe(context);
    expect(said).toEqual([{ code: 'pack-unreachable', message: 'Searches are not heard in this list: Titles are still being fetched.' }]);
  });
});
