import { expect } from '@playwright/test';
import { DEFAULT_BINDING_BYTES, LARGE_SHAPES } from '../../conformance/large-catalog.js';
import { test } from '../tools/conformance-page.js';

test('a catalogue larger than one binding: webgpu answers as JavaScript does', async ({ page, address }) => {
  test.setTimeout(240_000);
  await page.goto(address);
  await page.waitForFunction(() => globalThis.conformance !== undefined);
  const held = await page.evaluate((shape) => conformance.checkLarge('webgpu', shape), LARGE_SHAPES.wide);
  expect(held.rows).toBeGreaterThan(DEFAULT_BINDING_BYTES);
  expect(held.gpu).toBeGreaterThan(held.rows);
});
