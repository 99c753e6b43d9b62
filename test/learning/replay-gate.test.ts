import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import { countPrediction, NO_REPLAY, PREDICTIONS_NEEDED, passesReplay } from '../../src/learning/replay-gate.js';

/** A replay of so many items placed higher by one, lower by one, and where they were. */
const replayOf = (higher: number, lower: number, same: number) => {
  let counts = NO_REPLAY;
  for (let k = 0; k < higher; k++) counts = countPrediction(counts, 3, 2);
  for (let k = 0; k < lower; k++) counts = countPrediction(counts, 3, 4);
  for (let k = 0; k < same; k++) counts = countPrediction(counts, 3, 3);
  return counts;
};

describe('the gate of what is learned on the device', () => {
  it('stays shut without a replay, and with too few items, however well they were predicted', () => {
    expect(passesReplay(NO_REPLAY)).toBe(false);
    expect(passesReplay(replayOf(PREDICTIONS_NEEDED - 1, 0, 0))).toBe(false);
    expect(passesReplay(replayOf(PREDICTIONS_NEEDED, 0, 0))).toBe(true);
  });

  it('stays shut where nothing changes, and where as many items lose as win', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (many, same) => {
        expect(passesReplay(replayOf(0, 0, same))).toBe(false);
        expect(passesReplay(replayOf(many, many, same))).toBe(false);
        expect(passesReplay(replayOf(many, many + 1, same))).toBe(false);
      }),
    );
  });

  it('stays shut where more items win than lose, but those that lose lose more', () => {
    let counts = replayOf(20, 0, 0);
    expect(passesReplay(counts)).toBe(true);
    for (let k = 0; k < 4; k++) counts = countPrediction(counts, 1, 300);
    expect(passesReplay(counts)).toBe(false);
  });

  it('stays shut where items move about far below the places of any list', () => {
    let counts = NO_REPLAY;
    for (let k = 0; k < 100; k++) counts = countPrediction(counts, 200, 100);
    expect(passesReplay(counts)).toBe(false);
    for (let k = 0; k < 10; k++) counts = countPrediction(counts, 200, 20);
    expect(passesReplay(counts)).toBe(true);
  });

  it('opens for at most one in a hundred replays that are decided by a coin', () => {
    const random = seededRandom(11);
    let open = 0;
    const replays = 4000;
    for (let replay = 0; replay < replays; replay++) {
      const higher = Array.from({ length: 40 }, random).filter((toss) => toss < 0.5).length;
      if (passesReplay(replayOf(higher, 40 - higher, 0))) open++;
    }
    expect(open / replays).toBeLessThan(0.015);
  });
});
