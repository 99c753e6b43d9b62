import { expect, it } from 'vitest';
import { createTimeSlices } from '../../../src/core/time/time-slices.js';

it('long work yields repeatedly, whatever it is awaited with', async () => {
  const timeSlices = createTimeSlices();
  for (let turn = 0; turn < 3; turn++) {
    let letIn = false;
    setTimeout(() => {
      letIn = true;
    });
    // Without a task in between, this would run until the timeout.
    const givenUp = performance.now() + 20_000;
    while (!letIn && performance.now() < givenUp) await timeSlices();
    expect(letIn).toBe(true);
  }
});

it('short work is done in one go', async () => {
  let letIn = false;
  setTimeout(() => {
    letIn = true;
  });
  await createTimeSlices()();
  expect(letIn).toBe(false);
});
