/** A kernel's text, as Vite's `?raw` hands it over. */
declare module '*.wgsl?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: Vite hands a `?raw` text over as the default export.
  export default text;
}
