import { OnshelfError } from '../../core/onshelf-error.js';
import { shownValue } from '../input/drop-report.js';
import type { InputNote } from '../input/input-facts.js';
import type { ByteSource } from './byte-source.js';
import { checkPlain } from './check-plain.js';
import { detectDialect } from './detect-dialect.js';
import type { InputFile } from './input-file.js';
import { detectJsonLayout, type JsonLayout } from './json-layout.js';
import { hasPageData, pageData } from './page-data.js';
import { detectEncoding, inUtf8, isWindows1252, type TextEncoding } from './text-encoding.js';

/** Bytes that may be text. */
export interface TextInput {
  /** Unpacked. */
  readonly source: ByteSource;
  /** Their first. */
  readonly head: Buffer;
  /** Whether these are all. */
  readonly isAll: boolean;
  /** The file that holds them. */
  readonly onDisk: string;
  /** Containers around them, outermost first. */
  readonly packing: readonly string[];
  /** Whether the structured data of web pages is read. */
  readonly isPageRead: boolean;
}

/** As many control characters a text may have. */
const FEW_CONTROLS = 8;
/** Share of control characters from which bytes are not text. */
const CONTROL_SHARE = 0.02;
/** What separators are called. */
const FORMATS: Readonly<Record<string, string>> = { '\t': 'TSV', ',': 'CSV' };

/**
 * Tells what a text holds: XML, JSON or a delimited table; its encoding, and whether DuckDB may read it itself.
 *
 * @param input bytes
 * @throws OnshelfError `bad-input` where it is not text, or a web page
 */
