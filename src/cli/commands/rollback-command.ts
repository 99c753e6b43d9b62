import { restorePack } from '../../train/packing/restore-pack.js';
import type { Command } from '../options/command.js';
import { integerOption, textOption } from '../options/option-values.js';
import { SIGN_KEY_OPTIONS, signingOption } from '../options/publishing-options.js';
import { Shown, shown } from '../output/shown.js';

/** `onshelf rollback`. */
export const rollbackCommand: Command = {
  name: 'rollback',
  summary: 'publish a replaced pack again, under a new number',
  positionals: ['DIR'],
  options: {
    to: { type: 'string', value: 'NUMBER', help: 'number of the pack (default: the one before the current content)' },
    ...SIGN_KEY_OPTIONS,
  },
  run: async (call) => {
    const wanted = textOption(call, 'to') === undefined ? undefined : integerOption(call, 'to', 0, Number.MAX_SAFE_INTEGER);
    const report = await restorePack(call.positionals[0], wanted, await signingOption(call, 'sign-key', call.positionals[0]));
    const { folder, replaced, restored, number, created, notes } = report;
    const before =
      replaced === null ? 'There was no readable pack.json before.' : `It replaces pack ${replaced}, which stays in the folder.`;
    if (call.json) call.terminal.write(Shown.json(report));
    else
      call.terminal.write(
        shown`Pack ${number} in ${folder} has the content of pack ${restored}, made ${created}. ${before}\n${notes.map((note) => shown`Note: ${note}\n`)}`,
      );
    return 0;
  },
};
