import { OnshelfError } from '../../core/onshelf-error.js';
import { INPUT_LIMITS, mebibytes } from '../files/input-limits.js';
import type { ByteSource } from './byte-source.js';

/** The start of a script of a web page, what tells structured data, and the end. */
const START = /<script\b/gi;
const TYPE = /\btype\s{0,99}=\s{0,99}["']?application\/ld\+json\b/i;
const END = /<\/script\s*>/i;
const NEWLINE = 0x0a;
/** Longer than a start tag, characters. */
const LONGEST = 1100;
/** What pages write around the data. */
const AROUND =
  /^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>|;)\s*$/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
const CONTROLS = /[\0-\x1f]/g;
/** What the reader of JSON counts as a record that cannot be read. */
const UNREADABLE = '?';

/** Whether web pages have structured data. */
export async function hasPageData(source: ByteSource): Promise<boolean> {
  for await (const part of pageData(source).open()) if (part.some((byte) => byte !== NEWLINE)) return true;
  return false;
}

/**
 * The structured data of web pages, as JSON: each `<script type="application/ld+json">` is a value. Lines keep their numbers.
 *
 * @param source one page or several, in UTF-8
 * @throws OnshelfError `bad-input` where a script is beyond the limit of a record, or does not end
 */
export function pageData(source: ByteSource): ByteSource {
  return {
    path: source.path,
    open: async function* () {
      const decoder = new TextDecoder();
      let text = '';
      let isOpen = false;
      let line = 1;
      /** Takes what is decided of the text. */
      const take = function* (isLast: boolean): Generator<Buffer> {
        for (;;) {
          const found = isOpen ? END.exec(text) : startOf(text);
          if (found === null) break;
          const [before, tag] = [text.slice(0, found.index), found[0]];
          yield Buffer.from(isOpen ? scriptData(before) + lineEnds(tag) : lineEnds(before + tag));
          line += lineEnds(before + tag).length;
          text = text.slice(found.index + found[0].length);
          isOpen = !isOpen;
        }
        if (isOpen) {
          if (isLast || text.length > INPUT_LIMITS.recordCharacters)
            throw new OnshelfError(
              'bad-input',
              `${source.path}, line ${line}: the script that starts here does not end${isLast ? '' : ` within ${mebibytes(INPUT_LIMITS.recordCharacters)}, the limit`}. Check that the copy is complete.`,
            );
          return;
        }
        const decided = isLast ? text.length : Math.max(0, text.length - LONGEST);
        const ends = lineEnds(text.slice(0, decided));
        if (ends !== '') yield Buffer.from(ends);
        line += ends.length;
        text = text.slice(decided);
      };
      for await (const part of source.open()) {
        text += decoder.decode(part, { stream: true });
        yield* take(false);
      }
      text += decoder.decode();
      yield* take(true);
    },
  };
}

/** The first start tag of structured data. */
function startOf(text: string): { readonly 0: string; readonly index: number } | null {
  let end = -1;
  for (const { index } of text.matchAll(START)) {
    if (end < index) end = text.indexOf('>', index);
    if (end < 0) return null;
    const tag = text.slice(index, end + 1);
    if (tag.length <= LONGEST && TYPE.test(tag)) return { 0: tag, index };
  }
  return null;
}

/** The JSON of a script, on as many lines: what is no JSON, as one record that cannot be read. */
function scriptData(script: string): string {
  const text = script.replace(AROUND, (mark) => lineEnds(mark) || ' ').replace(AROUND, (mark) => lineEnds(mark) || ' ');
  if (text.trim() === '') return lineEnds(script);
  if (isJson(text)) return `${text} `;
  // Line ends within texts are no JSON, and are common.
  const oneLine = text.replace(CONTROLS, ' ');
  return (isJson(oneLine) ? oneLine : ` ${UNREADABLE},`) + lineEnds(script);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // The caller writes what is read instead.
    return false;
  }
}

function lineEnds(text: string): string {
  return '\n'.repeat(text.match(/\n/g)?.length ?? 0);
}
