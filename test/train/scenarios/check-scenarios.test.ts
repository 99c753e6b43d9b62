import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_PARAMETERS } from '../../../src/engine/call/call-parameters.js';
import { checkScenarios } from '../../../src/train/scenarios/check-scenarios.js';
import { scenariosText } from '../../fixtures/scenarios-server.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

const pack = await tinyPack();
const NOW = Date.UTC(2026, 0, 1);
/** JSON whose members may have the names of methods: what reads it must call none of them. */
const strange = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('toString', 'valueOf', 'toJSON', 'then', 'length'), fc.jsonValue()));
const settings = fc.dictionary(
  fc.constantFrom(...Object.keys(CALL_PARAMETERS), 'list', 'repeats', 'from', 'until', 'name', 'share'),
  strange,
);
const placement = fc
  .record({
    settings,
    campaigns: fc.array(fc.tuple(settings, strange).map(([own, audience]) => ({ ...own, audience }))),
    variants: fc.array(settings),
  })
  .map(({ settings: own, campaigns, variants }) => ({ ...own, campaigns, experiment: { name: 'bold', variants } }));

describe('a file of placements', () => {
  it('of any JSON is checked to the end: each fault has a place and a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(placement, strange), async (top) => {
        const { placements, faults } = await checkScenarios(scenariosText({ top }), pack, NOW);
        expect(placements).toEqual(['top']);
        for (const { line, column, message } of faults) {
          expect([line >= 1, column >= 1]).toEqual([true, true]);
          expect(message).toMatch(/\S/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
