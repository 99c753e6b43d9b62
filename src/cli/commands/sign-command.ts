import { OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError } from '../../train/files/describe-file-error.js';
import { lockOutput } from '../../train/files/output-lock.js';
import { checkPack } from '../../train/packing/read-pack.js';
import { bytesToSign, type SignedFile, signFile } from '../../train/signing/sign-file.js';
import type { Command } from '../options/command.js';
import { requiredOption } from '../options/option-values.js';
import { SIGNATURE_OPTIONS, signingOption } from '../options/publishing-options.js';
import { joined, Shown, shown } from '../output/shown.js';

/** `onshelf sign`. */
export const signCommand: Command = {
  name: 'sign',
  summary: 'sign a pack, and the placements beside it, for pages that pin a key',
  positionals: ['DIR'],
  options: {
    key: { type: 'string', value: 'FILE', help: 'private key of onshelf keygen', required: true },
    ...SIGNATURE_OPTIONS,
  },
  run: async (call) => {
    const { positionals, json, terminal } = call;
    const [folder] = positionals;
    requiredOption(call, 'key');
    const signing = await signingOption(call, 'key', folder);
    // What pages would refuse is not signed.
    const { faults } = await checkPack(folder);
    if (faults.length > 0) throw new OnshelfError('pack-invalid', `${faults[0]} To list all faults: onshelf verify ${folder}`);
    const lock = lockOutput(folder, 'onshelf sign');
    const signed: SignedFile[] = [];
    try {
      for (const kind of ['pack', 'scenarios'] as const) {
        const bytes = bytesToSign(folder, kind);
        if (bytes !== null && signing !== undefined) signed.push(signFile(folder, kind, bytes, signing));
      }
    } catch (error) {
      throw new OnshelfError('bad-input', `The pack in ${folder} cannot be signed: ${describeFileError(error)}`, error);
    } finally {
      lock.release();
    }
    if (json) terminal.write(Shown.json({ folder, signed, successions: signing?.successions ?? [] }));
    else {
      const lines = signed.map(
        ({ kind, name, key, expires }) => shown`${kind}.json is signed by ${key} until ${expires}: upload ${name} before it.`,
      );
      terminal.write(shown`${joined(lines.map(String), '\n')}\n`);
    }
    return 0;
  },
};
