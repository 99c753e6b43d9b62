import type { InputFile } from '../containers/input-file.js';
import type { InputNote } from '../input/input-facts.js';
import type { RecordValues } from '../input/value-at.js';

/** The records of an input, whatever it is written in. */
export interface RecordSource {
  readonly file: InputFile;
  /** Names of the columns, in order, none twice. JSON: empty, names come with the records. */
  readonly columns: readonly string[];
  /**
   * All records in order.
   *
   * @throws OnshelfError `bad-input` where the input is damaged or beyond a limit
   */
  records(): AsyncGenerator<InputRecord>;
  /** The same, as they are written, in batches. */
  batches(): AsyncGenerator<RawRecord[]>;
  /** What was assumed; those of rows are complete after all records were read. */
  notes(): readonly InputNote[];
}

/** Place and state of a record. */
interface RecordPlace {
  /** Line it starts on, from 1; of Parquet the row, from 1. */
  readonly line: number;
  /** Whether all bytes are UTF-8. Others are U+FFFD. */
  readonly isWhole: boolean;
  /** Why the record cannot be used, as a report has it: `more fields than the header`; null where it can. */
  readonly fault: string | null;
}

/** A record. */
export interface InputRecord extends RecordPlace {
  /** Empty where there is a fault. */
  readonly values: RecordValues;
  /** With a fault: the record as written, its start. Else ''. */
  readonly raw: string;
}

/** A record as it is written. */
export interface RawRecord extends RecordPlace {
  /** Delimited: one for each of `columns`, or fewer where empty ones are missing at the end; with a fault, the fields as written. JSON: the text alone. */
  readonly fields: readonly string[];
}
