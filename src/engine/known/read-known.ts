import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import { RETENTION } from '../../store/log/retention.js';
import type { EngineHealth } from '../../types/engine.js';
import type { ShelfEvent } from '../../types/event.js';
import type { InspectOptions, Known, KnownTastes, PriceTaste, UserEmbedding } from '../../types/known.js';
import type { Note } from '../../types/note.js';
import type { Profile } from '../../types/profile.js';
import type { ListRequest } from '../../types/request.js';
import type { ListContext } from '../list/list-context.js';

/** Time for what is computed of the events, milliseconds: what is stored does not wait longer for it. */
const EMBEDDING_DEADLINE = 3000;

/** What knows something of the shopper. */
export interface KnownParts {
  /** Reads the log, paused or not. */
  readonly reader: { read(notes: Note[]): Promise<Profile>; events(): Promise<ShelfEvent[]>; readonly connection?: unknown };
  /** Whether lists use what was learned; none where the page does not ask for it. */
  readonly learning: { notes(): readonly Note[] };
  readonly health: () => EngineHealth;
  /** Reads the shopper as lists may; called where there is a pack. */
  readonly context: (request: ListRequest) => Promise<ListContext>;
}

/**
 * Everything known about the shopper. What is stored is shown without the code that embeds it, and waits for nothing that is computed.
 *
 * @param parts see `KnownParts`
 * @param options what to compute of it; null: nothing
 * @throws OnshelfError `storage-failed` if the log cannot be read
 */
export async function readKnown({ reader, learning, health, context }: KnownParts, options?: InspectOptions | null): Promise<Known> {
  const embeddings = options?.embedding === true ? embeddingsInTime(health, context) : undefined;
  const prices = options?.prices === true ? pricesInTime(context) : undefined;
  const tastes = options?.tastes === true ? tastesInTime(context) : undefined;
  const { bought, hidden, searches } = await reader.read([]);
  const events = await reader.events();
  const texts = searches.map(({ text }) => text);
  const [note] = learning.notes();
  return {
    events,
    bought: [...bought],
    hidden: [...hidden],
    searches: texts,
    retention: RETENTION,
    ...(note && { learning: note }),
    ...(embeddings && { embeddings: await embeddings }),
    ...(prices && { prices: await prices }),
    ...(tastes && { tastes: await tastes, ...(await extentOf(events, (reader.connection ?? null) !== null)) }),
  };
}

/** What the history tells of tastes, or why it cannot be told; never rejects. */
function tastesInTime(context: KnownParts['context']): Promise<KnownTastes> {
  const made = import('../tastes/show-tastes.js').then(async ({ showTastes }) => ({
    state: 'ready' as const,
    ...(await showTastes(await context({}))),
  }));
  return withDeadline(made, EMBEDDING_DEADLINE).catch(whyOff);
}

/** What is kept; absent where the code cannot be loaded, which `tastes` tells. */
async function extentOf(events: readonly ShelfEvent[], isStored: boolean): Promise<Pick<Known, 'storage'>> {
  try {
    return { storage: (await import('../tastes/show-tastes.js')).measureExtent(events, isStored, RETENTION) };
  } catch {
    return {};
  }
}

const whyOff = (error: unknown): { readonly state: 'off'; readonly note: Note } => ({
  state: 'off',
  note: { code: codeOf(error), message: messageOf(error) },
});

/** What the history tells of prices, or why it cannot be told; never rejects. */
function pricesInTime(context: KnownParts['context']): Promise<PriceTaste> {
  const made = import('../prices/show-prices.js').then(async ({ showPrices }) => showPrices(await context({})));
  return withDeadline(made, EMBEDDING_DEADLINE).catch(whyOff);
}

/** The embeddings, or why there are none; never rejects. They are made while the log is read, which may be slow. */
function embeddingsInTime(health: KnownParts['health'], context: KnownParts['context']): Promise<readonly UserEmbedding[]> {
  const made = import('./show-embeddings.js').then(({ showEmbeddings }) => showEmbeddings(health(), context));
  return withDeadline(made, EMBEDDING_DEADLINE).catch((error: unknown) => [
    { reader: 'fold-in', state: 'off', note: { code: 'worker-failed', message: messageOf(error) } },
  ]);
}
