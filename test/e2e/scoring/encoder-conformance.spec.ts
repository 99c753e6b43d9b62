import { expect, firefox } from '@playwright/test';
import type { EncoderResult, PageBackend } from '../../conformance/encoder-browser.js';
import { AGREEMENT, CARDS, LENGTHS } from '../../conformance/encoder-cases.js';
import { test } from '../tools/conformance-page.js';
import { FIREFOX, firefoxMissing } from '../tools/firefox-program.js';
import { displayMissing, openDisplay } from '../tools/virtual-display.js';
import { openWebKit, webKitMissing } from '../tools/webkit-session.js';

const BACKENDS: readonly PageBackend[] = ['webgpu', 'webgl'];
/** Readings among which no tensor may be left: few, since a software GPU takes a tenth of a second for each. Node makes a thousand. */
const ROUNDS = 24;
const TIMEOUT_MS = 600_000;

function expectRight({ differences, tensors, lost }: EncoderResult): void {
  for (const length of LENGTHS) expect(differences[length], `${length} items`).toBeLessThan(AGREEMENT);
  expect(tensors[1]).toBe(tensors[0]);
  expect(lost).toEqual(['scorer-failed', 'scorer-failed']);
}

const because = (reason: string): string => (reason === '' ? '' : ` (skipped: ${reason})`);

function skipAbsent({ absent }: EncoderResult): void {
  if (absent !== null) console.log(`skipped: ${absent}`);
  test.skip(absent !== null, absent ?? '');
}

for (const card of Object.keys(CARDS)) {
  for (const backend of BACKENDS) {
    test(`the encoder "${card}" on tfjs-${backend} in Chromium gives the parts of the plain reference, leaves no tensor and tells a loss`, async ({
      page,
      address,
    }) => {
      test.setTimeout(TIMEOUT_MS);
      await page.goto(address);
      await page.waitForFunction(() => globalThis.conformance !== undefined);
      const given = [backend, card, ROUNDS] as const;
      const result = await page.evaluate((all) => conformance.checkEncoder(...all), given);
      expect(result.absent).toBeNull();
      expectRight(result);
    });

    test.describe(`in Firefox${because(firefoxMissing())}`, () => {
      test.skip(firefoxMissing() !== '', firefoxMissing());
      test(`the encoder "${card}" on tfjs-${backend} gives the parts of the plain reference`, async ({ address }) => {
        test.setTimeout(TIMEOUT_MS);
        // Without a display Firefox has no WebGL.
        if (displayMissing() !== '') console.log(`skipped: ${displayMissing()}`);
        test.skip(displayMissing() !== '', displayMissing());
        const display = await openDisplay();
        const browser = await firefox.launch({
          channel: 'moz-firefox',
          executablePath: FIREFOX,
          headless: false,
          env: { ...process.env, DISPLAY: display.name } as Record<string, string>,
          firefoxUserPrefs: { 'dom.webgpu.enabled': true, 'gfx.webgpu.ignore-blocklist': true, 'webgl.force-enabled': true },
        });
        try {
          const page = await browser.newPage();
          await page.goto(address);
          await page.waitForFunction(() => globalThis.conformance !== undefined);
          const given = [backend, card, ROUNDS] as const;
          const result = await page.evaluate((all) => conformance.checkEncoder(...all), given);
          skipAbsent(result);
          expectRight(result);
        } finally {
          await browser.close();
          display.close();
        }
      });
    });
  }

  test.describe(`in WebKitGTK${because(webKitMissing())}`, () => {
    test.skip(webKitMissing() !== '', webKitMissing());
    test(`the encoder "${card}" on tfjs-webgl gives the parts of the plain reference`, async ({ address }) => {
      test.setTimeout(TIMEOUT_MS);
      const session = await openWebKit();
      try {
        await session.open(address);
        await session.run('while (globalThis.conformance === undefined) await new Promise((resolve) => setTimeout(resolve, 20));');
        const given = ['webgl', card, ROUNDS].map((value) => JSON.stringify(value)).join();
        const result = (await session.run(`return conformance.checkEncoder(${given});`)) as EncoderResult;
        skipAbsent(result);
        expectRight(result);
      } finally {
        await session.close();
      }
    });
  });
}
