import { GPGPUContext, MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl/dist/webgl';
import { env } from '@tensorflow/tfjs-core';
import { messageOf, OnshelfError } from '../../../core/onshelf-error.js';

/** An own WebGL2 context with tfjs on top, and its limits. */
export interface WebGlContext {
  readonly gl: WebGL2RenderingContext;
  readonly backend: MathBackendWebGL;
  /** Whether the GPU is emulated on the processor. */
  readonly software: boolean;
  /** Largest width and height of a texture, texels. */
  readonly textureSize: number;
  /** Columns of all queries that one program can hold, in vectors of four. */
  readonly queryVectors: number;
  /** @throws OnshelfError `scorer-failed` once the context is lost or disposed */
  throwIfLost(): void;
  /** Frees textures and programs, and releases the context: a browser allows a page only a few. */
  dispose(): void;
}

/** Uniform vectors that a program needs beside its queries, rounded up. */
const OTHER_VECTORS = 16;

const ATTRIBUTES: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
  premultipliedAlpha: false,
  // A software renderer is detected below and measured, instead of refused here.
  failIfMajorPerformanceCaveat: false,
};

/** A canvas that only this library draws on. */
export type OwnCanvas = OffscreenCanvas | HTMLCanvasElement;

/**
 * A canvas that needs no document, in a page or in a worker.
 *
 * @throws OnshelfError `scorer-failed` where the browser has none
 */
export function makeCanvas(): OwnCanvas {
  if (typeof OffscreenCanvas === 'undefined')
    throw new OnshelfError('scorer-failed', 'This browser has no OffscreenCanvas to use WebGL on.');
  return new OffscreenCanvas(1, 1);
}

/**
 * Opens WebGL2 on an own canvas. tfjs would make its own, whose loss it does not report and after which all its
 * results are zero.
 *
 * @param canvas without a context yet
 * @throws OnshelfError `scorer-failed` where there is no WebGL2 or it cannot draw 32-bit floats
 */
export function openWebGlContext(canvas: OwnCanvas): WebGlContext {
  const gl = canvas.getContext('webgl2', ATTRIBUTES) as WebGL2RenderingContext | null;
  if (gl === null) throw new OnshelfError('scorer-failed', 'This browser gives no WebGL2 context.');
  let failure: OnshelfError | undefined;
  canvas.addEventListener('webglcontextlost', () => {
    failure ??= lost();
  });
  const throwIfLost = (): void => {
    // The event comes one task after the loss; this check is immediate.
    if (failure === undefined && gl.isContextLost()) failure = lost();
    if (failure !== undefined) throw failure;
  };
  try {
    const backend = openTfjs(gl);
    return {
      gl,
      backend,
      software: isSoftwareRenderer(rendererOf(gl)),
      textureSize: gl.getParameter(gl.MAX_TEXTURE_SIZE) as number,
      queryVectors: (gl.getParameter(gl.MAX_FRAGMENT_UNIFORM_VECTORS) as number) - OTHER_VECTORS,
      throwIfLost,
      dispose: () => {
        failure ??= new OnshelfError('scorer-failed', 'The WebGL scorer was disposed.');
        backend.dispose();
        releaseContext(gl);
      },
    };
  } catch (error) {
    releaseContext(gl);
    throw error instanceof OnshelfError ? error : new OnshelfError('scorer-failed', `WebGL failed: ${messageOf(error)}`, error);
  }
}

/**
 * Whether the renderer is emulated on the processor.
 *
 * @param name as the driver gives it; empty where the browser hides it
 */
function isSoftwareRenderer(name: string): boolean {
  return /swiftshader|llvmpipe|softpipe|basic render|software/i.test(name);
}

/** A tfjs backend on this context. It is never registered with tfjs's engine: programs are run on it directly. */
function openTfjs(gl: WebGL2RenderingContext): MathBackendWebGL {
  // Before anything reads a tfjs flag: tfjs evaluates flags on its known context, and would open its own.
  setWebGLContext(2, gl);
  env().set('WEBGL_VERSION', 2);
  // Free textures when disposed. tfjs would keep them for tensors of the same shape, and there are none.
  env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 0);
  if (gl.getExtension('EXT_color_buffer_float') === null || !env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    // tfjs would fall back to 16 bits, and no rounding bound would be valid.
    throw new OnshelfError('scorer-failed', 'This GPU cannot draw 32-bit floats with WebGL.');
  }
  return new MathBackendWebGL(new GPGPUContext(gl));
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  // Firefox returns the real name for the plain parameter and has deprecated the extension.
  return String(gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL));
}

function releaseContext(gl: WebGL2RenderingContext): void {
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

function lost(): OnshelfError {
  return new OnshelfError('scorer-failed', 'The WebGL context was lost.');
}
