import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { expectFile } from '../files/expect-file.js';
import { mebibytes, unpackedAllowed } from '../files/input-limits.js';

/** Bytes that can be read several times. */
export interface ByteSource {
  /** As shown. */
  readonly path: string;
  /** Opens them from the start. Errors are `OnshelfError`s that name the path. */
  open(): AsyncGenerator<Buffer>;
}

/** Bytes per read. Larger than Node's 64 KiB, since every part costs a turn of the event loop. */
const READ_BYTES = 2 ** 20;

/**
 * A file on disk.
 *
 * @param path of an ordinary file
 * @throws OnshelfError `bad-input` where it is not a file; while reading, where the disk fails
 */
export function fileSource(path: string): ByteSource {
  expectFile(path);
  return { path, open: () => streamParts(createReadStream(path, { highWaterMark: READ_BYTES }), path, '') };
}

/**
 * What a gzip source holds, of all members.
 *
 * @param source packed
 * @param packed size on disk, bytes, which limits what it may unpack to
 */
export function gunzipped(source: ByteSource, packed: number): ByteSource {
  const { path } = source;
  return {
    path,
    open: () => {
      const unpacked = createGunzip({ chunkSize: READ_BYTES });
      const parts = source.open();
      const advice = ` Check that the copy is complete: gzip -t ${path}`;
      return withinLimit(
        streamParts(unpacked, path, advice, () => feed(parts, unpacked)),
        path,
        packed,
      );
    },
  };
}

/** As `gunzipped`, for zstd. */
export function unzstd(source: ByteSource, packed: number): ByteSource {
  const { path } = source;
  return {
    path,
    open: () =>
      withinLimit(
        (async function* () {
          let ready: Buffer[] = [];
          let ended = false;
          const unpacker = new Decompress((part, final) => {
            ready.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
            ended = final === true;
          });
          const push = (part: Buffer, final: boolean): void => {
            try {
              unpacker.push(part, final);
            } catch (error) {
              throw unreadable(path, error, ` Check that the copy is complete: zstd -t ${path}`);
            }
          };
          for await (const part of source.open()) {
            // In pieces, so that the limit is noticed before memory runs out.
            for (let at = 0; at < part.length; at += ZSTD_PIECE) {
              push(part.subarray(at, at + ZSTD_PIECE), false);
              yield* ready;
              ready = [];
            }
          }
          push(Buffer.alloc(0), true);
          yield* ready;
          if (!ended) throw unreadable(path, new Error('it ends in the middle'), ` Check that the copy is complete: zstd -t ${path}`);
        })(),
        path,
        packed,
      ),
  };
}

const ZSTD_PIECE = 65_536;

/**
 * The first bytes of a source.
 *
 * @param source any
 * @param bytes at most
 */
export async function readHead(source: ByteSource, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of source.open()) {
    parts.push(part);
    length += part.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(parts).subarray(0, bytes);
}

/**
 * Reads a stream to its end.
 *
 * @param stream destroyed at the end
 * @param path for errors
 * @param advice sentence for errors, with a blank before it; may be empty
 * @param start begins to fill the stream; default: it fills itself
 */
export async function* streamParts(stream: Readable, path: string, advice: string, start?: () => void): AsyncGenerator<Buffer> {
  try {
    start?.();
    for await (const part of stream as AsyncIterable<Buffer>) yield part;
  } catch (error) {
    throw error instanceof OnshelfError ? error : unreadable(path, error, advice);
  } finally {
    stream.destroy();
  }
}

/** Writes parts into a stream that unpacks them, at its pace. */
function feed(parts: AsyncGenerator<Buffer>, stream: ReturnType<typeof createGunzip>): void {
  const write = async (): Promise<void> => {
    for await (const part of parts) {
      if (stream.destroyed) return;
      if (!stream.write(part)) await Promise.race([drained(stream), closed(stream)]);
    }
    stream.end();
  };
  write().catch((error: Error) => stream.destroy(error));
}

function drained(stream: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => stream.once('drain', resolve));
}

function closed(stream: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => stream.once('close', resolve));
}

async function* withinLimit(parts: AsyncGenerator<Buffer>, path: string, packed: number): AsyncGenerator<Buffer> {
  const allowed = unpackedAllowed(packed);
  let unpacked = 0;
  for await (const part of parts) {
    unpacked += part.length;
    if (unpacked > allowed) throw beyondUnpacked(path, allowed);
    yield part;
  }
}

/** The error for data that unpacks to too much. */
export function beyondUnpacked(path: string, allowed: number): OnshelfError {
  return new OnshelfError(
    'bad-input',
    `${path} unpacks to more than ${mebibytes(allowed)}, the limit for its size. If that is intended, unpack it first.`,
  );
}

function unreadable(path: string, error: unknown, advice: string): OnshelfError {
  return new OnshelfError('bad-input', `${path} cannot be read to its end: ${messageOf(error)}.${advice}`, error);
}
