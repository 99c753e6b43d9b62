import { OnshelfError } from '../../core/onshelf-error.js';
import type { OptionalFile, OptionalRole, PackManifest } from '../../types/manifest.js';
import { LIMITS, OPTIONAL_ROLES } from './format.js';
import { parseFile } from './parse-manifest.js';

/**
 * The optional files of a pack. Entries of roles that this version does not know are left out, so that a later version may add roles.
 *
 * @param manifest from `parseManifest`
 * @returns in the manifest's order
 * @throws OnshelfError `pack-invalid`, naming the field
 */
export function parseOptional({ items, optional = [] }: PackManifest): OptionalFile[] {
  if (optional.length > LIMITS.optionalFiles)
    throw new OnshelfError('pack-invalid', `pack.json: optional has ${optional.length} files; at most ${LIMITS.optionalFiles} are read.`);
  return optional.flatMap((entry, index): OptionalFile[] => {
    const { role, name } = Object(entry) as { readonly role?: unknown; readonly name?: unknown };
    if (!OPTIONAL_ROLES.includes(role as OptionalRole)) return [];
    const where = `optional[${index}]`;
    const most = (of: OptionalRole): number => (of === 'encoder' ? LIMITS.encoderBytes : items * LIMITS.catalogBytes + LIMITS.spareBytes);
    const file = parseFile(entry, where, OPTIONAL_ROLES, most);
    if (name === undefined) return [file];
    if (typeof name === 'string' && name !== '' && name.length <= LIMITS.nameCharacters) return [{ ...file, name }];
    throw new OnshelfError('pack-invalid', `pack.json: ${where}.name is not a text of 1 to ${LIMITS.nameCharacters} characters.`);
  });
}

/**
 * An optional file of a pack.
 *
 * @param manifest from `parseManifest`
 * @param role of the file
 * @param name within its role
 * @throws OnshelfError `pack-invalid`, also where the pack has no such file
 */
export function findOptional(manifest: PackManifest, role: OptionalRole, name?: string): OptionalFile {
  const found = parseOptional(manifest).find((file) => file.role === role && file.name === name);
  if (found !== undefined) return found;
  throw new OnshelfError('pack-invalid', `The pack has no file of the role "${role}"${name === undefined ? '' : `, "${name}"`}.`);
}
