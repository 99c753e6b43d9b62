import { describe, expect, it } from 'vitest';
import { checkScenarios } from '../../../src/train/scenarios/check-scenarios.js';
import { scenariosText } from '../../fixtures/scenarios-server.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

const pack = await tinyPack();
const NOW = Date.UTC(2026, 0, 1);
/** The first fault of a filter, with the text that starts at its place. */
const faultOf = async (filter: string): Promise<{ message: string; at: string } | null> => {
  const text = scenariosText({ top: { filter } });
  const { faults } = await checkScenarios(text, pack, NOW);
  return faults.length === 0 ? null : { message: faults[0].message, at: text.slice(faults[0].column - 1) };
};

describe('a rule of the page, the moment and the shopper', () => {
  it('that is sound has no fault', async () => {
    expect(await faultOf('brand == this.brand && price > 1.2 * this.price && hour < 12 && weekday in [6, 7]')).toBeNull();
    expect(await faultOf('device == "phone" && "Fell" in segments && referrer in ["search", "blog.example", "flyer"]')).toBeNull();
  });

  it.each([
    ['hour == 25', '25', '"hour" is a whole number from 0 to 23; 25 is none of them.'],
    ['weekday in [0, 1]', 'weekday', '"weekday" is a whole number from 1 to 7; 0 is none of them.'],
    ["device == 'mobile'", "'mobile", 'no device is "mobile"; there are phone, tablet, desktop. Did you mean "phone"?'],
    ["referrer == 'serach'", "'serach", 'Did you mean "search"?'],
    ["'Fel' in segments", "'Fel", 'Did you mean "Fell"?'],
    ['this.prise < 50', 'this.prise', 'the item of the page has no column "prise". Did you mean "this.price"?'],
    ["this.brand == 'Fel'", "'Fel", 'no item has the brand "Fel". Did you mean "Fell"?'],
    ['huor < 12', 'huor', 'Did you mean "hour"?'],
    ['prototype == 1 && pack == 1', '1', 'the pack has no prototypes.'],
  ])('%s is at fault where it is wrong', async (filter, start, message) => {
    const fault = await faultOf(filter);
    expect(fault?.message).toContain(message);
    expect(fault?.at.startsWith(start), fault?.at).toBe(true);
  });
});
