import { checkPack } from '../train/read-pack.js';
import type { Command } from './command.js';
import { formatBytes, formatCount } from './format-report.js';

/** `onshelf verify`. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'check every size, digest, shape and number of a pack',
  positionals: ['DIR'],
  options: {},
  run: async ({ positionals: [folder], json, terminal }) => {
    const { manifest, faults, manifestBytes } = await checkPack(folder);
    const bytes = manifestBytes + (manifest?.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0);
    if (json)
      terminal.write(
        `${JSON.stringify({ folder, sound: faults.length === 0, faults, number: manifest?.number ?? null, items: manifest?.items ?? null, bytes })}\n`,
      );
    else if (faults.length === 0)
      terminal.write(
        `Pack ${manifest?.number} in ${folder} is sound: ${formatCount(manifest?.items ?? 0)} items, ${formatBytes(bytes)}.\n`,
      );
    else terminal.write(`${faults.join('\n')}\n`);
    return faults.length === 0 ? 0 : 1;
  },
};
