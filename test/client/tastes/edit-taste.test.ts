import { describe, expect, it, vi } from 'vitest';
import type { ConsentState } from '../../../src/client/consent/consent-state.js';
import { createGuard } from '../../../src/client/failures/guard.js';
import { type EditParts, editTaste } from '../../../src/client/tastes/edit-taste.js';
import { OnshelfError } from '../../../src/core/onshelf-error.js';
import type { TrackResult } from '../../../src/types/results/track-result.js';

const MEMORY: TrackResult = { kept: 'memory', reason: 'consent unknown' };

function partsWith({ kept = MEMORY, state = {}, name = 'Outdoor > Fishing' as string | null | OnshelfError } = {}) {
  const track = vi.fn(async () => kept);
  const call = vi.fn(async () => {
    if (name instanceof OnshelfError) throw name;
    return name;
  });
  const parts = {
    consent: { state: { consent: 'unknown', paused: false, ...state } as ConsentState },
    guard: createGuard(),
    link: { call },
    recorder: { track },
    opening: Promise.resolve(),
  } as unknown as EditParts;
  return { parts, track, call };
}

describe('editing a taste', () => {
  it('records an event with the name of the catalogue', async () => {
    const { parts, track, call } = partsWith();
    expect(await editTaste(parts, { category: 'Freizeit > Angeln' }, 'none')).toEqual({ done: true });
    expect(call).toHaveBeenCalledWith('taste', { kind: 'category', name: 'Freizeit > Angeln' });
    expect(track).toHaveBeenCalledWith(
      'taste',
      { taste_kind: 'category', taste_name: 'Outdoor > Fishing', wish: 'none' },
      undefined,
      'edit',
    );
  });

  it.each([
    ['nothing', undefined, 'none', 'unknown-name'],
    ['an unknown kind', { colour: 'red' }, 'none', 'unknown-name'],
    ['two kinds', { category: 'Tents', brand: 'Fell' }, 'none', 'unknown-name'],
    ['no text', { brand: 5 }, 'none', 'bad-argument'],
    ['an empty text', { brand: '' }, 'none', 'bad-argument'],
    ['an unknown wish', { brand: 'Fell' }, 'hide', 'bad-argument'],
  ])('refuses %s, and records nothing', async (_, what, asked, reason) => {
    const { parts, track } = partsWith();
    expect(await editTaste(parts, what, asked)).toMatchObject({
      done: false,
      reason,
      message: expect.stringContaining('Nothing is changed'),
    });
    expect(track).not.toHaveBeenCalled();
  });

  it('refuses a name of no item', async () => {
    const { parts, track } = partsWith({ name: null });
    expect(await editTaste(parts, { brand: 'Gone' }, 'less')).toMatchObject({ done: false, reason: 'unknown-name' });
    expect(track).not.toHaveBeenCalled();
  });

  it.each([
    ['there is no pack', { name: new OnshelfError('pack-unreachable', 'No pack.') }, 'pack-unreachable'],
    ['consent is denied', { state: { consent: 'denied' }, kept: { kept: 'no', reason: 'consent denied' } }, 'consent-denied'],
    ['it cannot be stored', { state: { consent: 'granted' }, kept: { kept: 'memory', reason: 'disk full' } }, 'storage-failed'],
    ['recording is paused', { state: { paused: true } }, 'paused'],
    ['the shelf is closed', { state: { closed: true } }, 'closed'],
  ] as const)('says so where %s', async (_, given, reason) => {
    const { parts } = partsWith(given as Parameters<typeof partsWith>[0]);
    expect(await editTaste(parts, { category: 'Fishing' }, 'none')).toMatchObject({ done: false, reason });
  });

  it('takes the same wish twice at once as done', async () => {
    const { parts } = partsWith({ state: { consent: 'granted' }, kept: { kept: 'no', reason: 'duplicate' } });
    expect(await editTaste(parts, { brand: 'Fell' }, 'more')).toEqual({ done: true });
  });
});
