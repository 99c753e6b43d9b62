import { OnshelfError } from '../../core/onshelf-error.js';
import type { JsonLayout } from '../containers/json-layout.js';
import { INPUT_LIMITS, mebibytes } from '../files/input-limits.js';

/** The text of a JSON value that is a record. */
export interface JsonText {
  /** Line it starts on, from 1. */
  readonly line: number;
  readonly text: string;
  /** Whether it is an object that ends. */
  readonly isObject: boolean;
}

const [NEWLINE, QUOTE, BACKSLASH, COMMA, COLON, LIST, LIST_END, OBJECT, OBJECT_END] = Array.from('\n"\\,:[]{}', (letter) =>
  letter.charCodeAt(0),
);

/** Finds the records in a JSON text that comes in parts: objects one after another, in a list, or in a list at a path. */
export class JsonSplitter {
  readonly #path: string;
  readonly #list: readonly string[];
  /** Kinds of the values around, `[` or `{`, and the names that lead to them. */
  readonly #around: number[] = [];
  readonly #names: string[] = [];
  /** What was not decided: the record that is open, a name, a stray text. */
  #text = '';
  /** Where the record, the string or the stray text that is open begins; -1 where none is. */
  #record = -1;
  #string = -1;
  #stray = -1;
  #depth = 0;
  #inString = false;
  #line = 1;
  #recordLine = 1;
  #name = '';
  #at = 0;

  /**
   * @param path for errors
   * @param layout where the records are
   * @param firstLine of the text in the file
   */
  constructor(path: string, { list }: JsonLayout, firstLine = 1) {
    this.#path = path;
    this.#list = list;
    this.#line = firstLine;
  }

  /**
   * Adds a part of the text.
   *
   * @param part that follows those before
   * @param isLast whether none follows
   * @returns the records that are complete
   * @throws OnshelfError `bad-input` where a record is beyond the limit
   */
  add(part: string, isLast = false): JsonText[] {
    const found: JsonText[] = [];
    this.#text += part;
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const letter = text.charCodeAt(this.#at);
      if (letter === NEWLINE) this.#line++;
      if (this.#inString) this.#inText(letter, text);
      else if (this.#record >= 0) this.#inRecord(letter, text, found);
      else this.#between(letter, text, found);
    }
    const kept = Math.min(...[this.#record, this.#string, this.#stray].filter((at) => at >= 0), this.#at, text.length);
    if (this.#at - kept > INPUT_LIMITS.recordCharacters)
      throw new OnshelfError(
        'bad-input',
        `${this.#path}, line ${this.#recordLine}: the JSON value that starts here does not end within ${mebibytes(INPUT_LIMITS.recordCharacters)}, the limit. Write one object for each record, as JSON Lines.`,
      );
    if (isLast) {
      if (this.#record >= 0) found.push({ line: this.#recordLine, text: text.slice(this.#record), isObject: false });
      this.#endStray(text, found);
    }
    this.#text = text.slice(kept);
    this.#at -= kept;
    if (this.#record >= 0) this.#record -= kept;
    if (this.#string >= 0) this.#string -= kept;
    if (this.#stray >= 0) this.#stray -= kept;
    return found;
  }

  #inText(letter: number, text: string): void {
    if (letter === BACKSLASH) this.#at++;
    else if (letter === QUOTE) {
      this.#inString = false;
      if (this.#string >= 0) this.#name = unquoted(text.slice(this.#string, this.#at + 1));
      this.#string = -1;
    }
  }

  #inRecord(letter: number, text: string, found: JsonText[]): void {
    if (letter === QUOTE) this.#inString = true;
    else if (letter === OBJECT || letter === LIST) this.#depth++;
    else if ((letter === OBJECT_END || letter === LIST_END) && --this.#depth === 0) {
      found.push({
        line: this.#recordLine,
        text: text.slice(this.#record, this.#at + 1),
        isObject: text.charCodeAt(this.#record) === OBJECT,
      });
      this.#record = -1;
    }
  }

  #between(letter: number, text: string, found: JsonText[]): void {
    if (letter === OBJECT || letter === LIST) {
      this.#endStray(text, found);
      if (this.#isRecordPlace(letter)) {
        this.#record = this.#at;
        this.#recordLine = this.#line;
        this.#depth = 1;
      } else {
        this.#around.push(letter);
        this.#names.push(this.#name);
      }
      this.#name = '';
    } else if (letter === OBJECT_END || letter === LIST_END) {
      this.#endStray(text, found);
      this.#around.pop();
      this.#names.pop();
    } else if (letter === COMMA || letter === COLON) this.#endStray(text, found);
    else if (letter === QUOTE) {
      this.#inString = true;
      if (this.#stray >= 0) return;
      if (this.#isListOfRecords()) {
        this.#stray = this.#at;
        this.#recordLine = this.#line;
        return;
      }
      // The string's place is needed for a name only; a long text is not kept.
      if (this.#around.length > 0 && this.#around.at(-1) === OBJECT && text.charCodeAt(this.#at - 1) !== COLON) this.#string = this.#at;
    } else if (letter > 32 && this.#stray < 0 && this.#isListOfRecords()) {
      this.#stray = this.#at;
      this.#recordLine = this.#line;
    } else if (letter === NEWLINE) this.#endStray(text, found);
  }

  /** Whether a value that opens here is a record. */
  #isRecordPlace(letter: number): boolean {
    return this.#isListOfRecords() && (letter === OBJECT || this.#around.length > 0);
  }

  /** Whether the values here are records. */
  #isListOfRecords(): boolean {
    const deep = this.#around.length;
    if (this.#list.length === 0) return deep === 0 || (deep === 1 && this.#around[0] === LIST);
    return (
      deep === this.#list.length + 1 &&
      this.#around[deep - 1] === LIST &&
      this.#list.every((name, index) => this.#names[index + 1] === name)
    );
  }

  /** A text between the records that is none. */
  #endStray(text: string, found: JsonText[]): void {
    if (this.#stray < 0) return;
    found.push({ line: this.#recordLine, text: text.slice(this.#stray, this.#at), isObject: false });
    this.#stray = -1;
  }
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    // Parsing the record will count it as unreadable.
    return '';
  }
}
