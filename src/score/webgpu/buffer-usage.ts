// WebGPU fixes these numbers; TypeScript's DOM library has the types but not the global objects with them.

/** What a buffer may be used for. @see https://www.w3.org/TR/webgpu/#buffer-usage */
export const BUFFER_USAGE = {
  mapRead: 0x0001,
  copySource: 0x0004,
  copyDestination: 0x0008,
  uniform: 0x0040,
  storage: 0x0080,
  queryResolve: 0x0200,
} as const;

/** Map a buffer for reading. @see https://www.w3.org/TR/webgpu/#namespacedef-gpumapmode */
export const MAP_READ = 0x0001;
