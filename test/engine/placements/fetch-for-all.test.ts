import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { createEngine } from '../../../src/engine/engine.js';
import type { Answer } from '../../../src/types/answer.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Placement } from '../../../src/types/scenarios.js';
import { attributePack } from '../../fixtures/attribute-pack.js';
import { type ScenariosServer, serveScenarios } from '../../fixtures/scenarios-server.js';

/** Campers get wool, group `b` of all shoppers sees ratings, and more of what has a margin. */
const TOP: Placement = {
  count: 4,
  campaigns: [{ name: 'campers', audience: { category: 'Outdoor > tent', share: 0.4 }, filter: 'material == "wool"' }],
  experiment: {
    name: 'shown',
    variants: [
      { name: 'a', share: 0.5 },
      { name: 'b', share: 0.5, attributes: ['rating'], objective: { attribute: 'margin', weight: 0.2 } },
    ],
  },
};

const viewed = (itemId: string, at: number): ShelfEvent => ({
  id: createEventId(at),
  name: 'view_item',
  time: at,
  items: [{ item_id: itemId }],
});

let server: ScenariosServer;
beforeEach(async () => {
  server = await serveScenarios({ top: TOP }, await attributePack());
});
afterEach(() => server.stop());

/** What a browser with this log fetches for the list of the placement, and the list. */
async function visit(events: readonly ShelfEvent[]): Promise<{ asked: string[]; answer: Answer }> {
  server.asked.length = 0;
  const engine = createEngine();
  await engine.open({ packUrl: server.packUrl, backend: 'js', place: null });
  engine.hold(events);
  const answer = await engine.list({ kind: 'recommend', placement: 'top' }, new AbortController().signal);
  const asked = (): string[] => server.asked.filter((path) => path.includes('attribute-')).sort();
  // The list does not wait for what others need.
  await vi.waitFor(() => expect(asked()).toHaveLength(3));
  engine.close();
  return { asked: asked(), answer };
}

describe('the files that a placement needs', () => {
  it('are the same for every shopper, whatever their audience and group', async () => {
    const stranger = await visit([]);
    expect(stranger.asked).toHaveLength(3);
    const seen = new Set<string>();
    for (let log = 0; log < 12; log++) {
      const { asked, answer } = await visit([viewed(log % 2 === 0 ? 'tent-1' : 'lamp-1', Date.now() - 1000 * (log + 1))]);
      seen.add(`${answer.trace.placement?.campaign} ${answer.trace.placement?.arm}`);
      expect(asked).toEqual(stranger.asked);
    }
    expect([...seen].some((one) => one.startsWith('campers')) && [...seen].some((one) => one.startsWith('undefined'))).toBe(true);
    expect(seen.size).toBeGreaterThan(2);
  });
});
