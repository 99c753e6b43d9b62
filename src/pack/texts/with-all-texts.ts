import { OnshelfError } from '../../core/onshelf-error.js';
import type { Pack } from '../../types/pack.js';
import { parseOptional } from '../format/parse-optional.js';
import { joinTexts } from './join-texts.js';
import { readTextShard, type TextShard } from './text-shard.js';

/**
 * A pack with the texts of all its files.
 *
 * @param pack with `openFile`, if it has files of texts
 * @throws OnshelfError `pack-invalid` where a file has a fault, or rows are in two files or in none
 */
export async function withAllTexts(pack: Pack): Promise<Pack> {
  const { manifest, items, openFile } = pack;
  const files = parseOptional(manifest).filter(({ role }) => role === 'texts');
  if (files.length === 0 || openFile === undefined) return pack;
  const shards: TextShard[] = [];
  for (const { path, name } of files) shards.push(readTextShard(await openFile('texts', name), path, items));
  let next = 0;
  for (const { from, to } of [...shards].sort((a, b) => a.from - b.from)) {
    if (from !== next)
      throw new OnshelfError('pack-invalid', `The files of texts ${from > next ? 'lack' : 'repeat'} rows from ${Math.min(from, next)} on.`);
    next = to;
  }
  if (next !== items) throw new OnshelfError('pack-invalid', `The files of texts end at row ${next} of ${items}.`);
  return joinTexts(pack, shards);
}
