import { joined, type Shown, type ShownPart, shown, visibleText } from '../output/shown.js';

/** Longest line of a report, characters; a longer word is not broken. */
const LINE_LENGTH = 100;
/** Width of the labels, with the blanks around them. */
const LABEL_WIDTH = 13;
const TEXT_WIDTH = LINE_LENGTH - LABEL_WIDTH;
/** Longest value shown, characters. */
const VALUE_LENGTH = 60;

/** A labelled part of a report: `  read       id, title, link`. Its lines are below one another. */
export interface ReportPart {
  readonly label: string;
  readonly lines: readonly ShownPart[];
}

/** A heading with the parts below it that have lines. */
export function reportBlock(heading: Shown, parts: readonly ReportPart[]): Shown {
  const body = parts.flatMap(({ label, lines }) =>
    lines.map((line, at) => shown`  ${(at === 0 ? label : '').padEnd(LABEL_WIDTH - 2)}${line}\n`),
  );
  return shown`${heading}\n${body}`;
}

/**
 * A list as lines of a report, separated by commas.
 *
 * @param items all of them
 * @param most how many are shown; `and N more (--json has all)` follows where there are more
 */
export function listLines(items: readonly string[], most: number): Shown[] {
  const kept = items.length <= most + 1 ? items : items.slice(0, most);
  const rest = items.length - kept.length;
  const words = kept.map((item, at) => `${shortValue(item)}${at < kept.length - 1 || rest > 0 ? ',' : ''}`);
  return wrapLines(rest > 0 ? [...words, moreOf(rest)] : words);
}

/**
 * A sentence as lines of a report.
 *
 * @param text the sentence
 * @param width maximum number of characters of a line
 */
export function textLines(text: string, width = TEXT_WIDTH): Shown[] {
  return wrapLines(text.split(' '), width);
}

/** What stands for the rest of a list that was cut. */
export function moreOf(rest: number): string {
  return `and ${rest} more (--json has all)`;
}

/** A value of a file for a report: cut, without control characters. */
export function shortValue(value: string): string {
  const clean = visibleText(value.slice(0, VALUE_LENGTH + 1));
  return clean.length > VALUE_LENGTH ? `${clean.slice(0, VALUE_LENGTH - 3)}...` : clean;
}

function wrapLines(words: readonly string[], width = TEXT_WIDTH): Shown[] {
  const lines: string[][] = [];
  let length = 0;
  for (const word of words) {
    const visible = visibleText(word);
    const last = lines.at(-1);
    if (last !== undefined && length + 1 + visible.length <= width) {
      last.push(visible);
      length += 1 + visible.length;
    } else {
      lines.push([visible]);
      length = visible.length;
    }
  }
  return lines.map((line) => joined(line, ' '));
}
