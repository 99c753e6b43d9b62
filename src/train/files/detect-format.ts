import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { expectFile } from './expect-file.js';
import { mebibytes, unpackedAllowed } from './input-limits.js';

/** An input file and its format, detected from its bytes because file names are less reliable. */
export interface InputFile {
  readonly path: string;
  readonly format: 'delimited' | 'json-lines' | 'parquet';
  readonly gzip: boolean;
  /** Column separator of a delimited file. */
  readonly delimiter: string;
  /** Size on disk. */
  readonly bytes: number;
}

const HEAD_BYTES = 65_536;
const DELIMITERS = ['\t', ',', ';', '|'];

/**
 * Detects the format of a file from its first bytes.
 *
 * @param path of the file
 * @throws OnshelfError `bad-input` where it cannot be read, is empty, or has an unsupported format
 */
export async function detectFormat(path: string): Promise<InputFile> {
  const bytes = expectFile(path);
  const raw = await readHead({ path, gzip: false }, 4);
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const head = await readHead({ path, gzip }, HEAD_BYTES);
  if (head.length === 0)
    throw new OnshelfError('bad-input', `${path} is empty. It needs a first line with column names, and rows below it.`);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    if (gzip) throw new OnshelfError('bad-input', `${path} is Parquet inside gzip, which cannot be read. Unpack it with gunzip first.`);
    return { path, format: 'parquet', gzip, delimiter: '', bytes };
  }
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new OnshelfError('bad-input', `${path} is UTF-16. Save it as UTF-8.`);
  }
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text.startsWith('['))
    throw new OnshelfError('bad-input', `${path} is one JSON array. Write one JSON object per line instead (JSON Lines).`);
  if (text.startsWith('{')) return { path, format: 'json-lines', gzip, delimiter: '', bytes };
  const header = text.split(/[\r\n]/, 1)[0];
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))];
  return { path, format: 'delimited', gzip, delimiter, bytes };
}

/**
 * The bytes of a file, unpacked.
 *
 * @param file path, and whether it is gzip
 * @throws OnshelfError `bad-input` where the disk fails, or compressed data is truncated, damaged, or unpacks to too much
 */
export async function* readBytes(file: Pick<InputFile, 'path' | 'gzip'>): AsyncGenerator<Buffer> {
  const packed = expectFile(file.path);
  const allowed = file.gzip ? unpackedAllowed(packed) : Number.POSITIVE_INFINITY;
  const stream = openBytes(file);
  let unpacked = 0;
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      unpacked += part.length;
      if (unpacked > allowed)
        throw new OnshelfError(
          'bad-input',
          `${file.path} unpacks to more than ${mebibytes(allowed)}, the limit for its size. ` +
            'If that is intended, unpack it with gunzip first.',
        );
      yield part;
    }
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    const hint = file.gzip ? ` Check that the copy is complete: gzip -t ${file.path}` : '';
    throw new OnshelfError('bad-input', `${file.path} cannot be read to its end: ${messageOf(error)}.${hint}`, error);
  } finally {
    stream.destroy();
  }
}

function openBytes({ path, gzip }: Pick<InputFile, 'path' | 'gzip'>): Readable {
  const stream = createReadStream(path);
  if (!gzip) return stream;
  const unpacked = createGunzip();
  // `pipe` does not forward errors.
  stream.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => stream.destroy());
  return stream.pipe(unpacked);
}

async function readHead(file: Pick<InputFile, 'path' | 'gzip'>, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of readBytes(file)) {
    parts.push(part);
    length += part.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(parts).subarray(0, bytes);
}
