import { SaxesParser } from 'saxes';
import { OnshelfError } from '../../../core/onshelf-error.js';
import { INPUT_LIMITS, mebibytes } from '../../files/input-limits.js';
import { shownValue } from '../../input/drop-report.js';
import type { RecordValues } from '../../input/value-at.js';
import { repairReferences } from './repair-references.js';
import { XmlElement, XmlPrefixes } from './xml-item.js';
import { nameWithoutPrefix, type XmlLayout, xmlLayout } from './xml-layout.js';

/** XML to read. */
export interface XmlInput {
  /** As shown. */
  readonly path: string;
  /** UTF-8. Called several times. */
  bytes(): AsyncGenerator<Buffer>;
}

/** A product of an XML feed. */
interface XmlRecord {
  /** Line on which it starts, from 1. */
  readonly line: number;
  readonly values: RecordValues;
  /** Whether all its bytes are valid. */
  readonly isWhole: boolean;
}

/** An XML feed, opened. */
export interface XmlFeed {
  readonly layout: XmlLayout;
  records(): AsyncGenerator<XmlRecord>;
  /** Faults of the XML that were put up with, after the last record; null where there are none. */
  repaired(): { readonly count: number; readonly line: number; readonly message: string } | null;
}

/** Start of the file in which products are looked for, bytes: more where it has none, as after a long list of categories. */
const HEADS_BYTES = [2 ** 20, 2 ** 24] as const;
/** A part may end in the middle of a text, characters. */
const READ_CHARACTERS = 2 ** 20;
/** Characters that an element counts for besides its name, as it takes memory. */
const ELEMENT_CHARACTERS = 16;
/** Faults of the parser that are put up with: each costs time. */
const MAX_FAULTS = 500_000;
/** Faults after which the elements are still where they seem to be. */
const HARMLESS =
  /^(?:undefined entity|disallowed character\.|malformed character entity|malformed comment|the string|duplicate attribute|text data outside|an XML declaration must|the XML declaration must|XML declaration|processing instruction|version number|encoding value|expected|inappropriately located)/;

/**
 * Opens an XML feed: RSS, Atom, or any form in which an element for each product has an id. DTDs and external entities are not read.
 *
 * @param input the file
 * @throws OnshelfError `bad-input` where no element is a product
 */
export async function openXmlFeed(input: XmlInput): Promise<XmlFeed> {
  let head = '';
  let found: ReturnType<typeof xmlLayout> = { layout: null, seen: '' };
  for (const bytes of HEADS_BYTES) {
    const longer = await readStart(input, bytes);
    if (found.layout !== null || longer.length === head.length) break;
    head = longer;
    found = xmlLayout(head);
  }
  const { layout, seen } = found;
  if (layout === null) throw noProduct(input.path, head, seen);
  let repaired: { count: number; line: number; message: string } | null = null;
  const noteFault = (line: number, message: string): void => {
    if (repaired === null) repaired = { count: 1, line, message };
    else repaired.count++;
  };
  return { layout, repaired: () => repaired, records: () => parseRecords(input, layout, noteFault) };
}

function noProduct(path: string, head: string, seen: string): OnshelfError {
  if (seen === '') return new OnshelfError('bad-input', `${path} has no complete element of XML. Check that the copy is complete.`);
  const html = /^\s*(?:<!doctype html|<html)/i.test(head) ? ' It is a web page: save the feed itself, not the page that shows it.' : '';
  return new OnshelfError(
    'bad-input',
    `${path} has no element with the id of a product and another field of it; its elements are: ${shownValue(seen)}.${html} Products are elements such as <item> with <id>, <title> and <price> in them.`,
  );
}