export async function openText(input: TextInput): Promise<InputFile> {
  const { source, head, onDisk } = input;
  const encoding = detectEncoding(head);
  const text = headText(head, encoding);
  expectText(text, source.path);
  const start = text.trimStart();
  const names = [...(isUtf8Label(encoding.label) ? [] : [encoding.label.toUpperCase()]), ...input.packing];
  const shared = { path: source.path, onDisk, compression: input.packing.length === 0 ? 'none' : 'gzip', ...NO_TABLE } as const;
  const isPage = /^<(!doctype html|html|head|body)\b/i.test(start);
  if (isPage && input.isPageRead && (await hasPageData(inUtf8(source, encoding)))) {
    const data = pageData(inUtf8(source, encoding));
    const layout = { isLines: false, list: [] };
    return {
      ...shared,
      kind: 'json',
      format: ['web page', ...names].join(', '),
      isPlain: false,
      notes: [],
      layout,
      bytes: () => data.open(),
    };
  }
  if (isPage)
    throw new OnshelfError(
      'bad-input',
      `${source.path} is a web page (HTML), not a table. An address that needs a sign-in gives such a page. Download the file again.`,
    );
  if (start.startsWith('<')) {
    const { bytes, notes, packing } = await readXmlAs(input, encoding);
    return { ...shared, kind: 'xml', format: ['XML', ...packing].join(', '), isPlain: false, notes, bytes };
  }
  const before = lineBeforeXml(start);
  if (before !== undefined)
    throw new OnshelfError(
      'bad-input',
      `${source.path}, line 1: "${shownValue(before)}" stands before the XML. Remove what is not XML, or export the feed again.`,
    );
  const isJson = /^[[{]/.test(start) && /^(\[\s*(\{|\[|\]|"|$)|\{\s*("|\}|$))/.test(start);
  const layout = isJson ? detectJsonLayout(text, input.isAll) : null;
  const dialect = isJson ? NO_TABLE : detectDialect(headLines(text, input.isAll));
  const { bytes, isPlain, notes, label } = await readAs(input, encoding, layout, dialect.delimiter, dialect.skippedLines);
  const format = isJson
    ? layout?.isLines
      ? 'JSON Lines'
      : 'JSON'
    : (FORMATS[dialect.delimiter] ?? `CSV with ${shownDelimiter(dialect.delimiter)}`);
  return {
    ...shared,
    ...dialect,
    kind: isJson ? 'json' : 'delimited',
    format: [format, ...(label === null ? names : [label, ...names])].join(', '),
    isPlain,
    notes,
    layout,
    bytes,
  };
}

const NO_TABLE = { delimiter: '', escapedBy: '"', skippedLines: 0, layout: null } as const;

function shownDelimiter(delimiter: string): string {
  return delimiter === '\u0001' ? 'U+0001' : delimiter;
}

/** Reads the whole text once, to tell its encoding and whether it is plain. */
async function readAs(
  { source, packing }: TextInput,
  encoding: TextEncoding,
  layout: JsonLayout | null,
  delimiter: string,
  skippedLines: number,
): Promise<Pick<InputFile, 'bytes' | 'isPlain' | 'notes'> & { label: string | null }> {
  const utf8 = inUtf8(source, encoding);
  if (encoding.label !== 'utf-8') return { bytes: () => utf8.open(), isPlain: false, notes: [], label: null };
  const mayBePlain =
    skippedLines === 0 &&
    (packing.length === 0 || (packing.length === 1 && packing[0] === 'gzip')) &&
    (layout === null || (layout.isLines && encoding.mark === 0));
  const check = await checkPlain(utf8, mayBePlain ? (layout === null ? delimiter : null) : undefined);
  if (!isWindows1252(check.encoding)) return { bytes: () => utf8.open(), isPlain: check.isPlain, notes: [], label: null };
  const western = inUtf8(source, WESTERN);
  return { bytes: () => western.open(), isPlain: false, notes: [westernNote(source.path)], label: 'Windows-1252' };
}

const WESTERN = { label: 'windows-1252', mark: 0 } as const;

function westernNote(path: string): InputNote {
  return {
    code: 'encoding-windows-1252',
    message: `${path} is not UTF-8. It is read as Windows-1252 (Western European). If letters in titles are wrong, save the file as UTF-8.`,
    option: null,
  };
}

/** How XML is read. */
interface ReadXml extends Pick<InputFile, 'bytes' | 'notes'> {
  /** Its encoding, unless UTF-8, and the containers around. */
  readonly packing: readonly string[];
}

/** Reads the whole XML once, to tell whether it is in the encoding that it names, or that is meant where it names none. */
async function readXmlAs({ source, packing }: TextInput, encoding: TextEncoding): Promise<ReadXml> {
  const { label, declared } = encoding;
  const as = (real: Pick<TextEncoding, 'label' | 'mark'>, notes: readonly InputNote[] = []): ReadXml => {
    const utf8 = inUtf8(source, real);
    return { bytes: () => utf8.open(), notes, packing: isUtf8Label(real.label) ? packing : [real.label.toUpperCase(), ...packing] };
  };
  if (label.startsWith('utf-16')) return as(encoding);
  // An unknown encoding is an error before the text is read.
  const declaredText = as(encoding);
  const { encoding: counts } = await checkPlain(source, undefined);
  if (isUtf8Label(label)) {
    if (isWindows1252(counts)) return as(WESTERN, [westernNote(source.path)]);
    return declared === null || isUtf8Label(declared) ? declaredText : as(encoding, [declaredNote(source.path, declared)]);
  }
  const isUtf8 = counts.invalid === 0 && counts.valid > 0;
  return isUtf8 ? as({ label: 'utf-8', mark: 0 }, [declaredNote(source.path, label)]) : declaredText;
}

function declaredNote(path: string, declared: string): InputNote {
  return {
    code: 'encoding-declared-wrong',
    message: `${path} names the encoding ${declared} in its first line, and is UTF-8, as which it is read.`,
    option: null,
  };
}

/** The first line where a program's message stands before an XML declaration on a line of its own. In one pass: a first line may be long. */
function lineBeforeXml(text: string): string | undefined {
  const tag = text.indexOf('<');
  if (tag < 1 || !/^<\?xml\s/.test(text.slice(tag, tag + 6))) return;
  const before = text.slice(0, tag);
  const message = before.trimEnd();
  return /[\r\n]/.test(before.slice(message.length)) ? message.split(/[\r\n]/, 1)[0] : undefined;
}

function isUtf8Label(label: string): boolean {
  return /^utf-?8$/.test(label);
}

function headText(head: Buffer, { label, mark }: TextEncoding): string {
  try {
    return new TextDecoder(label).decode(head.subarray(mark), { stream: true });
  } catch {
    // Only the head, to tell the kind of file; the encoding is told by the whole file.
    return head.toString('latin1');
  }
}

/** The complete lines of a head. */
function headLines(text: string, isAll: boolean): string[] {
  const lines = text.split(/\r*\n|\r/);
  if (!isAll && lines.length > 1) lines.pop();
  else if (lines.at(-1) === '') lines.pop();
  return lines;
}

function expectText(text: string, path: string): void {
  const sample = text.slice(0, 4096);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted; U+0001 separates fields.
  const controls = sample.match(/[\0\u0002-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  if (controls > Math.max(FEW_CONTROLS, sample.length * CONTROL_SHARE))
    throw new OnshelfError(
      'bad-input',
      `${path} is neither text nor a kind of file that is read. Export the table as CSV, JSON Lines or Parquet.`,
    );
}
