import { gzipSync } from 'node:zlib';
import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { filePath } from '../../pack/format/parse-manifest.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import { sha256Hex } from '../../pack/format/sha256.js';
import type { OptionalFile, PackFile } from '../../types/manifest.js';

/** Maximum ratio of compressed to plain bytes of an optional file: for less, unpacking is not worth it. */
const WORTHWHILE = 0.9;
/** The same of rows and tables from this size on: mostly zeros, where a budget has left them empty. */
const WORTHWHILE_TABLES = 0.8;
const LARGE_TABLES = 65_536;

/**
 * Compresses the catalogue of a pack with gzip, to a fifth of its size, and those other files that gzip shrinks: hardly ever rows and full tables,
 * whose numbers have few bits, but the empty tables of a small budget.
 *
 * @param pack from `encodePack`, not compressed
 * @returns the pack to publish
 */
export async function compressPack(pack: EncodedPack): Promise<EncodedPack> {
  const files = new Map(pack.files);
  const compress = async <File extends PackFile<string>>(file: File, most: number): Promise<File> => {
    const bytes = pack.files.get(file.path);
    const compressed = bytes && new Uint8Array(gzipSync(bytes, { level: 9 }));
    if (compressed === undefined || compressed.length > most * file.bytes) return file;
    const sha256 = await sha256Hex(compressed);
    const path = filePath(file.role, sha256);
    files.delete(file.path);
    files.set(path, compressed);
    return { ...file, path, bytes: compressed.length, unpacked: file.bytes, sha256 };
  };
  const listed: PackFile[] = [];
  for (const file of pack.manifest.files)
    listed.push(
      await compress(file, file.role === 'catalog' ? Number.POSITIVE_INFINITY : file.bytes < LARGE_TABLES ? 0 : WORTHWHILE_TABLES),
    );
  const optional: OptionalFile[] = [];
  for (const file of parseOptional(pack.manifest)) optional.push(await compress(file, WORTHWHILE));
  return { manifest: { ...pack.manifest, files: listed, ...(optional.length > 0 ? { optional } : {}) }, files };
}
