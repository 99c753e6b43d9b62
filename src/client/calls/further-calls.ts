import type { IdReader } from '../../core/text/id-reader.js';
import type { Consent } from '../../types/consent.js';
import type { Diagnosis, PageFacts } from '../../types/diagnosis.js';
import type { ExplainRequest, Explanation } from '../../types/explanation.js';
import type { ConsentReceipt } from '../../types/privacy/consent-receipt.js';
import type { Leak, LeakRequest } from '../../types/privacy/leak.js';
import type { Pictures, PicturesRequest } from '../../types/privacy/pictures.js';
import type { PrivacySheet, SheetRequest } from '../../types/privacy/privacy-sheet.js';
import type { RequestReceipt } from '../../types/privacy/request-receipt.js';
import type { Quiz, QuizRequest } from '../../types/quiz.js';
import type { Measures } from '../../types/results/measures.js';
import type { Segments, SegmentsRequest } from '../../types/results/segments.js';
import type { CallOptions, Shelf } from '../../types/shelf.js';
import type { NextBest, NextBestRequest } from '../../types/slots/next-best.js';
import type { Link } from '../../worker/link.js';
import type { Aside } from '../aside/create-aside.js';
import { setAsideCall } from '../aside/set-aside-call.js';
import { consentReceipt, type ReceiptParts } from '../consent/keep-receipt.js';
import { seenRequests } from '../privacy/watch-requests.js';
import { editTaste } from '../tastes/edit-taste.js';
import { importProfile } from './import-profile.js';
import { inspectProfile, type ProfileParts } from './inspect-profile.js';
import { type HealthParts, reportHealth } from './report-health.js';
import { type ReadyParts, whenReady } from './when-ready.js';
import { withPageContext } from './with-page-context.js';

/** What calls to the engine use. */
interface AskParts extends ReadyParts {
  readonly link: Pick<Link, 'call' | 'closed'>;
  readonly idReader?: Promise<IdReader> | undefined;
}

/** What `items` uses. */
interface ItemsParts {
  readonly link: Pick<Link, 'call'>;
  /** Resolves when the engine has the pack, or failed to get it. */
  readonly opening: Promise<unknown>;
}

/** What the privacy sheet uses. */
type SheetParts = HealthParts & ReceiptParts & ProfileParts & { readonly aside?: Pick<Aside, 'held'> | undefined };

/** Items of a catalogue page if the call does not give a number. */
const DEFAULT_PAGE = 100;

/** Ids of items whose small pictures a page has, by its connection to the engine. */
const pictured = new WeakMap<AskParts['link'], readonly string[]>();

const withOwnId = async ({ idReader }: AskParts, request: SegmentsRequest = {}): Promise<SegmentsRequest> =>
  request?.itemId == null ? { ...request } : { ...request, itemId: (await idReader)?.(request.itemId) ?? `${request.itemId}` };

/** Rarely used calls, loaded when the first one is made. Each takes the parts it uses and the parameters of its public call; it rejects if the engine fails. */
export const furtherCalls = {
  explain: async (parts: AskParts, itemId: string, request?: ExplainRequest, options?: CallOptions): Promise<Explanation> =>
    withPageContext({ ...request, itemId: (await parts.idReader)?.(itemId) ?? `${itemId}` }, async (asked) =>
      parts.link.call('explain', asked, await whenReady(parts, options)),
    ),

  quiz: async (parts: AskParts, request?: QuizRequest, options?: CallOptions): Promise<Quiz> =>
    parts.link.call('quiz', { ...request }, await whenReady(parts, options)),

  measure: async (parts: AskParts, options?: CallOptions): Promise<Measures> =>
    parts.link.call('measure', null, await whenReady(parts, options)),

  segments: async (parts: AskParts, request?: SegmentsRequest, options?: CallOptions): Promise<Segments> =>
    parts.link.call('segments', await withOwnId(parts, request), await whenReady(parts, options)),

  nextBest: async (parts: AskParts, request: NextBestRequest, options?: CallOptions): Promise<NextBest> => {
    const idOf = await parts.idReader;
    const { banners, context } = Object(request) as Partial<NextBestRequest>;
    // What is no list of banners is told by the engine.
    const said =
      idOf &&
      Array.isArray(banners) &&
      banners.map((banner) => (Array.isArray(banner?.items) ? { ...banner, items: banner.items.map((id: string) => idOf(id)) } : banner));
    const item = idOf && context?.item !== undefined && { context: { ...context, item: idOf(context.item) } };
    return withPageContext({ ...request, ...(said && { banners: said }), ...item }, async (asked) =>
      parts.link.call('nextBest', asked, await whenReady(parts, options)),
    );
  },

  items: async ({ link, opening }: ItemsParts, page?: Parameters<Shelf['items']>[0]): ReturnType<Shelf['items']> => {
    await opening;
    return link.call('items', { offset: page?.offset ?? 0, count: page?.count ?? DEFAULT_PAGE });
  },

  consentReceipt: async (parts: ReceiptParts): Promise<ConsentReceipt | null> => consentReceipt(parts),

  receipt: async ({ options }: Pick<HealthParts, 'options'>): Promise<RequestReceipt> => {
    const { requestReceipt } = await import('../privacy/requests/request-receipt.js');
    return requestReceipt(seenRequests(), `${options.pack}`);
  },

  // `seen`: the consent that the page is told, where it is another one, as of guests of a shop with accounts.
  describe: async (parts: SheetParts, request?: SheetRequest, seen?: Consent): Promise<PrivacySheet> => {
    const { describePrivacy } = await import('../privacy/sheet/describe-privacy.js');
    // The sheet says that it is not all.
    const known = await inspectProfile(parts).catch(() => null);
    const health = await reportHealth(parts);
    return describePrivacy(
      {
        health,
        name: parts.name,
        seen,
        held: parts.aside?.held(),
        state: parts.consent.state,
        options: parts.options,
        events: known?.events.length ?? null,
        retention: known?.retention ?? null,
        receipt: consentReceipt(parts),
        requests: await furtherCalls.receipt(parts),
      },
      request,
    );
  },

  leak: async (parts: AskParts, request?: LeakRequest): Promise<Leak> => {
    const idOf = await parts.idReader;
    const { known, pictures } = Object(request) as LeakRequest;
    const ids = Array.isArray(known) ? known.map((id) => idOf?.(id) ?? `${id}`) : [];
    if (pictures === 'pack-then-own') ids.push(...(pictured.get(parts.link) ?? []));
    // What is no list is told by the engine.
    return parts.link.call(
      'leak',
      { known: Array.isArray(known ?? []) ? ids : ('' as never), ...(pictures !== undefined && { pictures }) },
      await whenReady(parts, undefined),
    );
  },

  pictures: async (parts: AskParts, request?: PicturesRequest): Promise<Pictures> => {
    const { category } = Object(request) as PicturesRequest;
    const found = await parts.link.call('pictures', category == null ? {} : { category }, await whenReady(parts, undefined));
    const pictures = (await import('../pictures/open-pictures.js')).openPictures(found, parts.link.closed);
    pictured.set(parts.link, [...(pictured.get(parts.link) ?? []), ...pictures.ids]);
    return pictures;
  },

  edit: editTaste,
  setAside: setAsideCall,
  import: importProfile,
  health: reportHealth,

  diagnose: async (parts: HealthParts, page?: PageFacts): Promise<Diagnosis> => {
    const { diagnoseShelf } = await import('../diagnosis/diagnose-shelf.js');
    return diagnoseShelf(parts, await reportHealth(parts), page);
  },
};
