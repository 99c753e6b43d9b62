import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { splitIntoCodes } from '../../../../src/core/codes/split-into-codes.js';
import { PLAIN_BROWSERS } from '../../tools/plain-browsers.js';
import { test } from '../../tools/shop-site.js';
import { expect } from '../../tools/site.js';
import { askTagShelf } from '../../tools/tag-shelf.js';

const PASSPHRASE = 'four plain words here';
const FILM = resolve('test-results/panel-codes.mjpeg');

/** Opens the panel's part about copies. */
async function openCopies(page: Page, address: string): Promise<void> {
  await page.goto(`${address}shop/panel.html`);
  await page.getByRole('button', { name: 'Remember on this device' }).click();
  await page.locator('summary', { hasText: 'Take it to another device' }).click();
}

/** Each code that the panel shows, as a JPEG picture with something around it: the first code first, whichever is shown when this begins. */
async function photographs(page: Page): Promise<Buffer[]> {
  const canvas = page.locator('canvas[data-onshelf-code]');
  const count = Number(/of (\d+)$/.exec((await canvas.getAttribute('aria-label')) ?? '')?.[1]);
  const pictures = new Map<number, Buffer>();
  for (let left = count; left > 0; left--) {
    // Stops the codes, so that the number and the picture are of the same one.
    await page.getByRole('button', { name: 'Next' }).click();
    const number = Number(/code (\d+) of/.exec((await canvas.getAttribute('aria-label')) ?? '')?.[1]);
    const data = await canvas.evaluate((shown: HTMLCanvasElement) => {
      const picture = document.createElement('canvas');
      [picture.width, picture.height] = [960, 720];
      const context = picture.getContext('2d');
      if (context === null) return '';
      context.fillStyle = '#886';
      context.fillRect(0, 0, 960, 720);
      context.drawImage(shown, 140, 20, 670, 670);
      return picture.toDataURL('image/jpeg', 0.9);
    });
    pictures.set(number, Buffer.from(data.split(',')[1], 'base64'));
  }
  expect(pictures.size).toBe(count);
  return [...pictures].sort(([a], [b]) => a - b).map(([, picture]) => picture);
}

/** Shows what 40 searches left as QR codes. */
async function showCopy(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (let number = 0; number < 40; number++) globalThis.onshelf('track', 'search', { search_term: `tent ${number} ${Math.random()}` });
  });
  await expect(page.getByText('Recorded: 40')).toBeVisible();
  await page.getByLabel('Passphrase, 8 characters or more').first().fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Show as QR codes' }).click();
  await expect(page.locator('canvas[data-onshelf-code]')).toBeVisible();
  await expect(page.getByText('One moment …')).toHaveCount(0);
}

