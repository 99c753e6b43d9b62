import { describe, expect, it } from 'vitest';
import { findRemoval } from '../../../src/engine/account/find-removal.js';

const eventIds = ['a', 'b', 'c', 'd', 'e', 'f'];
/** An item that is off the list once all events of one of these sets are gone. */
const question = (...enough: string[][]) => {
  const off = (without: readonly string[]): boolean => enough.some((set) => set.every((id) => without.includes(id)));
  return {
    eventIds,
    offAlone: new Set(eventIds.filter((id) => off([id]))),
    offWithout: async (sets: readonly (readonly string[])[]) => sets.map(off),
  };
};

describe('a removal', () => {
  it('is one event, or two, if these suffice', async () => {
    expect(await findRemoval(question(['e'], ['a', 'b']))).toEqual({ eventIds: ['e'], smallest: true });
    expect(await findRemoval(question(['a', 'b', 'c'], ['c', 'f']))).toEqual({ eventIds: ['c', 'f'], smallest: true });
  });

  it('contains no superfluous event; four are not called smallest, since not all sets of three were tried', async () => {
    const removal = await findRemoval(question(['b', 'd', 'e', 'f']));
    expect([...(removal?.eventIds ?? [])].sort()).toEqual(['b', 'd', 'e', 'f']);
    expect(removal?.smallest).toBe(false);
    expect((await findRemoval(question(['a', 'c', 'd'])))?.smallest).toBe(true);
  });

  it('is null if the item stays without any event', async () => {
    expect(await findRemoval(question())).toBeNull();
  });
});
