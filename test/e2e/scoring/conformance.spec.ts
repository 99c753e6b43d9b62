import { expect, firefox } from '@playwright/test';
import type { Backend } from '../../../src/types/scoring/scorer.js';
import type { BackendResult } from '../../conformance/browser.js';
import { SCORER_CASES } from '../../conformance/scorer-cases.js';
import { test } from '../tools/conformance-page.js';
import { FIREFOX, firefoxMissing } from '../tools/firefox-program.js';
import { displayMissing, openDisplay } from '../tools/virtual-display.js';
import { openWebKit, webKitMissing } from '../tools/webkit-session.js';

/** Software GPUs sort slowly: cases that only repeat others at a larger size are skipped there. */
const LARGE = /^(100000|300000) items of/;
const casesFor = (backend: Backend): string[] =>
  SCORER_CASES.map(({ name }) => name).filter((name) => backend === 'js' || backend === 'wasm' || !LARGE.test(name));

function expectAll(outcome: BackendResult, backend: Backend): void {
  expect(outcome.absent).toBeNull();
  expect(outcome.results.filter(({ failure }) => failure !== null)).toEqual([]);
  expect(outcome.results.length).toBe(casesFor(backend).length);
}

for (const backend of ['js', 'wasm', 'webgpu'] as const) {
  test(`${backend} gives the exact answers in a worker of Chromium`, async ({ page, address }) => {
    test.setTimeout(240_000);
    await page.goto(address);
    await page.waitForFunction(() => globalThis.conformance !== undefined);
    expectAll(
      await page.evaluate(([name, cases]) => conformance.run(name, 'worker', cases), [backend, casesFor(backend)] as const),
      backend,
    );
  });
}

/** Adds the reason of a skip to the title, where every reporter prints it. */
const because = (reason: string): string => (reason === '' ? '' : ` (skipped: ${reason})`);

function skipAbsent(backend: Backend, outcome: BackendResult): void {
  if (outcome.absent === null) return;
  console.log(`skipped: ${backend} is not there: ${outcome.absent}`);
  test.skip(true, outcome.absent);
}

test.describe(`in Firefox${because(firefoxMissing())}`, () => {
  test.skip(firefoxMissing() !== '', firefoxMissing());
  for (const backend of ['js', 'wasm', 'webgl', 'webgpu'] as const) {
    test(`${backend} gives the exact answers in a worker`, async ({ address }) => {
      test.setTimeout(600_000);
      // Without a display Firefox has no WebGL.
      const needsDisplay = backend === 'webgl';
      if (needsDisplay && displayMissing() !== '') console.log(`skipped: ${displayMissing()}`);
      test.skip(needsDisplay && displayMissing() !== '', displayMissing());
      const display = needsDisplay ? await openDisplay() : undefined;
      const browser = await firefox.launch({
        channel: 'moz-firefox',
        executablePath: FIREFOX,
        headless: !needsDisplay,
        env: { ...process.env, ...(display === undefined ? {} : { DISPLAY: display.name }) } as Record<string, string>,
        firefoxUserPrefs: { 'dom.webgpu.enabled': true, 'gfx.webgpu.ignore-blocklist': true, 'webgl.force-enabled': true },
      });
      try {
        const page = await browser.newPage();
        await page.goto(address);
        await page.waitForFunction(() => globalThis.conformance !== undefined);
        const outcome = await page.evaluate(([name, cases]) => conformance.run(name, 'worker', cases), [
          backend,
          casesFor(backend),
        ] as const);
        if (backend === 'webgl' || backend === 'webgpu') skipAbsent(backend, outcome);
        expectAll(outcome, backend);
      } finally {
        await browser.close();
        display?.close();
      }
    });
  }
});

test.describe(`in WebKitGTK${because(webKitMissing())}`, () => {
  test.skip(webKitMissing() !== '', webKitMissing());
  for (const backend of ['js', 'wasm', 'webgl'] as const) {
    // Its offscreen canvases have no WebGL2.
    const place = backend === 'webgl' ? 'page' : 'worker';
    test(`${backend} gives the exact answers, ${place}`, async ({ address }) => {
      test.setTimeout(600_000);
      const session = await openWebKit();
      try {
        await session.open(address);
        await session.run('while (globalThis.conformance === undefined) await new Promise((resolve) => setTimeout(resolve, 20));');
        const call = [backend, place, casesFor(backend)].map((value) => JSON.stringify(value)).join();
        const outcome = (await session.run(`return conformance.run(${call});`)) as BackendResult;
        if (backend === 'webgl') skipAbsent(backend, outcome);
        expectAll(outcome, backend);
      } finally {
        await session.close();
      }
    });
  }
});
