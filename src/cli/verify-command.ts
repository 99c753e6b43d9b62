import { checkPrivacy } from '../train/check-privacy.js';
import { checkPack } from '../train/read-pack.js';
import type { Command } from './command.js';
import { formatBytes, formatCount } from './format-report.js';

/** `onshelf verify`. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'check every size, digest, shape and number of a pack',
  positionals: ['DIR'],
  options: {
    privacy: { type: 'boolean', help: 'check too that it holds nothing of single shoppers, and tell what it does hold' },
  },
  run: async ({ positionals: [folder], values, json, terminal }) => {
    const { manifest, pack, faults: unsound, manifestBytes } = await checkPack(folder);
    const privacy = values.privacy === true && pack !== null ? await checkPrivacy(folder, pack) : null;
    const faults = [...unsound, ...(privacy?.faults ?? [])];
    const bytes = manifestBytes + (manifest?.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0);
    if (json) {
      const told = { folder, sound: unsound.length === 0, faults, number: manifest?.number ?? null, items: manifest?.items ?? null, bytes };
      terminal.write(`${JSON.stringify(privacy === null ? told : { ...told, privacy })}\n`);
    } else if (faults.length === 0)
      terminal.write(
        `Pack ${manifest?.number} in ${folder} is sound: ${formatCount(manifest?.items ?? 0)} items, ${formatBytes(bytes)}.\n` +
          (privacy === null ? '' : `It holds nothing that the format does not know.\n${privacy.facts.join('\n')}\n`),
      );
    else terminal.write(`${faults.join('\n')}\n`);
    return faults.length === 0 ? 0 : 1;
  },
};
