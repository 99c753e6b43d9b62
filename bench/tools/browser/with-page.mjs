import { chromium } from '@playwright/test';
import { programOptions } from './with-browser.mjs';

/** The browser tests' flags. */
const FLAGS = ['--no-sandbox', '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--enable-dawn-features=disable_workgroup_init'];
const SOFTWARE = ['--use-webgpu-adapter=swiftshader'];
const HARDWARE = ['--use-angle=vulkan', '--ignore-gpu-blocklist'];

/**
 * Opens a page in a browser of its own with WebGPU, so that no earlier run slows it down or has broken its GPU.
 *
 * @param address of the page
 * @param adapter 'software' or 'hardware'
 * @param use receives the page and the browser; the browser is closed afterwards
 * @returns the result of `use`
 */
export async function withPage(address, adapter, use) {
  const browser = await chromium.launch({ ...programOptions(), args: [...FLAGS, ...(adapter === 'hardware' ? HARDWARE : SOFTWARE)] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    return await use(page, browser);
  } finally {
    await browser.close();
  }
}

/** The names of the browser and its GPU. */
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
