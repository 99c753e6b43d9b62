import { decodeSafetensors } from '../../pack/format/safetensors.js';
import type { OptionalRole, PackManifest } from '../../types/manifest.js';

/**
 * How the content of each kind of optional file is checked.
 *
 * @throws OnshelfError `pack-invalid`
 */
export const OPTIONAL_CHECKS: Readonly<
  Record<OptionalRole, (content: Uint8Array<ArrayBuffer>, where: string, manifest: PackManifest) => void>
> = {
  attribute: (content, where) => void decodeSafetensors(content, where),
};
