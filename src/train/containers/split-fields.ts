/** Blanks that may stand around a quoted field; a tab is one where it is not the separator. */
const BLANKS = /[ \t]*/y;

/** Where a split stopped inside a quoted field: what is needed to continue with the next line. */
export interface OpenField {
  readonly fields: string[];
  /** The field so far. */
  readonly text: string;
  /** Where the field begins in the line that opens it. */
  readonly start: number;
}

/**
 * Splits a line into fields. A field is quoted where its first character, blanks aside, is a quote; then it may hold separators,
 * and quotes by `escapedBy`. Any other quote is an ordinary character (`19" rack`). Text after the closing quote is kept, as in `"5" pan`.
 *
 * @param line without its end
 * @param delimiter one character
 * @param escapedBy what makes a quote ordinary
 * @param before the open field that the line continues
 * @returns the fields; an `OpenField` where the last quote is not closed; `broken` where text follows the quote that closes `before`
 */
export function splitFields(line: string, delimiter: string, escapedBy: '"' | '\\', before?: OpenField): string[] | OpenField | 'broken' {
  if (before === undefined && !line.includes('"')) return line.split(delimiter);
  const fields = before === undefined ? [] : [...before.fields];
  let at = 0;
  let open = before === undefined ? undefined : `${before.text}\n`;
  for (;;) {
    const begin = at;
    let field = open;
    if (field === undefined) {
      field = '';
      const start = quoteAt(line, at, delimiter);
      if (start < 0) {
        const end = line.indexOf(delimiter, at);
        fields.push(line.slice(at, end < 0 ? line.length : end));
        if (end < 0) return fields;
        at = end + 1;
        continue;
      }
      at = start + 1;
    }
    const closed = closeQuote(line, at, escapedBy);
    field += closed.text;
    if (closed.end < 0) return { fields, text: field, start: begin };
    const end = line.indexOf(delimiter, closed.end);
    const rest = line.slice(closed.end, end < 0 ? line.length : end);
    const isBlank = /^[ \t]*$/.test(rest);
    if (open !== undefined && !isBlank) return 'broken';
    open = undefined;
    fields.push(isBlank ? field : field + rest);
    if (end < 0) return fields;
    at = end + 1;
  }
}

/** Where the quote of a quoted field stands; -1 where the field is not quoted. */
function quoteAt(line: string, at: number, delimiter: string): number {
  if (line[at] === '"') return at;
  if (line[at] !== ' ' && line[at] !== '\t') return -1;
  BLANKS.lastIndex = at;
  BLANKS.test(line);
  const start = BLANKS.lastIndex;
  return line[start] === '"' && !line.slice(at, start).includes(delimiter) ? start : -1;
}

/** The text up to the closing quote, and the place after it; -1 where there is none. */
function closeQuote(line: string, from: number, escapedBy: '"' | '\\'): { text: string; end: number } {
  let text = '';
  for (let at = from; ; ) {
    const quote = line.indexOf('"', at);
    const slash = escapedBy === '\\' ? line.indexOf('\\', at) : -1;
    if (slash >= 0 && (quote < 0 || slash < quote)) {
      const next = line[slash + 1];
      text += line.slice(at, slash) + (next === '"' || next === '\\' ? next : `\\${next ?? ''}`);
      at = slash + 2;
    } else if (quote < 0) return { text: text + line.slice(at), end: -1 };
    else if (line[quote + 1] === '"') {
      text += line.slice(at, quote + 1);
      at = quote + 2;
    } else return { text: text + line.slice(at, quote), end: quote + 1 };
  }
}
