import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError } from '../files/describe-file-error.js';
import { lockOutput } from '../files/output-lock.js';
import type { Signing } from '../signing/sign-file.js';
import { type KeptPack, keptName, keptPacks, MANIFEST, readKeptPack } from './kept-packs.js';
import { checkPack } from './read-pack.js';
import { expectPackFolder, nextPackNumber, replaceManifest } from './write-pack.js';

/** A rollback that was carried out. */
export interface RestoredPack {
  readonly folder: string;
  /** Number of the pack that was replaced; null where there was no readable pack.json. */
  readonly replaced: number | null;
  /** Number of the pack whose content is published again. */
  readonly restored: number;
  /** Its new number, above all others, so that numbers keep rising. */
  readonly number: number;
  /** When the restored pack was made, ISO 8601. */
  readonly created: string;
  /** Numbers of the packs that can be restored, the highest first. */
  readonly kept: readonly number[];
  /** What is to be known of it, such as that it is not signed. */
  readonly notes: readonly string[];
}

/**
 * Publishes a replaced pack again, under a new number. Its files are checked first, and nothing but the manifest is written, so this is
 * done in an instant and complete or not at all.
 *
 * @param folder of packs
 * @param wanted number of the pack; default: the one before the current content, so that two rollbacks go back two packs
 * @param signing signs the manifest right away; default: it is not signed
 * @throws OnshelfError `bad-input` where the folder has no such pack, it is incomplete, or the folder cannot be written
 */
export async function restorePack(folder: string, wanted?: number, signing?: Signing): Promise<RestoredPack> {
  if (readKeptPack(folder, MANIFEST) === null && packsIn(folder).length === 0)
    throw new OnshelfError('bad-input', `There is no pack in ${folder} to roll back to.`);
  expectPackFolder(folder, []);
  const lock = lockOutput(folder, 'onshelf rollback');
  try {
    const current = readKeptPack(folder, MANIFEST);
    const packs = packsIn(folder);
    const target = chooseTarget(folder, packs, current, wanted);
    const { faults } = await checkPack(folder, keptName(target.number));
    if (faults.length > 0) throw new OnshelfError('bad-input', `Pack ${target.number} in ${folder} cannot be restored: ${faults[0]}`);
    const number = current === null ? packs[0].number + 1 : nextPackNumber(folder);
    const notes = replaceManifest(folder, withNumber(target.text, number), { lock, signing });
    return {
      folder,
      replaced: current?.number ?? null,
      restored: target.number,
      number,
      created: target.created,
      kept: packsIn(folder).map((pack) => pack.number),
      notes,
    };
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('bad-input', `The pack in ${folder} cannot be rolled back: ${describeFileError(error)}`, error);
  } finally {
    lock.release();
  }
}

/** A manifest's text with another number: the rest stays as it is written, where that can be told. */
function withNumber(text: string, number: number): string {
  const manifest = JSON.stringify({ ...(JSON.parse(text) as object), number });
  const replaced = text.replace(/("number":\s*)\d+/, `$1${number}`);
  return JSON.stringify(JSON.parse(replaced)) === manifest ? replaced : `${manifest}\n`;
}

function packsIn(folder: string): KeptPack[] {
  try {
    return keptPacks(folder);
  } catch (error) {
    throw new OnshelfError('bad-input', `${folder} cannot be read: ${messageOf(error)}`, error);
  }
}

function chooseTarget(folder: string, packs: readonly KeptPack[], current: KeptPack | null, wanted: number | undefined): KeptPack {
  const known = packs.map(({ number }) => number).join(', ');
  if (wanted !== undefined) {
    const named = packs.find(({ number }) => number === wanted);
    if (named !== undefined) return named;
    throw new OnshelfError('bad-input', `${folder} has no replaced pack ${wanted}; it has: ${known === '' ? 'none' : known}.`);
  }
  // A pack that was restored has the files of an earlier number: what is before that one is next.
  const isCurrent = ({ files }: KeptPack): boolean => files.join() === current?.files.join();
  const origin = Math.min(current?.number ?? Number.POSITIVE_INFINITY, ...packs.filter(isCurrent).map(({ number }) => number));
  const before = packs.find(({ number }) => number < origin);
  if (before !== undefined) return before;
  const others = known === '' ? '' : ` It has: ${known}. Name one: --to NUMBER`;
  throw new OnshelfError('bad-input', `${folder} has no pack before its current one, so there is nothing to roll back to.${others}`);
}
