/** A WebAssembly text, assembled by `build-contenders.mjs`. */
declare module '*.wat?wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
