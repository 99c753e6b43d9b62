import { OnshelfError } from '../../core/onshelf-error.js';
import { isLonger } from '../containers/detect-dialect.js';
import type { InputFile } from '../containers/input-file.js';
import { type FieldRecord, RecordSplitter } from '../containers/record-splitter.js';
import { readTextLines } from '../containers/text-lines.js';
import type { InputNote } from '../input/input-facts.js';
import type { RecordValue, RecordValues } from '../input/value-at.js';
import { type HeaderNames, headerNames } from './header-names.js';
import type { RawRecord, RecordSource } from './record-source.js';

/** Start of a record that a report may show, characters. */
const RAW_CHARACTERS = 200;

/**
 * Opens a delimited text, or a workbook's sheet as one. A row with more or fewer fields than the header is a fault; empty fields
 * at the end are not counted.
 *
 * @param file of kind `delimited` or `workbook`
 * @param given column names of a file without a header; undefined: the first record has them
 * @throws OnshelfError `bad-input` where there is no header
 */
export async function openDelimitedRecords(file: InputFile, given?: readonly string[]): Promise<RecordSource> {
  const header = headerNames(given ?? (await firstFields(file)), file.path);
  const hasHeader = given === undefined;
  const batches = (): AsyncGenerator<RawRecord[]> => rawBatches(file, header, hasHeader);
  return {
    file,
    columns: header.names,
    batches,
    records: async function* () {
      for await (const batch of batches()) {
        for (const { line, isWhole, fault, fields } of batch) {
          if (fault === null) yield { line, isWhole, fault, values: valuesOf(fields, header.names), raw: '' };
          else yield { line, isWhole, fault, values: {}, raw: fields.join(file.delimiter).slice(0, RAW_CHARACTERS) };
        }
      }
    },
    notes: (): readonly InputNote[] => [...file.notes, ...header.notes],
  };
}

async function firstFields(file: InputFile): Promise<readonly string[]> {
  for await (const [first] of fieldBatches(file)) if (first !== undefined) return first.fields;
  throw new OnshelfError('bad-input', `${file.path} has no line with column names.`);
}

async function* fieldBatches(file: InputFile): AsyncGenerator<FieldRecord[]> {
  const splitter = new RecordSplitter(file.path, file);
  for await (const lines of readTextLines(file)) yield splitter.add(lines);
  yield splitter.add([], true);
}

async function* rawBatches(file: InputFile, { least, most, places }: HeaderNames, hasHeader: boolean): AsyncGenerator<RawRecord[]> {
  let isFirst = hasHeader;
  const isInOrder = places.every((place, index) => place === index);
  for await (const records of fieldBatches(file)) {
    if (records.length === 0) continue;
    const below = isFirst ? records.slice(1) : records;
    isFirst = false;
    yield below.map(({ line, fields, isWhole }) => {
      const fault = faultOf(fields, least, most);
      return { line, fields: fault !== null || isInOrder ? fields : places.map((place) => fields[place] ?? ''), isWhole, fault };
    });
  }
}

function faultOf(fields: readonly string[], least: number, most: number): string | null {
  if (fields.length < least) return 'fewer fields than the header';
  return fields.length > most && !isLonger(fields, most) ? 'more fields than the header' : null;
}

function valuesOf(fields: readonly string[], names: readonly string[]): RecordValues {
  const values: Record<string, RecordValue> = Object.create(null);
  for (let at = 0; at < names.length; at++) values[names[at]] = fields[at] ?? '';
  return values;
}
