// tfjs passes its module's source text to its threads, which must not be minified; see `build-contenders.mjs`.
export { contender } from './tfjs-wasm.js';
