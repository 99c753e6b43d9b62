import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createListId, modelOfList } from '../../../src/core/events/list-id.js';
import { draftMark, readDraft, teamOf } from '../../../src/core/numbers/draft-teams.js';

describe('the teams of a draft', () => {
  it('have one place each in every round', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(500), (seed, round) => {
        expect([teamOf(seed, 2 * round), teamOf(seed, 2 * round + 1)].sort()).toEqual(['other', 'own']);
      }),
    );
  });

  it('begin a round as often as each other, over seeds and over rounds', () => {
    const share = (teams: readonly string[]): number => teams.filter((team) => team === 'own').length / teams.length;
    // Deviation of 10 000 coins: 0.005.
    expect(Math.abs(share(Array.from({ length: 10_000 }, (_, seed) => teamOf(seed, 0))) - 0.5)).toBeLessThan(0.025);
    expect(Math.abs(share(Array.from({ length: 10_000 }, (_, seed) => teamOf(seed, 8))) - 0.5)).toBeLessThan(0.025);
    expect(Math.abs(share(Array.from({ length: 10_000 }, (_, round) => teamOf(7, 2 * round))) - 0.5)).toBeLessThan(0.025);
  });

  it('are given by the id of the list, which still names the model and is short enough to be stored', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,32}$/), fc.nat(0xffffffff), fc.nat(1000), (name, seed, places) => {
        const plainId = createListId(1000, 'personal');
        const listId = plainId + draftMark({ name, seed, places });
        expect(readDraft(listId)).toEqual({ draft: { name, seed, places }, plainId });
        expect(modelOfList(plainId)).toBe('personal');
        expect(listId.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('are not read into the id of another list', () => {
    for (const listId of ['', 'related', createListId(1, 'personal'), 'x-versus-a', 'x-versus-A-1-1', 'x-versus-a-1-zz']) {
      expect(readDraft(listId)).toEqual({ draft: null, plainId: listId });
    }
  });
});
