/** The layout of rows in textures, for a catalogue or a part of it. */
export interface RowLayout {
  /** First row number of this part. */
  readonly first: number;
  /** Rows of this part. */
  readonly items: number;
  /** Width of all textures, texels. */
  readonly width: number;
  /**
   * Height of the texture of answers, texels. The textures of scales and biases are 4 times as high: row `i` of the part
   * is texel (i mod width, i / width) there. The texture of rows is `dimensions` times as high: columns 4k to 4k + 3 of
   * that row are the texel 4 * height * k below.
   */
  readonly height: number;
}

/** Below this width the fixed costs outweigh what a narrower texture would save. */
const SMALLEST_WIDTH = 64;

/**
 * Splits a catalogue into parts that each fit into textures.
 *
 * @param items rows of the catalogue
 * @param dimensions columns of a row, a multiple of 4
 * @param textureSize largest width and height of a texture, texels
 */
export function layOutRows(items: number, dimensions: number, textureSize: number): RowLayout[] {
  const tallest = Math.floor(textureSize / dimensions);
  let width = Math.min(SMALLEST_WIDTH, textureSize);
  while (2 * width <= textureSize && Math.ceil(items / (4 * width)) > tallest) width *= 2;
  const most = 4 * width * tallest;
  const parts: RowLayout[] = [];
  for (let first = 0; first < items; first += most) {
    const held = Math.min(most, items - first);
    parts.push({ first, items: held, width, height: Math.ceil(held / (4 * width)) });
  }
  return parts;
}

/**
 * Writes columns 4k to 4k + 3 of all rows of a part as texels of four unsigned bytes, 128 above their value: tfjs has no textures of
 * signed bytes.
 *
 * @param rows the catalogue's, shape [items, dimensions]
 * @param dimensions columns of a row
 * @param part from `layOutRows`
 * @param quad which four columns, k
 * @param texels receives them, shape [4 * height, width, 4]
 */
export function packQuad(rows: Int8Array, dimensions: number, part: RowLayout, quad: number, texels: Uint8Array): void {
  let from = part.first * dimensions + 4 * quad;
  for (let to = 0; to < 4 * part.items; to += 4) {
    texels[to] = rows[from] ^ 0x80;
    texels[to + 1] = rows[from + 1] ^ 0x80;
    texels[to + 2] = rows[from + 2] ^ 0x80;
    texels[to + 3] = rows[from + 3] ^ 0x80;
    from += dimensions;
  }
}
