import { choleskySolve } from '../../core/numbers/cholesky.js';
import { encoderOfBand } from '../../core/numbers/encoder-of-band.js';
import { rowVector } from '../../core/numbers/row-vector.js';
import { TopList } from '../../core/numbers/top-list.js';
import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { attendWeighed } from '../../query/attend-weighed.js';
import { foldIn } from '../../query/fold-in.js';
import type { EngineHealth } from '../../types/engine.js';
import type { HistoryItem } from '../../types/history.js';
import type { NearItem, ReadEmbedding, UserEmbedding } from '../../types/known.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Note, NoteCode } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { ListRequest } from '../../types/request.js';
import type { ListContext } from '../list/list-context.js';

/** Number of nearest items. */
const NEAREST = 5;
/** Rows that are compared without a pause. */
const SLICE = 8192;

const NO_PACK: Note = { code: 'pack-loading', message: 'The pack is still being loaded: nothing can be made of the history yet.' };
const NO_ENCODER: Note = { code: 'encoder-loading', message: 'The sequence encoder of the pack is still being loaded.' };
/** Why there is no pack, nor will be. */
const PACK_FAILURES: readonly NoteCode[] = ['pack-unreachable', 'pack-invalid', 'bad-argument'];

/**
 * What stands for the shopper among the items: the embedding that the fold-in makes of the history, and that of the pack's sequence encoder, if
 * the pack has one; each with what every item of the history adds to it.
 *
 * @param health of the engine: without a pack nothing waits for one
 * @param contextOf of a request: reads the shopper as lists may; called where there is a pack
 * @returns never rejects: a reader that fails is `off`, with the reason
 */
export async function showEmbeddings(
  { pack: open, notes }: Pick<EngineHealth, 'pack' | 'notes'>,
  contextOf: (request: ListRequest) => Promise<Pick<ListContext, 'pack' | 'profile' | 'now'>>,
): Promise<UserEmbedding[]> {
  if (open === null) {
    const failure = notes.findLast(({ code }) => PACK_FAILURES.includes(code));
    return [{ reader: 'fold-in', state: failure ? 'off' : 'loading', note: failure ?? NO_PACK }];
  }
  try {
    const { pack, profile, now } = await contextOf({});
    const settings = pack.manifest.encoder;
    const history = weighHistory(profile, pack.rowOf, settings, now);
    const encoder = encoderOfBand(settings, history);
    const { blend, sharpness, card } = encoder;
    const embed = (parts: readonly Float64Array[]): Promise<Pick<ReadEmbedding, 'vector' | 'nearest' | 'made'>> =>
      runInSlices(embeddingOf(pack, history, parts));
    const folded = await embed(foldInParts(pack, history, encoder));
    const embeddings: UserEmbedding[] = [{ reader: 'fold-in', state: 'ready', worth: blend.foldIn, ...folded }];
    if (card === undefined) return embeddings;
    const own = { reader: 'encoder', kind: String((card as { readonly kind?: unknown } | null)?.kind) } as const;
    const off = notes.find(({ code }) => code === 'encoder-off');
    if (pack.attend)
      embeddings.push({
        ...own,
        state: 'ready',
        worth: blend.encoder ?? 0,
        ...(sharpness && { sharpness }),
        ...(await embed(attendWeighed(pack, history))),
      });
    else embeddings.push({ ...own, state: off ? 'off' : 'loading', note: off ?? NO_ENCODER });
    return embeddings;
  } catch (error) {
    return [{ reader: 'fold-in', state: 'off', note: { code: codeOf(error), message: messageOf(error) } }];
  }
}

/** What each item of a history adds to the fold-in: for a fixed ridge system that is linear in it. Disliked items add nothing. */
function foldInParts(pack: Pack, history: readonly HistoryItem[], encoder: EncoderSettings): Float64Array[] {
  const solved = foldIn(pack, history, encoder);
  return history.map(({ row, weight }) => {
    const part = rowVector(pack, row);
    if (solved) choleskySolve(solved.factor, pack.dimensions, part);
    return part.map((value) => encoder.alpha * weight * value);
  });
}

/** An embedding of the parts that a history's items add, in its order. */
function* embeddingOf(
  pack: Pack,
  history: readonly HistoryItem[],
  parts: readonly Float64Array[],
): Steps<Pick<ReadEmbedding, 'vector' | 'nearest' | 'made'>> {
  const adding = [...history.entries()].filter(([place]) => parts[place].some((value) => value !== 0));
  const vector = new Float64Array(pack.dimensions);
  for (const [place] of adding) for (let k = 0; k < vector.length; k++) vector[k] += parts[place][k];
  const square = dot(vector, vector);
  const made = adding.map(([place, { itemId, name }]) => ({
    itemId,
    name,
    share: square > 0 ? dot(parts[place], vector) / square : 0,
    vector: [...parts[place]],
  }));
  return { vector: [...vector], nearest: square > 0 ? yield* nearestOf(pack, vector, Math.sqrt(square)) : [], made };
}

function* nearestOf(pack: Pack, vector: Float64Array, length: number): Steps<NearItem[]> {
  const { items, dimensions, rows, scales } = pack;
  const best = new TopList(NEAREST);
  for (let row = 0; row < items; row++) {
    if (row % SLICE === SLICE - 1) yield;
    let [product, square] = [0, 0];
    for (let k = 0, at = row * dimensions; k < dimensions; k++, at++) {
      product += rows[at] * vector[k];
      square += rows[at] * rows[at];
    }
    // An item without factors is near nothing.
    if (square > 0 && scales[row] > 0) best.offer(row, product / Math.sqrt(square) / length);
  }
  const { items: near, scores } = best.take();
  return Array.from(near, (row, place) => {
    const { title } = pack.itemOf(row);
    return { id: pack.idOf(row), ...(title && { title }), cosine: scores[place], score: dot(rowVector(pack, row), vector) };
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
