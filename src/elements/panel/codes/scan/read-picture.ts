import { decodeQR } from 'qr/decode.js';

/**
 * Reads the QR code in a picture. The pixels are those of a camera or of a file that the shopper holds up or chooses, and stay in this function.
 *
 * @param canvas to draw on
 * @param source what is drawn
 * @param size of it in pixels
 * @param isStill whether it is the only picture, worth all tries; one of a camera has followers
 * @returns its text; null if there is none
 */
export function readPicture(
  canvas: HTMLCanvasElement,
  source: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
  isStill: boolean,
): string | null {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || width === 0 || height === 0) return null;
  canvas.width = width;
  canvas.height = height;
  context.drawImage(source, 0, 0, width, height);
  try {
    const tries = isStill ? { effort: Number.POSITIVE_INFINITY, timeLimit: Number.POSITIVE_INFINITY } : {};
    return decodeQR(context.getImageData(0, 0, width, height), tries);
  } catch {
    // No code is in it, or none that can be read: the next picture may have one.
    return null;
  }
}
