import { Address } from '../../../core/page/platform.js';
import type { EngineHealth } from '../../../types/engine.js';
import type { Health } from '../../../types/health.js';
import type { Known } from '../../../types/known.js';
import type { ConsentReceipt } from '../../../types/privacy/consent-receipt.js';
import type { RequestReceipt } from '../../../types/privacy/request-receipt.js';
import type { ShelfOptions } from '../../../types/shelf.js';
import type { SheetTexts } from './english-sheet.js';

/** What a sheet tells of: the shelf as it is now. */
export interface SheetFacts {
  readonly options: Partial<ShelfOptions>;
  readonly health: Pick<Health, 'consent' | 'mode' | 'profile' | 'storage' | 'notes' | 'sealed'> & { readonly pack: EngineHealth['pack'] };
  /** Number of events that are known; null: they could not be read. */
  readonly events: number | null;
  readonly paused: boolean;
  readonly retention: Known['retention'];
  readonly receipt: ConsentReceipt | null;
  readonly requests: Pick<RequestReceipt, 'requests' | 'complete'>;
  /** Whether the browser sends Global Privacy Control or Do Not Track. */
  readonly isSignalled: boolean;
}

/** A value of a sentence. Dates are written in the sheet's language. */
export type SheetValue = string | number | Date | readonly string[];

/** A sentence by its name in `SheetTexts`, with its values. */
export type Sentence = readonly [name: keyof SheetTexts, values?: Readonly<Record<string, SheetValue>>];

/** The sections of a sheet, each by the name of its heading, in order. */
export function sheetSections(facts: SheetFacts): readonly (readonly [heading: keyof SheetTexts, sentences: readonly Sentence[]])[] {
  return [
    ['kept', keptOf(facts)],
    ['where', whereOf(facts)],
    ['howLong', howLongOf(facts)],
    ['requests', requestsOf(facts)],
    ['sent', [['nothingSent'], ...when(facts.health.sealed?.state === 'sealed', 'sealed'), ['pageSees'], ['pictures']]],
    ['pack', packOf(facts)],
    ['consent', consentOf(facts)],
    ['rights', [['withdraw'], ['forget'], ...when(hasNote(facts, 'unfinished'), 'unfinished')]],
  ];
}

/** Where events are now. A pause adds none, and leaves those that are stored. */
type Keeping = 'stored' | 'memory' | 'nowhere';

function keepingOf({ health, events, paused }: SheetFacts): Keeping {
  if (health.consent === 'granted' && health.storage !== null) return 'stored';
  return health.mode === 'memory' || health.mode === 'aside' || (paused && events !== 0) ? 'memory' : 'nowhere';
}

function keptOf(facts: SheetFacts): Sentence[] {
  const { events, options, health, paused } = facts;
  const keeping = keepingOf(facts);
  const values = { events: events ?? 0 };
  return [
    ...when(events === null, 'incomplete'),
    ...when(events !== null && keeping === 'stored', 'keptStored', values),
    ...when(events !== null && keeping === 'memory', 'keptMemory', values),
    ...when(keeping === 'nowhere', 'keptNothing'),
    ...when(paused, 'paused'),
    ...when(health.mode === 'aside', 'aside'),
    ...when(options.learning === true && keeping !== 'nowhere', 'learning'),
    ...when(Boolean(health.pack?.sensitive?.length), 'sensitive', { categories: health.pack?.sensitive ?? [] }),
  ];
}

function whereOf(facts: SheetFacts): Sentence[] {
  const { health } = facts;
  const keeping = keepingOf(facts);
  if (keeping !== 'stored') return [[keeping === 'memory' ? 'whereMemory' : 'whereNowhere']];
  return [
    ['whereStored', { database: health.storage?.database ?? '' }],
    [health.storage?.encrypted ? 'encrypted' : 'notEncrypted'],
    ['whereNotes'],
    ...when(health.profile === 'account', 'account'),
  ];
}

function howLongOf(facts: SheetFacts): Sentence[] {
  const keeping = keepingOf(facts);
  const { retention } = facts;
  if (keeping !== 'stored') return [[keeping === 'memory' ? 'untilClosed' : 'whereNowhere']];
  const longest = Math.max(...Object.values(retention ?? {}).map(({ days }) => days));
  const values = { days: retention?.all.days ?? 0, longest, maximum: retention?.all.events ?? 0 };
  return [...when(retention !== null, 'retention', values), ['evicted']];
}

function requestsOf({ requests: { requests, complete } }: SheetFacts): Sentence[] {
  const hosts = [...new Set(requests.map(({ url }) => new Address(url).host))];
  const made: Sentence = requests.length === 0 ? ['requestsNone'] : ['requestsMade', { number: requests.length, hosts }];
  return [made, ...when(!complete, 'requestsUnseen'), ...when(requests.length > 0, 'sameForAll')];
}

function packOf({ health: { pack } }: SheetFacts): Sentence[] {
  return pack === null ? [['packNone']] : [['packOf', { number: pack.number, items: pack.items }]];
}

function consentOf(facts: SheetFacts): Sentence[] {
  const { receipt, options, isSignalled, health } = facts;
  const values = { date: new Date(receipt?.at ?? 0) };
  const word: Sentence =
    health.consent === 'granted'
      ? receipt === null
        ? ['agreedUnnoted']
        : [receipt.by === 'shopper' ? 'agreed' : 'agreedByPage', values]
      : health.consent === 'denied'
        ? receipt === null
          ? ['refusedUnnoted']
          : [receipt.by === 'shopper' ? 'refused' : 'refusedByPage', values]
        : ['undecided'];
  const { policy, banners = [] } = receipt ?? {};
  return [
    word,
    ...when(banners.length > 0, 'banners', { banners }),
    ...when(Boolean(policy), 'policy', { version: policy?.version ?? '' }),
    ...when(policy?.url !== undefined, 'policyAt', { url: policy?.url ?? '' }),
    ...when(hasNote(facts, 'policy-changed'), 'policyChanged'),
    ...when(isSignalled, options.honourPrivacyControl === 'storage' ? 'signalHonoured' : 'signal'),
  ];
}

function when(isSo: boolean, ...sentence: Sentence): Sentence[] {
  return isSo ? [sentence] : [];
}

function hasNote({ health }: SheetFacts, code: string): boolean {
  return health.notes.some((note) => note.code === code);
}
