/**
 * Characters that control a terminal, or that reorder text: control characters (C0, DEL, C1), line and paragraph separators, and
 * the direction marks, embeddings, overrides and isolates.
 */
const CONTROL_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value in a terminal text: strings are escaped, `Shown` is used unchanged, the parts of a list are concatenated. */
export type ShownPart = string | number | Shown | readonly ShownPart[];

/** A text that is safe for a terminal: control characters of its values are escaped. */
export class Shown {
  readonly #text: string;

  /** @param text escaped */
  private constructor(text: string) {
    this.#text = text;
  }

  /**
   * A template. Its literal parts are used unchanged; its values are escaped.
   *
   * @param words literal parts, between the values
   * @param values of any origin
   */
  static of(words: readonly string[], values: readonly ShownPart[]): Shown {
    return new Shown(words.map((word, at) => word + (at < values.length ? cleaned(values[at]) : '')).join(''));
  }

  /**
   * One JSON object on a line, with control characters written as escapes.
   *
   * @param value what `JSON.stringify` takes
   */
  static json(value: unknown): Shown {
    return new Shown(`${JSON.stringify(value).replace(CONTROL_CHARACTERS, escaped)}\n`);
  }

  /** For the terminal. */
  toString(): string {
    return this.#text;
  }
}

/** A text for the terminal: `shown\`Pack in ${folder}\n\``. */
export function shown(words: TemplateStringsArray, ...values: ShownPart[]): Shown {
  return Shown.of(words, values);
}

/** Parts joined by a separator, which is not escaped. */
export function joined(parts: readonly ShownPart[], separator: string): Shown {
  return Shown.of(['', ...parts.slice(1).map(() => separator), ''], parts);
}

/** A text with its control characters, including line breaks, as visible escapes: `\\n`, `\\u001b`. */
export function visibleText(text: string): string {
  return text.replace(CONTROL_CHARACTERS, (letter) => SHORT[letter] ?? escaped(letter));
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function cleaned(part: ShownPart): string {
  if (typeof part === 'string') return visibleText(part);
  return typeof part === 'object' && !(part instanceof Shown) ? part.map(cleaned).join('') : String(part);
}
