/** A WebAssembly text file, assembled by `build-contenders.mjs`. */
declare module '*.wat?wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
