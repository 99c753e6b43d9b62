import { Address } from '../../../core/page/platform.js';
import type { EngineHealth } from '../../../types/engine.js';
import type { Health } from '../../../types/health.js';
import type { Known } from '../../../types/known.js';
import type { ConsentReceipt } from '../../../types/privacy/consent-receipt.js';
import type { RequestReceipt } from '../../../types/privacy/request-receipt.js';
import type { ShelfOptions } from '../../../types/shelf.js';
import type { SheetTexts } from './english-sheet.js';
import type { StoredBeside } from './stored-beside.js';

/** What a sheet tells of: the shelf as it is now. */
export interface SheetFacts {
  readonly options: Partial<ShelfOptions>;
  readonly health: Pick<Health, 'consent' | 'mode' | 'profile' | 'storage' | 'notes' | 'sealed'> & { readonly pack: EngineHealth['pack'] };
  /** Number of events that are known, besides those that are set aside; null: they could not be read. */
  readonly events: number | null;
  /** Number of events that are set aside in this tab; null: nothing is. */
  readonly aside: number | null;
  /** Whether consent was given for a guest who stays in memory all the same, since the shop has accounts. */
  readonly isAgreedGuest: boolean;
  readonly beside: StoredBeside;
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
    ['rights', [['withdraw'], ...when(facts.beside.others, 'othersStay'), ['forget'], ...when(hasNote(facts, 'unfinished'), 'unfinished')]],
  ];
}

/** Where events of this visit are now. A pause adds none, and leaves those that are stored. */
type Keeping = 'stored' | 'memory' | 'nowhere';

function keepingOf({ health, events, paused, aside }: SheetFacts): Keeping {
  if (health.consent === 'granted' && health.storage !== null) return 'stored';
  return health.mode === 'memory' || health.mode === 'aside' || (paused && (events !== 0 || Boolean(aside))) ? 'memory' : 'nowhere';
}

/** The database with what earlier visits stored, if it is not read: consent is not known, or not recalled. */
function unreadOf({ health, beside }: SheetFacts): string | null {
  return health.consent === 'unknown' ? beside.database : null;
}

/** The note of a refusal that applies. */
function refusalOf({ health, beside }: SheetFacts): string | null {
  return health.consent === 'denied' ? beside.refusal : null;
}

function keptOf(facts: SheetFacts): Sentence[] {
  const { events, options, health, paused, aside } = facts;
  const keeping = keepingOf(facts);
  // In memory are both.
  const values = { events: (events ?? 0) + (keeping === 'memory' ? (aside ?? 0) : 0) };
  return [
    ...when(events === null, 'incomplete'),
    ...when(events !== null && keeping === 'stored', 'keptStored', values),
    ...when(events !== null && keeping === 'memory', 'keptMemory', values),
    ...when(keeping === 'nowhere', 'keptNothing'),
    ...when(unreadOf(facts) !== null, 'keptUnread'),
    ...when(paused, 'paused'),
    ...when(health.mode === 'aside', 'aside'),
    ...when(aside !== null, 'asideEvents', { events: aside ?? 0 }),
    ...when(options.learning === true && keeping !== 'nowhere', 'learning'),
    ...when(Boolean(health.pack?.sensitive?.length), 'sensitive', { categories: health.pack?.sensitive ?? [] }),
  ];
}

function whereOf(facts: SheetFacts): Sentence[] {
  const { health, beside, aside } = facts;
  const [keeping, unread, refusal] = [keepingOf(facts), unreadOf(facts), refusalOf(facts)];
  if (keeping !== 'stored')
    return [
      ...when(keeping === 'memory', 'whereMemory'),
      ...when(unread !== null, 'whereUnread', { database: unread ?? '' }),
      ...when(refusal !== null, 'whereRefusal', { note: refusal ?? '' }),
      ...when(keeping === 'nowhere' && unread === null && refusal === null, 'whereNowhere'),
    ];
  const values = { note: beside.aside?.note ?? '' };
  return [
    ['whereStored', { database: health.storage?.database ?? '' }],
    [health.storage?.encrypted ? 'encrypted' : 'notEncrypted'],
    ['whereNotes'],
    ...when(health.profile === 'account', 'account'),
    ...when(aside !== null, 'whereAside'),
    ...when(aside !== null && beside.aside !== null, beside.aside?.sealed ? 'whereAsideSealed' : 'whereAsideNoted', values),
  ];
}

function howLongOf(facts: SheetFacts): Sentence[] {
  const [keeping, unread, refusal] = [keepingOf(facts), unreadOf(facts), refusalOf(facts)];
  const { retention } = facts;
  if (keeping !== 'stored')
    return [
      ...when(keeping === 'memory', 'untilClosed'),
      ...when(unread !== null, 'untilAnswered'),
      ...when(refusal !== null, 'untilLifted'),
      ...when(keeping === 'nowhere' && unread === null && refusal === null, 'whereNowhere'),
    ];
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
        : [facts.isAgreedGuest ? 'agreedGuest' : 'undecided'];
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
