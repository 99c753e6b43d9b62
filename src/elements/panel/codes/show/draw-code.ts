import { encodeQR } from 'qr';

/** Light modules around a code, as ISO/IEC 18004 asks for. */
const BORDER = 4;
/** Pixels of a module: sharp on any screen, since browsers only make it smaller. */
const SCALE = 6;
/** Version of all codes of a copy of several, so that the picture keeps its size: 97 modules a side. */
const VERSION = 20;

/**
 * Draws a QR code, dark on light whatever the page's colours: readers expect it so.
 *
 * @param canvas takes its size
 * @param text in the signs of the alphanumeric mode
 * @param isOneOfSeveral whether it keeps the size of the largest
 */
export function drawCode(canvas: HTMLCanvasElement, text: string, isOneOfSeveral: boolean): void {
  const modules = encodeQR(text, 'raw', {
    ecc: 'low',
    encoding: 'alphanumeric',
    border: BORDER,
    ...(isOneOfSeveral && { version: VERSION }),
  });
  const side = modules.length * SCALE;
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  context.fillStyle = '#000';
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries()) if (isDark) context.fillRect(x * SCALE, y * SCALE, SCALE, SCALE);
}
