/** The first row with a fault. */
export interface Offence {
  /** Path of the file, as given. */
  readonly file: string;
  /** Line of the file, from 1, the header counted; for Parquet the row, from 1. */
  readonly line: number;
  /** Column at fault, by the file's name. */
  readonly field: string;
  /** Its value, cut at 80 characters. */
  readonly value: string;
}

/** Number of rows with a fault. */
export interface DropCount {
  readonly reason: string;
  readonly count: number;
  readonly first: Offence;
  /** Lines of the first 20. */
  readonly lines: readonly number[];
}

const LINES_KEPT = 20;
const SHOWN_CHARACTERS = 80;

/** A value for a report: cut at 80 characters, without control characters. */
export function shownValue(value: string): string {
  const clean = value.replace(/\p{Cc}/gu, '\uFFFD');
  return clean.length > SHOWN_CHARACTERS ? `${clean.slice(0, SHOWN_CHARACTERS)}...` : clean;
}

/** Counts faults by reason and keeps the first of each, in order of first appearance. */
export class DropCounter {
  readonly #counts = new Map<string, { count: number; first: Offence; lines: number[] }>();
  readonly #file: string;

  /** @param file path for the report */
  constructor(file: string) {
    this.#file = file;
  }

  /** Counts one fault. */
  add(reason: string, line: number, field: string, value: string): void {
    const known = this.#counts.get(reason);
    if (known === undefined)
      this.#counts.set(reason, { count: 1, first: { file: this.#file, line, field, value: shownValue(value) }, lines: [line] });
    else if (++known.count <= LINES_KEPT) known.lines.push(line);
  }

  /** The counts so far. */
  report(): DropCount[] {
    return [...this.#counts].map(([reason, counted]) => ({ reason, ...counted }));
  }
}
