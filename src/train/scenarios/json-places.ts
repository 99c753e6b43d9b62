import { parse } from 'lossless-json';
import { isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { OnshelfError } from '../../core/onshelf-error.js';

/** A place in a file, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The way to a value: names and places in lists, from the whole file. */
export type JsonPath = readonly (string | number)[];

/** A JSON file and where its values are. */
export interface PlacedJson {
  readonly value: unknown;
  /** Place of a value; that of the nearest value around it where there is none. */
  placeOf(path: JsonPath): TextPlace;
  /**
   * Place of a character of a text.
   *
   * @param path of the text
   * @param at index in the text as it is read, without quotes and backslashes
   */
  placeInText(path: JsonPath, at: number): TextPlace;
}

/**
 * Reads JSON and where its values are.
 *
 * @param text the whole file
 * @throws OnshelfError `bad-input` with the place, where it is no JSON or has a name twice
 */
export function readPlacedJson(text: string): PlacedJson {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  const placeAt = (offset: number): TextPlace => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line, column: col };
  };
  try {
    parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const { line, column } = placeAt(Number(/position (\d+)/.exec(message)?.[1] ?? text.length));
    throw new OnshelfError('bad-input', `${line}:${column}: it is not JSON: ${message.replace(/ at position \d+/, '')}.`, error);
  }
  // JSON is YAML; the reader of that tells where values are.
  const document = parseDocument(text, { strict: false, uniqueKeys: false });
  const startOf = (path: JsonPath): number => {
    for (let length = path.length; length > 0; length--) {
      const range = (document.getIn(path.slice(0, length), true) as Node | undefined)?.range;
      if (range) return range[0];
    }
    return document.contents?.range?.[0] ?? 0;
  };
  return {
    value: JSON.parse(text),
    placeOf: (path) => placeAt(startOf(path)),
    placeInText: (path, at) => {
      const start = startOf(path);
      return placeAt(isScalar(document.getIn(path, true)) ? offsetIn(text, start, at) : start);
    },
  };
}

/** The offset in the file of a character of a text in quotes that starts there. */
function offsetIn(file: string, start: number, at: number): number {
  let offset = start + 1;
  for (let index = 0; index < at; index++) offset += file[offset] !== '\\' ? 1 : file[offset + 1] === 'u' ? 6 : 2;
  return offset;
}
