import { readFileSync, statSync } from 'node:fs';
import type { Sharp } from 'sharp';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import type { PictureChange, PictureFault } from './picture-report.js';

/** What makes small pictures: the library `sharp`, which is installed for it. */
export type ImageLibrary = (
  input: Buffer,
  options: { readonly limitInputPixels: number; readonly failOn: 'warning'; readonly pages: 1 },
) => Sharp;

/** A small picture, or why there is none. */
export type SmallPicture =
  | { readonly bytes: Uint8Array; readonly changes: readonly PictureChange[] }
  | { readonly fault: PictureFault; readonly why: string };

/** Maximum size of a file. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Maximum number of pixels of an image: 100 megapixels are 400 MB once unpacked. */
const MAX_PIXELS = 100_000_000;
/** WebP's own scale. With 96 pixels a picture of a product has 0.6 to 2 kB. */
const QUALITY = 60;
const EFFORT = 6;
const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'heif', 'tiff', 'svg'];
const WHITE = '#fff';
/** Orientation of an image that is not turned. */
const UPRIGHT = 1;

/**
 * Loads the library of images.
 *
 * @throws OnshelfError `bad-input` where it is not installed
 */
export async function importSharp(): Promise<ImageLibrary> {
  try {
    return (await import('sharp')).default as ImageLibrary;
  } catch (error) {
    throw new OnshelfError(
      'bad-input',
      `sharp, which makes the small pictures, is not installed on this machine (${messageOf(error).split('\n')[0]}). Run: npm install sharp, or leave --pictures out.`,
      error,
    );
  }
}

/**
 * Makes the small picture of an image: a square of WebP, the whole image on white. Neither place nor time nor camera of the image's file are in it. The same file gives the same
 * bytes with the same version of the library.
 *
 * @param library from `importSharp`
 * @param path of the image
 * @param size pixels of a side
 */
export async function makeSmallPicture(library: ImageLibrary, path: string, size: number): Promise<SmallPicture> {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) return { fault: 'too-large', why: `its file has more than ${MAX_FILE_BYTES} bytes` };
    // An animation's first frame. A warning is an image that is cut short.
    const image = library(readFileSync(path), { limitInputPixels: MAX_PIXELS, failOn: 'warning', pages: 1 });
    const { format, width, height, pages = 1, hasAlpha, orientation = UPRIGHT, space } = await image.metadata();
    if (!FORMATS.includes(`${format}`)) return { fault: 'unreadable', why: `its format is ${format}` };
    if (width * height > MAX_PIXELS) return { fault: 'too-large', why: `it has ${width} x ${height} pixels` };
    const changes: PictureChange[] = [];
    if (pages > 1) changes.push('animated');
    if (hasAlpha && !(await image.stats()).isOpaque) changes.push('transparent');
    if (orientation !== UPRIGHT) changes.push('turned');
    if (space === 'cmyk') changes.push('print-colours');
    const bytes = await image
      .autoOrient()
      .toColourspace('srgb')
      .resize(size, size, { fit: 'contain', background: { r: 255, g: 255, b: 255, alpha: 1 } })
      .flatten({ background: WHITE })
      .webp({ quality: QUALITY, effort: EFFORT })
      .toBuffer();
    if (bytes.length > LIMITS.pictureBytes) return { fault: 'too-large', why: `its small picture has ${bytes.length} bytes` };
    return { bytes: new Uint8Array(bytes), changes };
  } catch (error) {
    const why = messageOf(error).split('\n')[0];
    return { fault: /pixel limit/i.test(why) ? 'too-large' : 'unreadable', why };
  }
}
