import { isPlainObject } from '../../core/is-plain-object.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { InputFile } from '../containers/input-file.js';
import { readTextLines, type TextLine } from '../containers/text-lines.js';
import type { RecordValue, RecordValues } from '../input/value-at.js';
import { JsonSplitter } from './json-splitter.js';
import { parseExact } from './json-values.js';
import type { InputRecord, RawRecord, RecordSource } from './record-source.js';

/** The fault of what is not a JSON object. */
const NOT_AN_OBJECT = 'unreadable line (not a JSON object)';
/** Objects that are around a record and nothing else: of GraphQL, of a search engine. */
const WRAPPERS: readonly { readonly key: string; readonly others: ReadonlySet<string> }[] = [
  { key: 'node', others: new Set(['cursor', '__typename']) },
  { key: '_source', others: new Set(['_index', '_type', '_id', '_score', 'sort']) },
];
/** Start of a record that a report may show, characters. */
const RAW_CHARACTERS = 200;

/**
 * Opens a JSON text: JSON Lines, objects one after another, a list of them, or an object with the list inside.
 *
 * @param file of kind `json`
 */
export function openJsonRecords(file: InputFile): RecordSource {
  const batches = (): AsyncGenerator<RawRecord[]> => (file.layout?.isLines === false ? valueBatches(file) : lineBatches(file));
  const list = file.layout?.list ?? [];
  const note = {
    code: 'json-list',
    message: `The records of ${file.path} are its list "${list.join('.')}"; what is beside it is not read.`,
    option: null,
  };
  return {
    file,
    columns: [],
    batches,
    records: async function* () {
      for await (const batch of batches()) for (const raw of batch) yield recordOf(raw, file.path);
    },
    notes: () => (list.length === 0 ? file.notes : [...file.notes, note]),
  };
}

function recordOf({ line, isWhole, fault, fields: [text] }: RawRecord, path: string): InputRecord {
  if (fault !== null) return { line, isWhole, fault, values: {}, raw: text.slice(0, RAW_CHARACTERS) };
  const place = `${path}, line ${line}`;
  try {
    const value = unwrapped(parseExact(text, place));
    if (value !== null) return { line, isWhole, fault: null, values: value, raw: '' };
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
  }
  return { line, isWhole, fault: NOT_AN_OBJECT, values: {}, raw: text.slice(0, RAW_CHARACTERS) };
}

function unwrapped(value: RecordValue): RecordValues | null {
  const values = asObject(value);
  if (values === null) return null;
  for (const { key, others } of WRAPPERS) {
    const inside = Object.hasOwn(values, key) ? asObject(values[key]) : null;
    if (inside !== null && Object.keys(values).every((name) => name === key || others.has(name))) return inside;
  }
  return values;
}

function asObject(value: RecordValue): RecordValues | null {
  return isPlainObject(value) ? (value as RecordValues) : null;
}

async function* lineBatches(file: InputFile): AsyncGenerator<RawRecord[]> {
  for await (const lines of readTextLines(file)) {
    yield lines.filter(({ text }) => text.trim() !== '').flatMap((line) => recordsOfLine(line, file));
  }
}

/** A line is one object; one that is not may be several. */
function recordsOfLine({ number, text, isWhole }: TextLine, file: InputFile): RawRecord[] {
  const trimmed = text.trim();
  const whole: RawRecord = { line: number, isWhole, fault: null, fields: [trimmed] };
  if (trimmed.startsWith('{') && trimmed.endsWith('}') && !/\}\s*(?:,\s*)?\{/.test(trimmed)) return [whole];
  try {
    if (asObject(JSON.parse(trimmed) as RecordValue) !== null) return [whole];
  } catch {
    // Several objects, or none.
  }
  const found = new JsonSplitter(file.path, { isLines: false, list: [] }, number).add(trimmed, true);
  if (found.length > 0 && found.every(({ isObject }) => isObject)) return found.map((record) => ({ ...whole, fields: [record.text] }));
  return [{ ...whole, fault: NOT_AN_OBJECT }];
}

async function* valueBatches(file: InputFile): AsyncGenerator<RawRecord[]> {
  const splitter = new JsonSplitter(file.path, file.layout ?? { isLines: false, list: [] });
  const recordsOf = (part: string, isLast: boolean): RawRecord[] =>
    splitter.add(part, isLast).map(({ line, text, isObject }) => ({
      line,
      isWhole: !text.includes('\uFFFD'),
      fault: isObject ? null : NOT_AN_OBJECT,
      fields: [text],
    }));
  const decoder = new TextDecoder('utf-8');
  for await (const part of file.bytes()) yield recordsOf(decoder.decode(part, { stream: true }), false);
  yield recordsOf(decoder.decode(), true);
}
