import { TextureUsage } from '@tensorflow/tfjs-backend-webgl/dist/tex_util';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';
import type { WebGlContext } from './context/tfjs-webgl-context.js';
import { layOutRows, packQuad, type RowLayout } from './tfjs-webgl-layout.js';

/** A part of the catalogue on the GPU, in the order of the program's inputs. */
export interface CatalogPart {
  readonly layout: RowLayout;
  /** Rows (a byte per number), scales, biases. */
  readonly inputs: readonly [TensorInfo, TensorInfo, TensorInfo];
}

/**
 * Copies the catalogue into textures: one byte for each number of a row, as in the pack, and two floats for each row.
 *
 * tfjs uploads every tensor through a second texture of four times the size; here the texels are written in place,
 * four columns at a time, so that neither GPU nor heap contains the catalogue twice.
 *
 * @param context of the textures
 * @param rows the catalogue
 * @param textureSize largest width and height of a texture to make, texels
 * @throws OnshelfError `scorer-failed` where the textures do not fit
 */
export function uploadWebGlCatalog(context: WebGlContext, rows: ScorerRows, textureSize: number): CatalogPart[] {
  const parts = layOutRows(rows.items, rows.dimensions, textureSize).map((layout) => uploadPart(context, rows, layout));
  const { gl } = context;
  context.throwIfLost();
  if (gl.getError() !== gl.NO_ERROR) throw new OnshelfError('scorer-failed', 'The catalogue does not fit on the GPU.');
  return parts;
}

function uploadPart(context: WebGlContext, rows: ScorerRows, layout: RowLayout): CatalogPart {
  const { gl } = context;
  const { first, items, width, height } = layout;
  const numbers = makeTexture(context, [rows.dimensions * height, width], TextureUsage.PIXELS);
  const texels = new Uint8Array(16 * height * width);
  for (let quad = 0; quad < rows.dimensions / 4; quad++) {
    packQuad(rows.rows, rows.dimensions, layout, quad, texels);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 4 * height * quad, width, 4 * height, gl.RGBA, gl.UNSIGNED_BYTE, texels);
  }
  const uploadFloats = (values: Float32Array): TensorInfo => {
    const texture = makeTexture(context, [4 * height, width], TextureUsage.RENDER);
    const padded = new Float32Array(4 * height * width);
    padded.set(values.subarray(first, first + items));
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, 4 * height, gl.RED, gl.FLOAT, padded);
    return texture;
  };
  const inputs = [numbers, uploadFloats(rows.scales), uploadFloats(rows.bias)] as const;
  gl.bindTexture(gl.TEXTURE_2D, null);
  return { layout, inputs };
}

/** A tensor with an empty texture of its shape, which stays bound. */
function makeTexture({ gl, backend }: WebGlContext, shape: [number, number], usage: TextureUsage): TensorInfo {
  const tensor = backend.makeTensorInfo(shape, usage === TextureUsage.PIXELS ? 'int32' : 'float32');
  backend.texData.get(tensor.dataId).usage = usage;
  gl.bindTexture(gl.TEXTURE_2D, backend.getTexture(tensor.dataId));
  return tensor;
}
