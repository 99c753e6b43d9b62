import { QUIZ_PREFIX } from '../../core/events/list-id.js';
import { encoderOfBand } from '../../core/numbers/encoder-of-band.js';
import { explainItem } from '../../explain/explain-item.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { encodeHistory } from '../../query/encode-history.js';
import type { Interaction } from '../../types/profile.js';
import type { ListContext } from './list-context.js';
import type { PersonalEvidence } from './personal-evidence.js';
import type { RankingSource } from './ranking-source.js';

type EvidenceContext = Pick<ListContext, 'pack' | 'profile' | 'now' | 'learn' | 'hear'>;

/** What was encoded in a context: a list and its relevance need the same. */
const encoded = new WeakMap<EvidenceContext, PersonalEvidence>();

/**
 * Encodes the shopper's whole history as one query, once per context.
 *
 * @param context pack, shopper and time
 */
export function personalEvidence(context: EvidenceContext): PersonalEvidence {
  const known = encoded.get(context) ?? encodeAnew(context);
  encoded.set(context, known);
  return known;
}

function encodeAnew({ pack, profile, now, learn, hear }: EvidenceContext): PersonalEvidence {
  const settings = pack.manifest.encoder;
  const history = weighHistory(profile, pack.rowOf, settings, now);
  const encoder = encoderOfBand(settings, history);
  const { query, foldIn, mix, attended, named } = encodeHistory(pack, history, encoder);
  const { biasWeight } = query;
  const evidence = { pack, history, encoder, biasWeight, factor: foldIn?.factor ?? null, mix, attended, named: named?.items };
  const known = history.some((item) => item.weight > 0);
  const model = known ? (profile.interactions.every(isFromQuiz) ? 'quiz' : 'personal') : 'popular';
  const plain: PersonalEvidence = { evidence, query, model };
  const learned = learn ? learn(plain, profile) : plain;
  return hear ? hear(learned, profile) : learned;
}

/** Whether the event is a quiz answer, or an impression. */
function isFromQuiz({ name, listId }: Interaction): boolean {
  return name === 'view_item_list' || (listId?.startsWith(QUIZ_PREFIX) ?? false);
}

/**
 * The source of `recommend()`: ranks by the shopper's whole history; by popularity alone for an unknown shopper.
 *
 * @param context pack, shopper and time
 */
export function personalSource(context: ListContext): RankingSource {
  const { evidence, query, model, steps } = personalEvidence(context);
  return {
    model,
    ...(steps && { steps }),
    query,
    baseline: query.biasWeight * context.pack.meanPopularity,
    leaveOut: [],
    knownItems: evidence.history.length,
    explain: (row, score) => explainItem(evidence, row, score),
  };
}
