import { closest, findInPage } from '../core/page/page-nodes.js';
import { page, readyState } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';
import type { DocumentReader } from '../record/adapters/document/document-reader.js';

/** Milliseconds after a change of the document until it is read. */
const QUIET_MS = 150;

/** What is watched. */
interface Watched {
  /** Loads the reader; called when the document has something to read. */
  readonly load: () => Promise<DocumentReader>;
  /** Matches elements with something to read. */
  readonly voices: string;
  /** Matches those of them that are read when they are clicked or submitted; false: none is. */
  readonly marked: string | false;
}

/**
 * Watches the document: it is read when it is parsed, when it is loaded, and whenever it has changed, so that pages of a single-page app are heard
 * however its framework makes them. Clicks, keys and submitted forms are passed on.
 *
 * @returns reads the document now; false while it is still being parsed
 */
export function watchPage({ load, voices, marked }: Watched): () => boolean {
  let reader: DocumentReader | undefined;
  let loading: Promise<unknown> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const withReader = (use: (loaded: DocumentReader) => void): void => {
    if (reader !== undefined) {
      use(reader);
      return;
    }
    loading ??= load().then((loaded) => {
      reader = loaded;
    });
    loading
      .then(() => reader && use(reader))
      .catch(() => {
        // The console reports the file. The next change tries again.
        loading = undefined;
      });
  };
  const look = (): boolean => {
    timer = undefined;
    if (readyState() === 'loading') return false;
    if (reader !== undefined || findInPage(voices)[0]) withReader((loaded) => loaded.look());
    return true;
  };
  const act = (event: Event): void => {
    const { type } = event;
    const path = event.composedPath();
    if (reader !== undefined || path.some((node) => closest(node, marked as string) !== null)) {
      const time = Date.now();
      withReader((loaded) => loaded.act(type, path, time));
    }
  };
  // In the capture phase: the page's own listeners may stop the event.
  if (marked) for (const type of ['click', 'keydown', 'submit']) addEventListener(type, act, true);
  new MutationObserver(() => {
    if (timer === undefined) timer = setTimeout(look, QUIET_MS);
  }).observe(
    page as Document,
    // Attributes are what is left where a framework renders the next page into the same elements.
    bareObject({
      childList: true,
      subtree: true,
      attributeFilter: ['event', 'item', 'search', 'order', 'list'].map((name) => `data-onshelf-${name}`),
    }),
  );
  return look;
}
