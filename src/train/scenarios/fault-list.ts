import type { JsonPath, PlacedJson, TextPlace } from './json-places.js';

/** Something wrong in a file of placements. */
export interface ScenariosFault extends TextPlace {
  /** The way to the value: `placements.home-top.pins.0.id`. */
  readonly path: string;
  /** One sentence or two: what is wrong, and what to do. */
  readonly message: string;
}

/** Collects what is wrong in a file. */
export interface FaultList {
  /** In the order of the file. */
  all(): ScenariosFault[];
  /** Adds a fault of a value; `at`: a character in its text. */
  add(path: JsonPath, message: string, at?: number): void;
}

/**
 * Creates an empty list.
 *
 * @param json tells where values are
 */
export function createFaultList(json: Pick<PlacedJson, 'placeOf' | 'placeInText'>): FaultList {
  const faults: ScenariosFault[] = [];
  return {
    all: () => faults.toSorted((a, b) => a.line - b.line || a.column - b.column),
    add: (path, message, at) => {
      const place = at === undefined ? json.placeOf(path) : json.placeInText(path, at);
      faults.push({ ...place, path: path.join('.'), message });
    },
  };
}
