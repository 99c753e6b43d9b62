/** A kernel's text, as Vite's `?raw` imports it. */
declare module '*.wgsl?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: Vite provides a `?raw` text as the default export.
  export default text;
}
