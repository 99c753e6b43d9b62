import { SaxesParser } from 'saxes';
import { OnshelfError } from '../../../core/onshelf-error.js';
import { INPUT_LIMITS, mebibytes } from '../../files/input-limits.js';
import { shownValue } from '../../input/drop-report.js';
import type { RecordValues } from '../../input/value-at.js';
import { repairAmpersands } from './repair-ampersands.js';
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

/** Start of the file in which products are looked for, bytes. */
const HEAD_BYTES = 2 ** 20;
/** Faults after which the elements are still where they seem to be. */
const HARMLESS =
  /^(?:undefined entity|disallowed character\.|disallowed character in entity name|malformed character entity|empty entity name|the string|duplicate attribute|text data outside|an XML declaration must|the XML declaration must|XML declaration|processing instruction|version number|encoding value|expected|inappropriately located)/;
const BARE_AMPERSAND = /^(?:disallowed character in entity name|empty entity name)/;

/**
 * Opens an XML feed: RSS, Atom, or any form in which an element for each product has an id. DTDs and external entities are not read.
 *
 * @param input the file
 * @throws OnshelfError `bad-input` where no element is a product
 */
export async function openXmlFeed(input: XmlInput): Promise<XmlFeed> {
  const head = await readStart(input);
  const { layout, seen } = xmlLayout(head);
  if (layout === null) {
    const html = /^\s*(?:<!doctype html|<html)/i.test(head) ? ' It is a web page: save the feed itself, not the page that shows it.' : '';
    throw new OnshelfError(
      'bad-input',
      `${input.path} has no element with the id of a product and another field of it; its elements are: ${shownValue(seen)}.${html} Products are elements such as <item> with <id>, <title> and <price> in them.`,
    );
  }
  let repaired: { count: number; line: number; message: string } | null = null;
  const noteFault = (line: number, message: string): void => {
    if (repaired === null) repaired = { count: 1, line, message };
    else repaired.count++;
  };
  return {
    layout,
    repaired: () => repaired,
    records: async function* () {
      let given = 0;
      try {
        for await (const record of parseRecords(input, layout, false, noteFault)) {
          yield record;
          given++;
        }
        return;
      } catch (error) {
        if (!(error instanceof BareAmpersand)) throw error;
        noteFault(error.line, 'a bare & in a text');
      }
      // Such an & hides what follows it, up to the next semicolon. From the start, with each bare & escaped.
      for await (const record of parseRecords(input, layout, true, noteFault)) if (--given < 0) yield record;
    },
  };
}

/** Thrown within this file only: the XML has a bare &. */
class BareAmpersand extends Error {
  readonly line: number;
  constructor(line: number) {
    super('bare ampersand');
    this.line = line;
  }
}

async function* parseRecords(
  input: XmlInput,
  layout: XmlLayout,
  isRepaired: boolean,
  noteFault: (line: number, message: string) => void,
): AsyncGenerator<XmlRecord> {
  const { path } = layout;
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
  const refuse = (fault: string): OnshelfError => new OnshelfError('bad-input', `${input.path}, line ${parser.line}: ${fault}`);
  parser.on('error', ({ message }) => {
    const fault = message.replace(/^\d+:\d+: /, '');
    if (BARE_AMPERSAND.test(fault) && !isRepaired) throw new BareAmpersand(parser.line);
    if (!HARMLESS.test(fault)) throw refuse(`the XML is not well-formed: ${shownValue(fault)} ${cutAdvice(fault)}`);
    noteFault(parser.line, shownValue(fault));
  });
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0;
    depth++;
    if (depth > INPUT_LIMITS.jsonDepth)
      throw refuse(`elements are nested more than ${INPUT_LIMITS.jsonDepth} deep, the limit. Flatten them.`);
    for (const attribute in attributes) {
      if (attribute.startsWith('xmlns:')) prefixes.declare(attributes);
      size += attributes[attribute].length;
    }
    if (matched < path.length) {
      if (matched !== depth - 1 || nameWithoutPrefix(name) !== path[matched]) return;
      matched++;
      if (matched < path.length) return;
      line = parser.line;
      size = 0;
      isWhole = true;
    }
    open.push(new XmlElement(prefixes.columnOf(name), attributes));
  });
  const addText = (text: string): void => {
    quiet = 0;
    if (open.length === 0) return;
    size += text.length;
    if (size > INPUT_LIMITS.recordCharacters)
      throw refuse(`the product is longer than ${mebibytes(INPUT_LIMITS.recordCharacters)}, the limit. Check for a missing end tag.`);
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
      ready.push({ line, values: element.values(), isWhole });
    } else if (!element.isOtherLink()) open[open.length - 1].add(element);
  });
  const decoder = new TextDecoder();
  const repair = isRepaired ? repairAmpersands() : (text: string): string => text;
  let isStart = true;
  const write = function* (text: string): Generator<XmlRecord> {
    const part = isStart ? text.trimStart() : text;
    if (part === '') return;
    isStart = false;
    quiet += part.length;
    parser.write(part);
    if (quiet > INPUT_LIMITS.recordCharacters + HEAD_BYTES)
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

function cutAdvice(fault: string): string {
  return /^(?:unclosed tag|unexpected end|document must contain)/.test(fault)
    ? 'Check that the copy is complete.'
    : 'Check the tag there, or export the feed again.';
}

async function readStart(input: XmlInput): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of input.bytes()) {
    parts.push(part);
    length += part.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES).toString().trimStart();
}
