import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { parseCurve } from '../../engine/plan/relevance-curve.js';
import { decodePack } from '../../pack/decode/decode-pack.js';
import { firstPack } from '../../pack/first/first-pack.js';
import { LIMITS } from '../../pack/format/format.js';
import { parseManifest } from '../../pack/format/parse-manifest.js';
import { findOptional, parseOptional } from '../../pack/format/parse-optional.js';
import { sha256Hex } from '../../pack/format/sha256.js';
import { unpackFile } from '../../pack/load/unpack-file.js';
import { readLocale } from '../../pack/locales/read-locale.js';
import { withAllTexts } from '../../pack/texts/with-all-texts.js';
import { parseRanker } from '../../ranker/parse-ranker.js';
import type { FileRole, OptionalFile, PackFile, PackManifest } from '../../types/manifest.js';
import type { OpenFile, Pack } from '../../types/pack.js';
import { describeFileError } from '../files/describe-file-error.js';
import { MANIFEST } from './kept-packs.js';
import { OPTIONAL_CHECKS } from './optional-checks.js';

/** Result of checking a pack. */
export interface CheckedPack {
  /** null where pack.json has a fault. */
  readonly manifest: PackManifest | null;
  /** null where there is a fault. */
  readonly pack: Pack | null;
  /** The files that are fetched on first use. */
  readonly optional: readonly OptionalFile[];
  /** One sentence per fault; empty for a valid pack. */
  readonly faults: readonly string[];
  /** Size of pack.json. */
  readonly manifestBytes: number;
}

/**
 * Reads a pack from a folder and checks sizes, digests, shapes and ranges. Continues after a fault where possible, to report all
 * faults at once.
 *
 * @param folder of the manifest
 * @param name of the manifest
 * @throws OnshelfError `bad-input` where there is no such file
 */
export async function checkPack(folder: string, name: string = MANIFEST): Promise<CheckedPack> {
  const path = join(folder, name);
  let text: string;
  try {
    const size = sizeOf(path);
    if (size > LIMITS.manifestBytes)
      return {
        manifest: null,
        pack: null,
        optional: [],
        faults: [`${name} has ${size} bytes; the limit is ${LIMITS.manifestBytes}.`],
        manifestBytes: size,
      };
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new OnshelfError('bad-input', `There is no pack in ${folder}: ${describeFileError(error)}`, error);
  }
  const manifestBytes = Buffer.byteLength(text);
  let manifest: PackManifest;
  try {
    manifest = parseManifest(text);
  } catch (error) {
    return { manifest: null, pack: null, optional: [], faults: [messageOf(error)], manifestBytes };
  }
  const faults: string[] = [];
  const files = {} as Record<FileRole, Uint8Array<ArrayBuffer>>;
  /** Contents by role and name. */
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  const readContent = async (file: PackFile<string>): Promise<Uint8Array<ArrayBuffer> | null> => {
    const bytes = readBytes(join(folder, file.path), file.bytes, file.path, faults);
    if (bytes === null) return null;
    if ((await sha256Hex(bytes)) !== file.sha256) faults.push(`${file.path} does not match its SHA-256: some bytes were changed.`);
    try {
      return await unpackFile(bytes, file);
    } catch (error) {
      faults.push(messageOf(error));
      return null;
    }
  };
  for (const file of manifest.files) {
    const content = await readContent(file);
    if (content !== null) files[file.role] = content;
  }
  const optional = readOptional(manifest, faults);
  const { card, sharpness, blend, bands = [] } = manifest.encoder;
  const weighs = [blend, ...bands.map((band) => band.blend)].some(({ encoder = 0 }) => encoder > 0);
  if (card !== undefined && !optional.some(({ role }) => role === 'encoder'))
    faults.push('pack.json: encoder.card is given, but optional has no file of the role "encoder". Build the pack anew.');
  if (card === undefined && weighs)
    faults.push('pack.json: encoder.blend has a weight for a sequence encoder, but encoder.card is missing. Build the pack anew.');
  if (sharpness !== undefined && !weighs)
    faults.push('pack.json: encoder.sharpness is given, but no blend has a weight for a sequence encoder. Build the pack anew.');
  faults.push(...faultOf(manifest.ranker, parseRanker), ...faultOf(manifest.relevance, parseCurve));
  for (const file of optional) {
    const content = await readContent(file);
    if (content === null) continue;
    try {
      OPTIONAL_CHECKS[file.role](content, file.path, manifest);
      contents.set(`${file.role} ${file.name}`, content);
    } catch (error) {
      faults.push(messageOf(error));
    }
  }
  if (Object.keys(files).length < manifest.files.length) return { manifest, pack: null, optional, faults, manifestBytes };
  try {
    const openFile: OpenFile = async (role, name) => {
      findOptional(manifest, role, name);
      return contents.get(`${role} ${name}`) ?? new Uint8Array();
    };
    const pack = await withAllTexts({ ...decodePack(manifest, files), openFile });
    for (const { path, role, name } of optional)
      if (role === 'locale') faults.push(...faultOf(contents.get(`${role} ${name}`), (content) => readLocale(content, path, pack)));
    faults.push(...firstFaults(manifest, pack));
    return { manifest, pack: faults.length === 0 ? pack : null, optional, faults, manifestBytes };
  } catch (error) {
    return { manifest, pack: null, optional, faults: [...faults, messageOf(error)], manifestBytes };
  }
}

/** The optional files of a manifest; none, and a fault, where an entry is invalid. */
function readOptional(manifest: PackManifest, faults: string[]): readonly OptionalFile[] {
  try {
    return parseOptional(manifest);
  } catch (error) {
    faults.push(messageOf(error));
    return [];
  }
}

/** The fault of a field that is checked where it is used, if it has one: pages would do without it. */
function faultOf<Value>(value: Value | undefined, parse: (value: Value) => unknown): string[] {
  try {
    if (value !== undefined) parse(value);
    return [];
  } catch (error) {
    return [messageOf(error)];
  }
}

/** Faults of the first list: its items must be those of the catalogue. */
function firstFaults(manifest: PackManifest, pack: Pack): string[] {
  if (manifest.first === undefined) return [];
  const first = firstPack(manifest);
  const differ = Array.from({ length: first.items }, (_, row) => first.idOf(row)).filter((id, row) => {
    const other = pack.rowOf(id);
    return other < 0 || pack.popularity[other] !== first.popularity[row] || !isDeepStrictEqual(first.itemOf(row), pack.itemOf(other));
  });
  return differ.length === 0
    ? []
    : [`pack.json: first has ${differ.length} items that differ from those of the files, such as "${differ[0]}". Build the pack anew.`];
}

/** The bytes of a file of the size in the manifest; null, and a fault, where it has another. */
function readBytes(path: string, expected: number, name: string, faults: string[]): Uint8Array<ArrayBuffer> | null {
  try {
    const size = sizeOf(path);
    if (size !== expected) {
      faults.push(`${name} has ${size} bytes; the manifest states ${expected}. Check that the copy is complete.`);
      return null;
    }
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    faults.push(`${name} cannot be read: ${messageOf(error)}`);
    return null;
  }
}

/** Size of a file. Reading a pipe could block forever, and a device has no end. */
function sizeOf(path: string): number {
  const status = statSync(path);
  if (!status.isFile()) throw new Error(`${path} is not a file`);
  return status.size;
}
