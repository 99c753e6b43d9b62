import { checkPrivacy } from '../../train/packing/check-privacy.js';
import { checkPack } from '../../train/packing/read-pack.js';
import { checkSignatures } from '../../train/signing/sign-file.js';
import type { Command } from '../options/command.js';
import { publicKeysOption } from '../options/publishing-options.js';
import { joined, Shown, shown } from '../output/shown.js';
import { formatBytes, formatCount } from '../report/format-report.js';

/** `onshelf verify`. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'check every size, digest, shape and number of a pack',
  positionals: ['DIR'],
  options: {
    key: {
      type: 'string',
      value: 'PUBLIC,...',
      help: 'public keys as a page pins them: the pack must be signed by one of these (default: a signature is checked by its own key)',
    },
    privacy: {
      type: 'boolean',
      help: 'also check that it has no data of single shoppers, and print how many shoppers are behind its data',
    },
  },
  run: async (call) => {
    const { positionals, values, json, terminal } = call;
    const [folder] = positionals;
    const keys = publicKeysOption(call, 'key');
    const { manifest, pack, optional, faults: unsound, manifestBytes } = await checkPack(folder);
    const privacy = values.privacy === true && pack !== null ? await checkPrivacy(folder, pack) : null;
    const signatures = await checkSignatures(folder, keys, Date.now());
    const faults = [...unsound, ...(privacy?.faults ?? []), ...signatures.faults];
    const sizeOf = (files: readonly { readonly bytes: number }[] = []): number => files.reduce((sum, file) => sum + file.bytes, 0);
    const bytes = manifestBytes + sizeOf(manifest?.files);
    const optionalBytes = sizeOf(optional);
    const locales = optional.flatMap(({ role, name = '' }) => (role === 'locale' ? name : []));
    if (json) {
      const result = {
        folder,
        sound: unsound.length === 0,
        signed: signatures.signed,
        faults,
        number: manifest?.number ?? null,
        items: manifest?.items ?? null,
        bytes,
        optionalBytes,
        locales,
      };
      terminal.write(Shown.json(privacy === null ? result : { ...result, privacy }));
    } else if (faults.length === 0)
      terminal.write(
        shown`Pack ${manifest?.number ?? ''} in ${folder} is valid: ${formatCount(manifest?.items ?? 0)} items, ${formatBytes(bytes)}${optionalBytes === 0 ? '' : `, and ${formatBytes(optionalBytes)} in files that are fetched later`}${locales.length === 0 ? '' : `; locales: ${locales.join(', ')}`}.\n${signatures.signed.map(
          ({ kind, key, expires }) => shown`${kind}.json is signed by ${key} until ${expires}.\n`,
        )}${privacy === null ? '' : shown`It has no field or tensor that is not part of the format.\n${joined(privacy.facts, '\n')}\n`}`,
      );
    else terminal.write(shown`${joined(faults, '\n')}\n`);
    return faults.length === 0 ? 0 : 1;
  },
};
