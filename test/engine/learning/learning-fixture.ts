import { seededRandom } from '../../../src/core/numbers/random.js';
import { createLearner, type Learner } from '../../../src/engine/learning/create-learner.js';
import type { ListContext } from '../../../src/engine/list/list-context.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Blend } from '../../../src/types/manifest.js';
import type { Note } from '../../../src/types/note.js';
import { filesByRole, tinyContent } from '../../fixtures/tiny-pack.js';
import { contextOf, DAY, NOW } from '../list-fixture.js';

const BLEND: Blend = { foldIn: 1, neighbours: 0.02, followers: 0, seen: 0, prototypes: 0, popularity: 3 };

/** A shop whose lists overrate popular items: a shopper of rare ones is served better by what is learned of them. */
export async function learningPack(blend: Partial<Blend> = {}): Promise<ListContext['pack']> {
  const content = tinyContent(40);
  const encoded = await encodePack({ ...content, encoder: { ...content.encoder, alpha: 0.1, blend: { ...BLEND, ...blend } } });
  return decodePack(encoded.manifest, filesByRole(encoded));
}

/**
 * Views by a seed, one an hour.
 *
 * @param kinds whose items are viewed
 */
export function viewsOf(kinds: readonly string[], count: number, seed = 1): ShelfEvent[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const time = NOW - DAY + at * 1_800_000;
    const kind = kinds[Math.floor(random() * kinds.length)];
    return {
      id: `event-${String(at).padStart(4, '0')}`,
      name: 'view_item',
      time,
      items: [{ item_id: `${kind}-${Math.floor(40 * random())}` }],
    };
  });
}

/** The context of a list after these events, with a scorer of its pack. */
export function contextAfter(pack: ListContext['pack'], events: readonly ShelfEvent[]): ListContext {
  return { ...contextOf(events, pack), scorer: createJsScorer({ ...pack, bias: pack.popularity }) };
}

/** A learner that is not asked to work by itself: lists make it catch up. */
export function idleLearner(): Learner {
  const learner = createLearner({
    connection: () => null,
    current: async () => null,
    now: () => NOW,
    allowed: async () => {},
    closing: new AbortController().signal,
  });
  learner.pace(null);
  return learner;
}

/** A context that learned, step by step as a shopper's visits make it, and the note of its last list. */
export function learnedContext(pack: ListContext['pack'], events: readonly ShelfEvent[]): ListContext & { readonly note: Note } {
  const learner = idleLearner();
  let context = contextAfter(pack, []);
  for (let known = 0; known <= events.length; known++) context = learner.withLearned(contextAfter(pack, events.slice(0, known)));
  return { ...context, note: learner.note() };
}
