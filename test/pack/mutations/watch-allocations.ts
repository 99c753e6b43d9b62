const NAMES = ['ArrayBuffer', 'Int8Array', 'Uint8Array', 'Uint16Array', 'Uint32Array', 'Float32Array', 'Float64Array'] as const;

/**
 * Counts the bytes of all arrays of numbers that are made by their length while a step runs. Views, which share bytes, count nothing.
 *
 * @param step runs at once
 * @returns the bytes asked for, whether or not the step fails
 */
export function watchAllocations(step: () => void): number {
  let bytes = 0;
  const own = NAMES.map((name) => [name, globalThis[name]] as const);
  for (const [name, made] of own)
    Object.assign(globalThis, {
      [name]: new Proxy(made, {
        construct: (target, given, asked) => {
          if (typeof given[0] === 'number') bytes += given[0] * ((target as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1);
          return Reflect.construct(target, given, asked);
        },
      }),
    });
  try {
    step();
  } finally {
    Object.assign(globalThis, Object.fromEntries(own));
  }
  return bytes;
}
