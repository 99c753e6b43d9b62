// tfjs hands its module's source text to its threads, which no minifier may touch; see `build-contenders.mjs`.
export { contender } from './tfjs-wasm.js';
