import { expect, it } from 'vitest';
import { syncEngine } from '../../../src/client/consent/sync-engine.js';

it('the engine is told of the log before it lets go of what was in memory, without a moment in between', async () => {
  const told: string[] = [];
  const waiting = new Promise<never>(() => {});
  void syncEngine({
    consent: { state: { consent: 'granted' }, dispatch: () => {} },
    guard: { run: (_part: string, step: () => Promise<unknown>) => step() },
    link: {
      call: (name: string) => {
        told.push(name);
        return waiting;
      },
    },
    recorder: { held: () => [], counts: () => ({ storedEvents: 0 }) },
    storage: { input: async () => ({}) },
  } as never);
  await new Promise((resolve) => setTimeout(resolve));
  expect(told).toEqual(['attach', 'hold']);
});
