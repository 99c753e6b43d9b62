import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline, within } from '../../core/time/deadline.js';
import type { LateTexts, Pack } from '../../types/pack.js';
import { LATE_COLUMNS } from '../format/format.js';
import { parseOptional } from '../format/parse-optional.js';
import { joinTexts } from './join-texts.js';
import { readTextShard, type TextShard } from './text-shard.js';

/** Milliseconds that a list waits for texts. */
const TEXTS_TIMEOUT_MS = 1000;
/** What of a call reads the texts. */
const READS_TEXTS = /title|link|"query"/;

/**
 * Fetches the texts of a pack that are not in its catalogue, one file after the other, and adds them as they come. Every page fetches all of them in
 * the same order, so that the requests reveal nothing of the shopper.
 *
 * @param pack with `openFile`
 * @returns the pack, whose texts become complete; the same pack where it has no such files
 */
export function withLateTexts(pack: Pack): Pack {
  const { manifest, items, openFile } = pack;
  const files = parseOptional(manifest).filter(({ role }) => role === 'texts');
  if (files.length === 0 || openFile === undefined) return pack;
  const shards: TextShard[] = [];
  let joined = pack;
  let loading: Promise<void> | null = null;
  const waiting = new Set<() => void>();

  const fetchAll = async (): Promise<void> => {
    for (const { path, name } of files.slice(shards.length)) {
      const shard = readTextShard(await openFile('texts', name), path, items);
      shards.push(shard);
      joined = joinTexts(pack, shards);
      for (const look of waiting) look();
    }
  };
  /** Fetches what is missing; again after a failure: the device may be online by then. */
  const load = (): Promise<void> => {
    loading ??= fetchAll().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const whole = load();
  // Lists that lack a text try again, and say so.
  whole.catch(() => {});

  const isThere = (row: number): boolean => row < 0 || shards.some(({ from, to }) => row >= from && row < to) || hasText(pack, row);
  /** Resolves when the rows have their texts; rejects where they cannot be fetched. */
  const arrived = async (rows: readonly number[]): Promise<void> => {
    let look = (): void => {};
    const there = new Promise<void>((resolve) => {
      look = () => {
        if (rows.every(isThere)) resolve();
      };
    });
    waiting.add(look);
    await Promise.race([there, load()]).finally(() => waiting.delete(look));
  };

  const lateTexts: LateTexts = {
    whole,
    before: async (call) => {
      if (!READS_TEXTS.test(JSON.stringify(call))) return;
      const message = 'The list reads titles or addresses, and those of some items are still being fetched.';
      await withDeadline(load(), TEXTS_TIMEOUT_MS, () => new OnshelfError('pack-unreachable', message));
    },
    fill: async (answer) => {
      const rows = answer.items.map(({ id }) => pack.rowOf(id));
      if (rows.every(isThere)) return answer;
      let why = 'they are still being fetched';
      await within(
        arrived(rows).catch((error: unknown) => {
          why = messageOf(error);
        }),
        TEXTS_TIMEOUT_MS,
      );
      const missing = rows.filter((row) => !isThere(row)).length;
      const message = `Titles and addresses of ${missing} items of this list are missing: ${why}`;
      const notes = missing === 0 ? [] : [{ code: 'texts-loading', message } as const];
      return {
        ...answer,
        items: answer.items.map((one, place) => (rows[place] < 0 ? one : { ...one, item: joined.itemOf(rows[place]) })),
        trace: { ...answer.trace, notes: [...answer.trace.notes, ...notes] },
      };
    },
  };
  return { ...pack, textColumn: (name) => joined.textColumn(name), itemOf: (row) => joined.itemOf(row), lateTexts };
}

/** Whether the catalogue has the texts of a row. */
function hasText(pack: Pack, row: number): boolean {
  return LATE_COLUMNS.some((name) => (pack.textColumn(name)?.at(row) ?? '') !== '');
}
