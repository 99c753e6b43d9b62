import { gzipSync } from 'node:zlib';
import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { filePath } from '../../pack/format/parse-manifest.js';
import { sha256Hex } from '../../pack/format/sha256.js';
import type { PackFile } from '../../types/manifest.js';

/**
 * Compresses the catalogue of a pack with gzip, to a fifth of its size. Rows and tables are not comcompressed: gzip hardly shrinks
 * numbers of few bits, and each start would have to unpack them.
 *
 * @param pack from `encodePack`, not comcompressed
 * @returns the pack to publish
 */
export async function compressPack(pack: EncodedPack): Promise<EncodedPack> {
  const files = new Map(pack.files);
  const listed: PackFile[] = [];
  for (const file of pack.manifest.files) {
    const bytes = pack.files.get(file.path);
    if (file.role !== 'catalog' || bytes === undefined) {
      listed.push(file);
      continue;
    }
    const compressed = new Uint8Array(gzipSync(bytes, { level: 9 }));
    const sha256 = await sha256Hex(compressed);
    const path = filePath(file.role, sha256);
    files.delete(file.path);
    files.set(path, compressed);
    listed.push({ role: file.role, path, bytes: compressed.length, unpacked: bytes.length, sha256 });
  }
  return { manifest: { ...pack.manifest, files: listed }, files };
}
