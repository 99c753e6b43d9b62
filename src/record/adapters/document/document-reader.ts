import { messageOf } from '../../../core/onshelf-error.js';
import { closest, findAll, isFragment, listen, textWithin } from '../../../core/page/page-nodes.js';
import { page, readyState } from '../../../core/page/platform.js';
import type { ItemKey, PageEvent, PageListener } from '../../../types/page-event.js';
import { addressOf, pageAddress, pageRoute, withPageAddress } from '../fields/page-address.js';
import { reportUnread } from '../fields/report-unread.js';
import { eventOfElement, hasKnownName, isForm, isSentByForm, isShown, MARKED } from './attributes.js';
import { eventOfProducts } from './described-product.js';
import { productsInJsonLd } from './json-ld.js';
import { productsInMicrodata } from './microdata.js';
import { isUserContent } from './user-content.js';

/** Milliseconds in which a page may say by itself which product it shows, before its description is told: longer than a data layer made late waits. */
const OWN_WORD_MS = 700;

/** What a document says in its elements, and in what is done with them. */
export interface DocumentReader {
  /** Reads what the page shows now, and tells what is new since the last look. */
  look(): void;
  /**
   * Reads a click, a key or a submitted form.
   *
   * @param type of the page's event
   * @param path from the innermost node to the window, through shadow roots
   * @param time when, milliseconds since 1970
   */
  act(type: string, path: readonly EventTarget[], time: number): void;
}

/** What a reader works with. */
interface DocumentReaderOptions {
  readonly listener: PageListener;
  /** Which identifier of a product to use. */
  readonly key: ItemKey;
  /** Whether marked elements are read. */
  readonly readsMarks: boolean;
  /** Whether descriptions are read. */
  readonly readsDescriptions: boolean;
  /** Whether this page has said by itself which product it shows. */
  readonly isTold: () => boolean;
}

/**
 * Creates a reader of a document. What stays in the document is told once, and what is made anew at the same address, as frameworks do when they take
 * over a page, is not told again. At another address everything that is new counts.
 */
