import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { foldSound } from '../../src/profile/fold-sound.js';
import type { LoggedEvent } from '../../src/types/event.js';

const viewOf = (itemId: string, sequence: number): LoggedEvent => ({
  id: `event-${sequence}`,
  name: 'view_item',
  time: sequence,
  items: [{ item_id: itemId }],
  sequence,
});
/** An event that passed every check, and that folding cannot read all the same. */
const unsound = (sequence: number): LoggedEvent => ({ ...viewOf('x', sequence), items: '[{"item_id": "x"}]' as never });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a fold of the log', () => {
  it('leaves out what cannot be folded, wherever it is, and says which', () => {
    const sound = [viewOf('a', 1), viewOf('b', 3), viewOf('c', 5)];
    const { profile, refused } = foldSound(emptyProfile(), [sound[0], unsound(2), sound[1], unsound(4), sound[2]]);
    expect(refused).toEqual([2, 4]);
    expect(profile).toEqual(foldEvents(emptyProfile(), sound));
  });

  it('is the plain fold where all events are sound', () => {
    const sound = [viewOf('a', 1), viewOf('b', 2)];
    expect(foldSound(emptyProfile(), sound)).toEqual({ profile: foldEvents(emptyProfile(), sound), refused: [] });
  });

  it('refuses no event where the page itself is at fault', () => {
    vi.spyOn(Array.prototype, 'flatMap').mockImplementation(() => {
      throw new Error('replaced by the page');
    });
    expect(() => foldSound(emptyProfile(), [viewOf('a', 1)])).toThrow('replaced by the page');
  });
});
