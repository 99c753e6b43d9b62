import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawSinglePictures } from '../../scripts/setup/draw-pictures.mjs';

const SIZE = 96;
const COLUMNS = 16;
const PICTURES = 256;
/** The first is what `onshelf build --pictures` writes. */
const FORMATS = [
  ['webp', { quality: 60, effort: 6 }],
  ['webp', { quality: 75, effort: 6 }],
  ['avif', { quality: 45, effort: 4 }],
  ['avif', { quality: 55, effort: 4 }],
];

/**
 * Measures small pictures of the sample shop in several formats, as a file each and as one sheet of all.
 *
 * @returns a row per format: `name`, `bytes` per picture, `decibels`
 */
export async function measureFormats() {
  const pictures = await Promise.all((await drawSinglePictures(sampleProducts())).map((drawing, seed) => photographed(drawing, seed)));
  const sheet = sheetOf(pictures);
  const [width, height] = [SIZE * COLUMNS, (SIZE * pictures.length) / COLUMNS];
  const rows = [];
  for (const [format, options] of FORMATS) {
    const single = [];
    for (const pixels of pictures) single.push(await encode(pixels, SIZE, SIZE, format, options));
    const decoded = [];
    for (const { bytes } of single) decoded.push(await decode(bytes));
    const whole = await encode(sheet, width, height, format, options);
    const name = `${format} ${options.quality}`;
    rows.push({ name: `${name}, a file each`, bytes: mean(single), decibels: decibelsOf(Buffer.concat(pictures), Buffer.concat(decoded)) });
    rows.push({
      name: `${name}, one sheet`,
      bytes: whole.bytes.length / pictures.length,
      decibels: decibelsOf(sheet, await decode(whole.bytes)),
    });
  }
  return rows;
}

const mean = (all) => all.reduce((sum, { bytes }) => sum + bytes.length, 0) / all.length;
const decode = (bytes) => sharp(bytes).removeAlpha().raw().toBuffer();
const encode = async (pixels, width, height, format, options) => ({
  bytes: await sharp(pixels, { raw: { width, height, channels: 3 } })
    [format](options)
    .toBuffer(),
});

/** The first products of the sample's feed. */
function sampleProducts() {
  const folder = mkdtempSync(join(tmpdir(), 'onshelf-bench-'));
  try {
    execFileSync(process.execPath, ['scripts/make-sample.mjs', '--out', folder], { stdio: 'ignore' });
    const [head, ...lines] = readFileSync(join(folder, 'catalog.tsv'), 'utf8').trim().split('\n');
    const columns = head.split('\t');
    return lines.slice(0, PICTURES).map((line) => Object.fromEntries(line.split('\t').map((value, at) => [columns[at], value])));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The pixels of a drawing with grain, kept as JPEG and made small. */
async function photographed(drawing, seed) {
  const [width, height] = [400, 320];
  const random = numbersOf(seed);
  const noise = Buffer.from(Uint8Array.from({ length: width * height * 3 }, () => 256 * random()));
  const grain = await sharp(noise, { raw: { width, height, channels: 3 } })
    .blur(3)
    .linear(4, -384)
    .png()
    .toBuffer();
  const photo = await sharp(Buffer.from(drawing))
    .flatten({ background: '#fff' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 85 })
    .toBuffer();
  return sharp(photo).resize(SIZE, SIZE, { fit: 'contain', background: '#fff' }).removeAlpha().raw().toBuffer();
}

/** Mulberry32: the same numbers from 0 to below 1 for the same seed. */
function numbersOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sheetOf(pictures) {
  const line = SIZE * 3;
  const sheet = Buffer.alloc(pictures.length * SIZE * line);
  for (const [at, pixels] of pictures.entries()) {
    const [column, row] = [at % COLUMNS, Math.floor(at / COLUMNS)];
    for (let y = 0; y < SIZE; y++) pixels.copy(sheet, ((row * SIZE + y) * COLUMNS + column) * line, y * line, (y + 1) * line);
  }
  return sheet;
}

/** Peak signal-to-noise ratio. */
function decibelsOf(one, other) {
  let error = 0;
  for (let at = 0; at < one.length; at++) error += (one[at] - other[at]) ** 2;
  return 10 * Math.log10((255 * 255 * one.length) / error);
}
