import { closeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { expectFile } from '../files/expect-file.js';
import { makeWorkFolder } from '../files/work-folder.js';
import { openNew, writeBytes } from '../files/write-atomically.js';
import { type ByteSource, fileSource, gunzipped, readHead, unzstd } from './byte-source.js';
import { hasSignature, READ_SIGNATURES, REFUSED_SIGNATURES } from './file-signatures.js';
import type { InputFile } from './input-file.js';
import { openText } from './open-text.js';
import { openWorkbook } from './open-workbook.js';
import { zipMembers } from './zip-members.js';

/** How an input is opened. */
export interface InputOptions {
  /** Whether a row of names is the header of the table that is looked for; chooses the sheets of a workbook. Default: the first sheet. */
  readonly isHeader?: ((names: readonly string[]) => boolean) | undefined;
  /** Whether web pages are read for their structured data (schema.org's JSON-LD). Default: they are refused. */
  readonly isPageRead?: boolean | undefined;
  /** Parent of the folder for what must be unpacked to disk. Default: the system's folder. */
  readonly temporaryFolder?: string | undefined;
}

/** Bytes that are looked at to tell a kind. */
const HEAD_BYTES = 262_144;
/** Containers inside each other. */
const DEEPEST = 4;
/** Files that archives have beside their data. */
const ABOUT = /(^|\/)(readme|licen[cs]e|changelog|copying|notice)[^/]*$/i;

/**
 * Opens an input by its bytes: text, Parquet or a workbook, plain or in gzip, zstd or ZIP, also in each other.
 *
 * @param path of a file, as `listInputs` gives it
 * @param options see there
 * @returns its tables: of a ZIP archive one for each file in it, of a workbook one for each sheet used; one or more
 * @throws OnshelfError `bad-input` naming the kind of a file that is not read, and what to do
 */
export async function openInput(path: string, options: InputOptions = {}): Promise<InputFile[]> {
  const packed = expectFile(path);
  if (packed === 0) throw emptyFile(path);
  return openPacked({ source: fileSource(path), onDisk: path, packed, packing: [], depth: 0 }, options);
}

/** Bytes on their way out of their containers. */
interface Layer {
  readonly source: ByteSource;
  /** The file with these bytes; null where they are inside a container. */
  readonly onDisk: string | null;
  /** Size of the outermost file, bytes. */
  readonly packed: number;
  /** Containers around, for people. */
  readonly packing: readonly string[];
  readonly depth: number;
  /** The outermost file. */
  readonly archive?: string;
}

async function openPacked(layer: Layer, options: InputOptions): Promise<InputFile[]> {
  const { source, packed } = layer;
  if (layer.depth > DEEPEST) throw new OnshelfError('bad-input', `${source.path} is packed more than ${DEEPEST} times. Unpack it first.`);
  const head = await readHead(source, HEAD_BYTES);
  if (head.length === 0) throw emptyFile(source.path);
  const archive = layer.archive ?? layer.onDisk ?? source.path;
  const inside = { packed, depth: layer.depth + 1, archive, onDisk: null };
  if (hasSignature(head, READ_SIGNATURES.gzip))
    return openPacked({ ...inside, source: gunzipped(source, packed), packing: [...layer.packing, 'gzip'] }, options);
  if (hasSignature(head, READ_SIGNATURES.zstd))
    return openPacked({ ...inside, source: unzstd(source, packed), packing: [...layer.packing, 'zstd'] }, options);
  const isZip = hasSignature(head, READ_SIGNATURES.zip);
  if (isZip || hasSignature(head, READ_SIGNATURES.parquet)) {
    const onDisk = layer.onDisk ?? (await unpack(source, options));
    if (isZip) return openZip({ ...layer, ...inside, onDisk }, options);
    return [
      {
        path: source.path,
        onDisk,
        kind: 'parquet',
        format: ['Parquet', ...layer.packing].join(', '),
        ...NO_TEXT,
        bytes: () => source.open(),
      },
    ];
  }
  const refused = REFUSED_SIGNATURES.find(({ bytes, at }) => hasSignature(head, bytes, at));
  if (refused !== undefined)
    throw new OnshelfError('bad-input', `${source.path} is ${refused.name}, which cannot be read. ${refused.advice}`);
  const isPageRead = options.isPageRead === true;
  return [await openText({ source, head, isAll: head.length < HEAD_BYTES, onDisk: archive, packing: layer.packing, isPageRead })];
}

async function openZip(layer: Layer & { onDisk: string }, options: InputOptions): Promise<InputFile[]> {
  const { source, onDisk } = layer;
  const members = await zipMembers(onDisk, source.path);
  const names = members.map(({ name }) => name);
  if (names.includes('xl/workbook.xml')) return openWorkbook(members, onDisk, source.path, layer.packing, options.isHeader);
  const document = names.includes('word/document.xml')
    ? 'a Word document'
    : names.includes('content.xml')
      ? 'an OpenDocument file'
      : names.includes('xl/workbook.bin')
        ? 'a binary Excel workbook (.xlsb)'
        : names.includes('ppt/presentation.xml')
          ? 'a PowerPoint document'
          : null;
  if (document !== null)
    throw new OnshelfError('bad-input', `${source.path} is ${document}, which cannot be read. Save the table as CSV or as .xlsx.`);
  const found: InputFile[] = [];
  const skipped: OnshelfError[] = [];
  for (const member of members) {
    if (members.length > 1 && ABOUT.test(member.name)) continue;
    try {
      found.push(...(await openPacked({ ...layer, source: member, onDisk: null, packing: [...layer.packing, 'ZIP'] }, options)));
    } catch (error) {
      if (!(error instanceof OnshelfError)) throw error;
      skipped.push(error);
    }
  }
  if (found.length === 0) throw skipped[0] ?? new OnshelfError('bad-input', `${source.path} is a ZIP archive without files.`);
  if (skipped.length === 0) return found;
  const note = {
    code: 'archive-files-left-out',
    message: `${skipped.length} files of ${source.path} are not read. The first: ${skipped[0].message}`,
    option: null,
  };
  return [{ ...found[0], notes: [...found[0].notes, note] }, ...found.slice(1)];
}

/** What a file that is not text has of text. */
const NO_TEXT = { delimiter: '', escapedBy: '"', skippedLines: 0, isPlain: false, compression: 'none', notes: [], layout: null } as const;

/** Unpacks to a work folder, which is removed when the program ends. */
async function unpack(source: ByteSource, options: InputOptions): Promise<string> {
  const folder = makeWorkFolder(options.temporaryFolder);
  const path = join(folder.path, basename(source.path).replace(/[^\w.-]/g, '_') || 'input');
  const file = openNew(path, 0o600);
  try {
    for await (const part of source.open()) writeBytes(file, part);
  } finally {
    closeSync(file);
  }
  return path;
}

function emptyFile(path: string): OnshelfError {
  return new OnshelfError('bad-input', `${path} is empty. It needs a first line with column names, and rows below it.`);
}
