import type { Log } from '../log/read-log.js';

/**
 * The log of a shop that has none.
 *
 * @param items rows of the catalogue
 */
export function noLog(items: number): Pick<Log, 'interactions' | 'rows' | 'dropped' | 'compactDates' | 'facts'> {
  return {
    interactions: {
      users: 0,
      items,
      offsets: new Uint32Array(1),
      itemRows: new Uint32Array(),
      orders: new Uint32Array(),
      times: new Float64Array(),
      names: new Uint8Array(),
      amounts: new Float32Array(),
      weights: new Float32Array(),
    },
    rows: 0,
    dropped: [],
    compactDates: false,
    facts: { files: [], used: [], unused: [], period: null, events: [], notes: [] },
  };
}
