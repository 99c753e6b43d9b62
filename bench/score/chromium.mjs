import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The browser tests' flags. */
const FLAGS = ['--no-sandbox', '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--enable-dawn-features=disable_workgroup_init'];
const SOFTWARE = ['--use-webgpu-adapter=swiftshader'];
const HARDWARE = ['--use-angle=vulkan', '--ignore-gpu-blocklist'];

function launch(adapter) {
  const path = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((candidate) => candidate !== undefined && existsSync(candidate));
  return chromium.launch({
    ...(path === undefined ? {} : { executablePath: path }),
    args: [...FLAGS, ...(adapter === 'hardware' ? HARDWARE : SOFTWARE)],
  });
}

/**
 * Opens a browser of its own, so that nothing before can slow it down or has broken its GPU, and hands its page over.
 *
 * @param address of the empty page
 * @param adapter 'software' or 'hardware'
 * @param use what to do with page and browser
 */
export async function withPage(address, adapter, use) {
  const browser = await launch(adapter);
  try {
    const page = await browser.newPage();
    await page.goto(address);
    return await use(page, browser);
  } finally {
    await browser.close();
  }
}

/** What the browser and its GPU call themselves. */
export function describeBrowser(address, adapter) {
  return withPage(address, adapter, async (page, browser) => {
    const hardware = await page.evaluate(async () => {
      const info = (await navigator.gpu?.requestAdapter())?.info;
      const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
      const renderer = gl?.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
      return {
        isolated: globalThis.crossOriginIsolated,
        webgpu: info ? [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ') : 'none',
        webgl: renderer ? String(gl.getParameter(renderer)) : 'none',
      };
    });
    return { browser: `Chromium ${browser.version()}`, ...hardware, softwareGpu: /swiftshader|llvmpipe/i.test(hardware.webgpu) };
  });
}

/**
 * Runs a job in a module worker of a fresh browser.
 *
 * @param job see `job.ts`
 * @param times how many workers, one after the other, all in that browser
 * @param timeoutMs for all of them
 * @returns the rows of each
 */
export function runInChromium(address, adapter, job, times, timeoutMs) {
  return withPage(address, adapter, async (page) => {
    let crashed;
    const crash = new Promise((_, reject) => {
      crashed = reject;
    });
    page.on('crash', () => crashed(new Error('the page crashed')));
    const timer = setTimeout(() => crashed(new Error(`not done within ${Math.round(timeoutMs / 1000)} s`)), timeoutMs);
    const runs = (async () => {
      const results = [];
      for (let run = 0; run < times; run++) results.push(await runInWorker(page, job));
      return results;
    })();
    try {
      return await Promise.race([runs, crash]);
    } finally {
      clearTimeout(timer);
      runs.catch(() => {});
    }
  });
}

async function runInWorker(page, job) {
  const reply = await page.evaluate(
    (given) =>
      new Promise((resolve) => {
        const worker = new Worker('/browser-host.js', { type: 'module' });
        const done = (answer) => {
          worker.terminate();
          resolve(answer);
        };
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = (event) => done({ failure: event.message || 'the worker failed' });
        worker.postMessage(given);
      }),
    job,
  );
  if (reply.failure !== undefined) throw new Error(reply.failure);
  return reply.rows;
}
