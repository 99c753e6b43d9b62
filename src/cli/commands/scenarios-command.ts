import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { LIMITS } from '../../pack/format/format.js';
import { describeFileError } from '../../train/files/describe-file-error.js';
import { checkPack } from '../../train/packing/read-pack.js';
import { isSameFile } from '../../train/packing/write-pack.js';
import { checkScenarios } from '../../train/scenarios/check-scenarios.js';
import { publishScenarios, SCENARIOS } from '../../train/scenarios/publish-scenarios.js';
import type { Command } from '../options/command.js';
import { requiredOption } from '../options/option-values.js';
import { SIGN_KEY_OPTIONS, signingOption } from '../options/publishing-options.js';
import { UsageError } from '../options/usage-error.js';
import { joined, Shown, shown } from '../output/shown.js';
import { formatCount } from '../report/format-report.js';

const ACTIONS: readonly string[] = ['check', 'publish'];

/** `onshelf scenarios`. */
export const scenariosCommand: Command = {
  name: 'scenarios',
  summary: 'check placements against a pack (check), and publish them beside it (publish)',
  positionals: ['ACTION', 'FILE'],
  options: {
    pack: { type: 'string', value: 'DIR', required: true, help: 'folder of the pack that the placements are about' },
    ...SIGN_KEY_OPTIONS,
  },
  run: async (call) => {
    const { positionals, json, terminal } = call;
    const [action, path] = positionals;
    const folder = requiredOption(call, 'pack');
    if (!ACTIONS.includes(action)) {
      const near = nearestName(action, ACTIONS);
      throw new UsageError(
        `scenarios cannot "${action}"; it can ${ACTIONS.join(' or ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
      );
    }
    const isPublishing = action === 'publish';
    if (isPublishing && isSameFile(path, join(folder, SCENARIOS)))
      throw new UsageError(`${path} would be replaced by what is published. Keep your own file elsewhere, and publish that.`);
    const signing = await signingOption(call, 'sign-key', folder);
    if (signing !== undefined && !isPublishing) throw new UsageError('--sign-key is for scenarios publish: a check signs nothing.');
    const bytes = readFile(path);
    const { pack, faults: unsound } = await checkPack(folder);
    if (pack === null) throw new OnshelfError('pack-invalid', `${unsound[0]} To list all faults: onshelf verify ${folder}`);
    const text = new TextDecoder().decode(bytes);
    const { placements, faults } = await checkScenarios(text, pack, Date.now()).catch((error: unknown) => {
      throw error instanceof OnshelfError ? new OnshelfError(error.code, `${path}:${messageOf(error)}`, error) : error;
    });
    const published = isPublishing && faults.length === 0 ? await publishScenarios(folder, bytes, signing) : null;
    if (json)
      terminal.write(
        Shown.json({
          file: path,
          pack: { folder, number: pack.manifest.number },
          sound: faults.length === 0,
          placements,
          faults,
          published: published?.path ?? null,
          notes: published?.notes ?? [],
        }),
      );
    else if (faults.length > 0) {
      const lines = faults.map(({ line, column, path: where, message }) => shown`${path}:${line}:${column}: ${where}: ${message}\n`);
      terminal.write(shown`${joined(lines, '')}${isPublishing ? 'Nothing was published.\n' : ''}`);
    } else {
      const count = placements.length === 1 ? '1 placement' : `${formatCount(placements.length)} placements`;
      const what = published === null ? '' : shown` They are published as ${published.path}; upload it and ${SCENARIOS}.`;
      const notes = (published?.notes ?? []).map((note) => shown`Note: ${note}\n`);
      terminal.write(shown`${path} is valid for pack ${pack.manifest.number}: ${count}.${what}\n${notes}`);
    }
    return faults.length === 0 ? 0 : 1;
  },
};

/** The bytes of the file. Reading a pipe could block for ever. */
function readFile(path: string): Uint8Array<ArrayBuffer> {
  try {
    const status = statSync(path);
    if (!status.isFile()) throw new Error(`${path} is not a file`);
    if (status.size > LIMITS.scenariosBytes) throw new Error(`${path} has ${status.size} bytes; the limit is ${LIMITS.scenariosBytes}`);
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw new OnshelfError('bad-input', `The placements cannot be read: ${describeFileError(error)}`, error);
  }
}
