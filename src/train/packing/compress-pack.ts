import { gzipSync } from 'node:zlib';
import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { filePath } from '../../pack/format/parse-manifest.js';
import { sha256Hex } from '../../pack/format/sha256.js';
import type { PackFile } from '../../types/manifest.js';

/**
 * Packs the catalogue of a pack by gzip, which leaves a fifth of it. Rows and lists stay as they are: of numbers of few bits
 * gzip takes off next to nothing, and they would have to be unpacked on every start.
 *
 * @param pack from `encodePack`, none of its files packed
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
    const pressed = new Uint8Array(gzipSync(bytes, { level: 9 }));
    const sha256 = await sha256Hex(pressed);
    const path = filePath(file.role, sha256);
    files.delete(file.path);
    files.set(path, pressed);
    listed.push({ role: file.role, path, bytes: pressed.length, unpacked: bytes.length, sha256 });
  }
  return { manifest: { ...pack.manifest, files: listed }, files };
}