test('a copy goes from one device to another by QR codes: shown, read by the camera or from pictures, and imported', async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  await openCopies(page, shop.address);
  await showCopy(page);
  await expect(page.getByRole('button', { name: 'Pause', exact: true }).last()).toBeVisible();
  const pictures = await photographs(page);
  expect(pictures.length).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Close' }).click();

  await test.step('by pictures, where the camera is refused', async () => {
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.getByRole('button', { name: 'Read QR codes by camera' }).click();
    await expect(page.getByText('The camera was refused.')).toBeVisible();
    const choose = (...files: Buffer[]) =>
      page
        .getByLabel('Or choose pictures of the codes')
        .setInputFiles(files.map((buffer, index) => ({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer })));
    await choose(...pictures.slice(1).reverse());
    await expect(page.getByText(`Read ${pictures.length - 1} of ${pictures.length}. Missing: 1`)).toBeVisible();
    await choose(Buffer.from('no picture'));
    await expect(page.getByText('That is no code of a copy. 0.jpg')).toBeVisible();
    await choose(pictures[0]);
    await expect(page.getByText(`All ${pictures.length} codes are there.`)).toBeVisible();
  });

  // Each for several pictures of the camera.
  mkdirSync('test-results', { recursive: true });
  writeFileSync(FILM, Buffer.concat(pictures.flatMap((picture) => Array.from({ length: 10 }, () => picture))));
  const { executablePath } = (test.info().project.use.launchOptions ?? {}) as { executablePath?: string };
  const other = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [
      '--no-sandbox',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${FILM}`,
    ],
  });
  try {
    const phone = await other.newPage();
    await openCopies(phone, shop.address);
    await phone.evaluate(() => {
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (asked) => {
        const stream = await open(asked);
        Object.assign(globalThis, { camera: stream });
        return stream;
      };
    });
    await phone.getByRole('button', { name: 'Read QR codes by camera' }).click();
    await expect(phone.getByText(`All ${pictures.length} codes are there. The camera is off.`)).toBeVisible({ timeout: 60_000 });
    const states = await phone.evaluate(() =>
      (globalThis as unknown as { camera: MediaStream }).camera.getTracks().map((track) => track.readyState),
    );
    expect(states).toEqual(['ended']);
    const passphrase = phone.getByLabel('Passphrase, 8 characters or more').last();
    await expect(passphrase).toBeFocused();
    await passphrase.fill('another passphrase');
    await phone.getByRole('button', { name: 'Read the copy' }).click();
    await expect(phone.getByText('The passphrase does not open this copy.')).toBeVisible();
    await passphrase.fill(PASSPHRASE);
    await phone.getByRole('button', { name: 'Read the copy' }).click();
    await expect(phone.getByText('Read. New entries: 40.')).toBeVisible();
    expect(await askTagShelf(phone, async (shelf) => (await shelf.profile.inspect()).events.length)).toBe(40);
  } finally {
    await other.close();
  }
});

test('codes stand still where less motion is asked for, which is said, and are turned by hand', async ({ page, shop }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openCopies(page, shop.address);
  await showCopy(page);
  await expect(page.getByText('the codes stand still. “Next” shows the next one, “Go on” lets them run.')).toBeVisible();
  const code = (number: number) => page.getByRole('img', { name: `QR code ${number} of 2` });
  await expect(code(1)).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(code(2)).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(code(1)).toBeVisible();
});

test('a camera that is in use or goes off is told, and beginning again, or the button pressed twice, turns it on', async ({
  page,
  shop,
}) => {
  await openCopies(page, shop.address);
  await page.evaluate(() => {
    let asked = 0;
    navigator.mediaDevices.getUserMedia = async () => {
      if (asked++ === 0) throw new DOMException('no', 'NotReadableError');
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      setInterval(() => context?.fillRect(0, 0, 9, 9), 50);
      const stream = canvas.captureStream();
      Object.assign(globalThis, { camera: stream });
      return stream;
    };
  });
  const fault = page.getByText('The camera does not answer: another program may be using it. Close that and choose “Begin again”');
  const video = page.locator('video[data-onshelf-camera]');
  await page.getByRole('button', { name: 'Read QR codes by camera' }).click();
  await expect(fault).toBeVisible();
  await expect(video).toBeHidden();
  await page.getByRole('button', { name: 'Begin again' }).click();
  await expect(video).toBeVisible();
  await expect(fault).toBeHidden();
  await page.evaluate(() => (globalThis as unknown as { camera: MediaStream }).camera.getTracks()[0].dispatchEvent(new Event('ended')));
  await expect(fault).toBeVisible();
  await expect(video).toBeHidden();

  // The first reading ends when it finds that the second has its place.
  const tracks = await page.evaluateHandle(() => [] as MediaStreamTrack[]);
  await page.evaluate((list) => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (asked) => {
      const stream = await open(asked);
      list.push(...stream.getTracks());
      return stream;
    };
  }, tracks);
  for (const count of [1, 2]) {
    await page.getByRole('button', { name: 'Read QR codes by camera' }).click();
    await page.waitForFunction(([list, least]) => list.length === least, [tracks, count] as const);
  }
  await page.waitForFunction((list) => list[0].readyState === 'ended', tracks);
  await expect(video).toBeVisible();
  expect(await tracks.evaluate((list) => list[1].readyState)).toBe('live');
});

/** Shows codes in one panel, gives the drawn pictures to another, and returns the texts that it read. */
const drawAndRead = (codes: readonly string[]): string => `
  const { mountPanel } = await import(location.origin + '/dist/elements.js');
  const until = async (right) => {
    for (let tries = 0; tries < 400 && !right(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    return right();
  };
  let read = null;
  const shelf = {
    consent: { state: 'granted' },
    profile: {
      inspect: async () => ({ consent: 'granted', complete: true, events: [] }),
      export: async () => ({ done: true, codes: ${JSON.stringify(codes)} }),
      import: async (texts) => { read = texts; return { done: true, added: 1 }; },
    },
    subscribe: () => () => {},
  };
  const panel = document.createElement('div');
  document.body.append(panel);
  await mountPanel(panel, shelf);
  const button = (name) => [...panel.querySelectorAll('button')].find((one) => one.textContent === name);
  await until(() => panel.querySelector('[data-onshelf-fold=copies]'));
  panel.querySelector('[data-onshelf-fold=copies]').open = true;
  await until(() => button('Show as QR codes'));
  panel.querySelector('input[type=password]').value = ${JSON.stringify(PASSPHRASE)};
  button('Show as QR codes').click();
  await until(() => panel.querySelector('canvas'));
  const files = new DataTransfer();
  for (let index = 0; index < ${codes.length}; index++) {
    button('Next').click();
    const blob = await new Promise((resolve) => panel.querySelector('canvas').toBlob(resolve));
    files.items.add(new File([blob], index + '.png', { type: 'image/png' }));
  }
  button('Read QR codes by camera').click();
  await until(() => panel.querySelector('[multiple]'));
  const input = panel.querySelector('[multiple]');
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
  await until(() => button('Read the copy'));
  [...panel.querySelectorAll('input[type=password]')].at(-1).value = ${JSON.stringify(PASSPHRASE)};
  button('Read the copy').click();
  await until(() => read);
  return [...(read ?? [])].sort();`;

for (const { name, missing, open } of PLAIN_BROWSERS) {
  test(`codes that ${name} draws are those that it reads${missing === '' ? '' : ` (skipped: ${missing})`}`, async ({ shop }) => {
    test.skip(missing !== '', missing);
    test.setTimeout(120_000);
    const codes = await splitIntoCodes(Uint8Array.from({ length: 2000 }, (_, index) => (index * 89) % 251));
    const browser = await open();
    try {
      await browser.open(`${shop.address}shop/bare.html`);
      expect(await browser.run(drawAndRead(codes))).toEqual([...codes].sort());
    } finally {
      await browser.close();
    }
  });
}
