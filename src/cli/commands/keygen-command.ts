import { createSigningKey } from '../../train/signing/signing-key.js';
import type { Command } from '../options/command.js';
import { Shown, shown } from '../output/shown.js';

/** `onshelf keygen`. */
export const keygenCommand: Command = {
  name: 'keygen',
  summary: 'make a key that signs packs: writes the private key, prints the public one',
  positionals: ['FILE'],
  options: {},
  run: async ({ positionals: [file], json, terminal }) => {
    const publicKey = createSigningKey(file);
    if (json) terminal.write(Shown.json({ file, publicKey }));
    else
      terminal.write(
        shown`${publicKey}\nThis is the public key: pin it in the page (packKey, data-pack-key). The private one is in ${file}: keep it secret, and a copy safe.\n`,
      );
    return 0;
  },
};