export function createDocumentReader({ listener, key, isTold, ...wanted }: DocumentReaderOptions): DocumentReader {
  const root = page as Document;
  /** Address of the latest look. */
  let address = '';
  /** What was told at this address. */
  let told = new Set<string>();
  /** What each element said at the latest look. */
  let before = new Map<Element, PageEvent>();
  /** Elements that were reported as not readable. */
  const reported = new WeakSet<Element>();
  let described: string | undefined;
  let latestTexts = '';
  /** What is told unless the page names its product itself meanwhile. */
  const weak = new Set<() => void>();
  /** Tells the latest description. */
  let tellDescribed: () => void = () => {};
  const roots = new WeakSet<EventTarget>();

  const tell = (event: PageEvent, voice: 'attributes' | 'json-ld', time?: number): void =>
    listener.event(withPageAddress(event), time, voice);

  /** What the page says by itself takes precedence: it may name the product otherwise. Returns the step that tells the event. */
  const tellUnlessNamed = (event: PageEvent, voice: 'attributes' | 'json-ld'): (() => void) => {
    const time = Date.now();
    const step = (): void => {
      if (weak.delete(step) && !isTold()) tell(event, voice, time);
    };
    weak.add(step);
    setTimeout(step, OWN_WORD_MS);
    return step;
  };

  const readMarked = (): void => {
    const now = new Map<Element, PageEvent>();
    for (const element of findAll(root, MARKED)) {
      try {
        if (isUserContent(element) || !hasKnownName(element, listener) || !isShown(element)) continue;
        const event = eventOfElement(element, reported.has(element) ? SILENT : listener);
        if (event === null) {
          reported.add(element);
          continue;
        }
        now.set(element, event);
        const earlier = before.get(element);
        if (earlier !== undefined && saidBy(earlier) === saidBy(event)) continue;
        const news = event.name === 'view_item_list' ? newIn(event, earlier, told) : event;
        if (told.has(saidBy(news)) || (news.parameters.items?.length === 0 && event.parameters.items?.length !== 0)) continue;
        told.add(saidBy(news));
        if (isNameless(news)) tellUnlessNamed(news, 'attributes');
        else tell(news, 'attributes');
      } catch {
        // The page's element may throw.
      }
    }
    before = now;
  };

  const readDescriptions = (): void => {
    const texts = findAll(root, 'script[type*="ld+json" i]')
      .filter((script) => !isUserContent(script))
      .map((script) => textWithin(script) ?? '');
    const scopes = productsInMicrodata(root);
    const all = [location.href, ...texts].join('\n');
    if (all === latestTexts && scopes.length === 0) return;
    latestTexts = all;
    const broken = (): void =>
      reportUnread(listener, 'json-ld', 'syntax', 'application/ld+json', 'a description of a product that is no JSON');
    const products = [...productsInJsonLd(texts, broken), ...scopes];
    const event = eventOfProducts(products, key, { address: pageAddress(), here: addressOf(location.href), addressOf });
    const said = event === null ? undefined : saidBy(event);
    const isNew = said !== described;
    described = said;
    if (!isNew) return;
    // Another description has taken its place.
    weak.delete(tellDescribed);
    if (event === null || said === undefined || told.has(said)) return;
    told.add(said);
    tellDescribed = tellUnlessNamed(event, 'json-ld');
  };

  const act: DocumentReader['act'] = (type, path, time) => {
    try {
      if (!wanted.readsMarks) return;
      for (const [at, node] of path.entries()) {
        // The event of a form in a shadow root does not leave it, nor does its path.
        if (!isFragment(node) || roots.has(node)) continue;
        roots.add(node);
        const around = path.slice(at + 1);
        listen(node, 'submit', (event) => act('submit', [...event.composedPath(), ...around], Date.now()), true);
      }
      if (type !== 'click' && type !== 'submit') return;
      const marked = markedOn(path);
      if (marked === null || isShown(marked)) return;
      // A form counts when it is submitted, not when it is clicked, and only if it is filled in rightly. A search may be of a form within.
      const isSent = type === 'submit';
      const form = (isForm(marked) ? marked : isSent && path.find((node) => closest(node, 'form') === node)) || null;
      if (isSent !== isSentByForm(marked) || (form !== null && closest(form, ':invalid') === form)) return;
      const event = eventOfElement(marked, listener, form as Element | null);
      if (event !== null) tell(event, 'attributes', time);
    } catch {
      // The page's element may throw.
    }
  };

  return {
    look: () => {
      try {
        const here = pageRoute();
        if (here !== address) {
          for (const step of weak) step();
          address = here;
          told = new Set();
        }
        if (wanted.readsMarks) readMarked();
        // Until then a description may be of the page before.
        if (wanted.readsDescriptions && readyState() === 'complete') readDescriptions();
      } catch (error) {
        // The page has put something of its own in the place of what this needs.
        listener.unread('json-ld', messageOf(error));
      }
    },
    act,
  };
}

/** Whether a view names its product by an address alone. */
function isNameless({ name, parameters: { items = [] } }: PageEvent): boolean {
  return name === 'view_item' && items.length === 1 && /^https?:/.test(items[0].item_id);
}

/** Learns nothing. */
const SILENT: Pick<PageListener, 'unread'> = { unread: () => {} };

/** What an event is about: prices and quantities may be filled in later. */
function saidBy({ name, parameters: { items = [], search_term: search, transaction_id: order, item_list_id: list } }: PageEvent): string {
  return JSON.stringify([name, items.map((item) => item.item_id), search, order, list]);
}

/** A list without the items that were told of it before: lists grow while they are scrolled. Notes the items as told. */
function newIn(event: PageEvent, earlier: PageEvent | undefined, told: Set<string>): PageEvent {
  const { item_list_id: list, items = [] } = event.parameters;
  const before = new Set(earlier?.parameters.items?.map((item) => item.item_id));
  const fresh = items.filter(({ item_id: id }) => {
    const mark = JSON.stringify(['listed', list, id]);
    const isOld = before.has(id) || told.has(mark);
    told.add(mark);
    return !isOld;
  });
  return { ...event, parameters: { ...event.parameters, items: fresh } };
}

/** The innermost marked element on a path; null where visitors wrote it. */
function markedOn(path: readonly EventTarget[]): Element | null {
  let marked: Element | null = null;
  for (const [at, node] of path.entries()) {
    // The innermost node of each tree: of the tree within a host, and then the host.
    if (at > 0 && !isFragment(path[at - 1])) continue;
    const own: Element | null = marked ?? closest(node, MARKED);
    if (own !== null && isUserContent(marked === null ? own : (node as Element))) return null;
    marked = own;
  }
  return marked;
}
