/**
 * Characters that a terminal obeys instead of showing them, or that reorder what stands beside them: controls (C0, DEL, C1), line
 * and paragraph separators, and marks, embeddings, overrides and isolates of direction.
 */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What may stand in a text for the terminal: texts are cleaned, what is `Shown` is clean already, lists stand one after another. */
export type ShownPart = string | number | Shown | readonly ShownPart[];

/** A text that a terminal may be given: whatever came from files, names, errors and packs is cleaned in it. */
export class Shown {
  readonly #text: string;

  /** @param text clean */
  private constructor(text: string) {
    this.#text = text;
  }

  /**
   * A template whose own words, line breaks included, are the program's, and whose values are cleaned.
   *
   * @param words between the values
   * @param values from anywhere
   */
  static of(words: readonly string[], values: readonly ShownPart[]): Shown {
    return new Shown(words.map((word, at) => word + (at < values.length ? cleaned(values[at]) : '')).join(''));
  }

  /**
   * One JSON object on a line: the same JSON value, in which the characters that a terminal obeys are written as escapes.
   *
   * @param value what `JSON.stringify` takes
   */
  static json(value: unknown): Shown {
    return new Shown(`${JSON.stringify(value).replace(OBEYED, escaped)}\n`);
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

/** Parts with a separator of the program's between them. */
export function joined(parts: readonly ShownPart[], separator: string): Shown {
  return Shown.of(['', ...parts.slice(1).map(() => separator), ''], parts);
}

/** A text of others' with all that a terminal obeys as visible escapes, line breaks too: `\\n`, `\\u001b`. */
export function visibleText(text: string): string {
  return text.replace(OBEYED, (letter) => SHORT[letter] ?? escaped(letter));
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function cleaned(part: ShownPart): string {
  if (typeof part === 'string') return visibleText(part);
  return typeof part === 'object' && !(part instanceof Shown) ? part.map(cleaned).join('') : String(part);
}