async function* parseRecords(
  input: XmlInput,
  { path, idFrom }: XmlLayout,
  noteFault: (line: number, message: string) => void,
): AsyncGenerator<XmlRecord> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const prefixes = new XmlPrefixes();
  const open: XmlElement[] = [];
  let ready: XmlRecord[] = [];
  let depth = 0;
  /** Elements of the path that are open. */
  let matched = 0;
  let line = 1;
  let size = 0;
  let quiet = 0;
  let isWhole = true;
  let product = '';
  let faults = 0;
  /** Lines before the first mark of XML, which the parser does not see. */
  let linesBefore = 0;
  const lineNow = (): number => linesBefore + parser.line;
  const refuse = (fault: string): OnshelfError => new OnshelfError('bad-input', `${input.path}, line ${lineNow()}: ${fault}`);
  parser.on('error', ({ message }) => {
    const fault = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    if (!HARMLESS.test(`${fault}.`)) throw refuse(`the XML is not well-formed: ${shownValue(fault)}. ${faultAdvice(fault)}`);
    if (++faults > MAX_FAULTS)
      throw refuse(`the XML has more than ${MAX_FAULTS} faults such as: ${shownValue(fault)}. Export the feed again.`);
    noteFault(lineNow(), shownValue(fault));
  });
  const grow = (characters: number): void => {
    size += characters;
    if (open.length > 0 && size > INPUT_LIMITS.recordCharacters)
      throw refuse(`the product is longer than ${mebibytes(INPUT_LIMITS.recordCharacters)}, the limit. Check for a missing end tag.`);
  };
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0;
    depth++;
    if (depth > INPUT_LIMITS.jsonDepth)
      throw refuse(`elements are nested more than ${INPUT_LIMITS.jsonDepth} deep, the limit. Flatten them.`);
    prefixes.declare(attributes);
    if (matched < path.length) {
      if (matched !== depth - 1 || nameWithoutPrefix(name) !== path[matched]) return;
      matched++;
      if (matched < path.length) return;
      line = lineNow();
      size = 0;
      isWhole = true;
      product = name;
    }
    open.push(new XmlElement(prefixes.columnOf(name, product), attributes));
    grow(ELEMENT_CHARACTERS + name.length);
    for (const attribute in attributes) {
      grow(ELEMENT_CHARACTERS + attribute.length + attributes[attribute].length);
      if (attributes[attribute].includes('\uFFFD')) isWhole = false;
    }
  });
  const addText = (text: string): void => {
    quiet = 0;
    if (open.length === 0) return;
    grow(text.length);
    if (text.includes('\uFFFD')) isWhole = false;
    open[open.length - 1].addText(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    quiet = 0;
    depth--;
    const element = open.pop();
    if (element === undefined) {
      if (depth < matched) matched = depth;
      return;
    }
    if (open.length === 0) {
      matched = path.length - 1;
      const values = element.values();
      if (idFrom !== null) values.id ??= values[idFrom] ?? null;
      ready.push({ line, values, isWhole });
    } else if (!element.isOtherLink()) open[open.length - 1].add(element);
  });
  const decoder = new TextDecoder();
  const repair = repairReferences((message, lineEnds) => noteFault(lineNow() + lineEnds, message));
  let isStart = true;
  const write = function* (text: string): Generator<XmlRecord> {
    const part = isStart ? text.trimStart() : text;
    if (isStart) linesBefore += text.slice(0, text.length - part.length).match(/\r\n?|\n/g)?.length ?? 0;
    if (part === '') return;
    isStart = false;
    quiet += part.length;
    parser.write(part);
    if (quiet > INPUT_LIMITS.recordCharacters + READ_CHARACTERS)
      throw refuse(
        `a text is longer than ${mebibytes(INPUT_LIMITS.recordCharacters)}, the limit. Check for a missing end of a tag or of CDATA.`,
      );
    yield* ready;
    ready = [];
  };
  for await (const part of input.bytes()) yield* write(repair(decoder.decode(part, { stream: true })));
  yield* write(repair(decoder.decode(), true));
  parser.close();
}

function faultAdvice(fault: string): string {
  if (/^(?:unclosed tag|unexpected end$|document must contain)/.test(fault)) return 'Check that the copy is complete.';
  return fault.startsWith('documents may contain')
    ? 'Remove what follows the end of the feed.'
    : 'Check the tag there, or export the feed again.';
}

async function readStart(input: XmlInput, bytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of input.bytes()) {
    parts.push(part);
    length += part.length;
    if (length >= bytes) break;
  }
  return repairReferences(() => {})(Buffer.concat(parts).subarray(0, bytes).toString().trimStart(), true);
}
