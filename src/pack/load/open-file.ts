import { codeOf } from '../../core/onshelf-error.js';
import type { OptionalRole, PackManifest } from '../../types/manifest.js';
import { findOptional } from '../format/parse-optional.js';
import { digestsOf, type PackSource, quietly, readFile } from './read-file.js';

/** The optional files of a pack that are open. */
interface OpenFiles {
  /** Contents by digest. */
  readonly contents: Map<string, Promise<Uint8Array<ArrayBuffer>>>;
  /** Files from the network that are still to be stored. */
  readonly fresh: Map<string, Uint8Array<ArrayBuffer>>;
}

const opened = new WeakMap<PackManifest, OpenFiles>();

/**
 * Opens an optional file of a pack: from memory, from the store, or else from the network. A file from the network is stored with the pack's other
 * files, at the first use at which the page may store anything.
 *
 * @param source store and addresses
 * @param manifest from `parseManifest`
 * @param role of the file
 * @param name within its role
 * @returns its unpacked bytes, with size and digest checked; the same array for the same file
 * @throws OnshelfError `pack-unreachable`, or `pack-invalid`, also where the manifest has no such file
 */
export async function openPackFile(
  source: PackSource,
  manifest: PackManifest,
  role: OptionalRole,
  name?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = findOptional(manifest, role, name);
  const files: OpenFiles = opened.get(manifest) ?? { contents: new Map(), fresh: new Map() };
  opened.set(manifest, files);
  const opening = files.contents.get(file.sha256) ?? readFile(source, file, files.fresh);
  files.contents.set(file.sha256, opening);
  try {
    const content = await opening;
    await keepFiles(source, files.fresh);
    return content;
  } catch (error) {
    // The next use tries again: the device may be online by then. A file that came and is another one is not fetched again, until the pack is opened anew.
    if (!/^pack-(invalid|mixed)$/.test(codeOf(error))) files.contents.delete(file.sha256);
    throw error;
  }
}

/** Stores files, if the pack that they belong to is the one stored: another tab may have stored a newer one. */
async function keepFiles({ url, text, store, notes }: PackSource, fresh: OpenFiles['fresh']): Promise<void> {
  const place = store();
  if (place === null || fresh.size === 0) return;
  const files = new Map(fresh);
  // A store that fails is asked once per file.
  fresh.clear();
  await quietly(async () => {
    if ((await place.readManifest(url)) === text) await place.write(url, text, digestsOf(text), files);
    else for (const [sha256, bytes] of files) fresh.set(sha256, bytes);
  }, notes);
}
