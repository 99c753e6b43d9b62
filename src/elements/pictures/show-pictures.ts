import { attribute, attributeNames, listen, replaceWith, setAttribute, setHidden } from '../../core/page/page-nodes.js';
import { bareObject } from '../../core/text/bare-object.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Pictures } from '../../types/privacy/pictures.js';
import type { Shelf } from '../../types/shelf.js';
import { makeElement } from '../markup/make-element.js';

/**
 * Puts the picture of an item into its card.
 *
 * @param image the template's element for it, without an address
 * @param itemId of the item
 * @param address of the shop's own picture; null: there is none
 */
export type ShowPicture = (image: HTMLElement, itemId: string, address: string | null) => void;

/** Marks an image without a picture, for the styles of the page. */
const EMPTY = 'data-onshelf-picture';
/** Attributes that mean something else on a canvas. */
const OF_IMAGES = ['src', 'alt', 'width', 'height', 'loading', 'srcset', 'sizes'];

/**
 * How the cards of a list get their pictures, by its attribute `pictures`: what is fetched from the shop for them, and when.
 *
 * @param element the list
 * @param shelf has the pictures of the pack
 */
export function showPictures(element: Element, shelf: Shelf): ShowPicture {
  const use = attribute(element, 'pictures') ?? '';
  if (use === 'deferred') return (image, _itemId, address) => showInView(image, address);
  // `own`, and what is none of these, which is reported with the other attributes.
  if (use !== 'pack' && use !== 'pack-then-own') return (image, _itemId, address) => showOwn(image, address);
  const found = picturesFor(element, shelf).catch((error: unknown) => {
    warnOnce('pictures', 'worker-failed', `small pictures cannot be shown: ${error}`);
    return null;
  });
  return (image, itemId, address) => {
    void found.then((pictures) => {
      const url = pictures?.urlOf(itemId) ?? null;
      if (pictures !== null && url !== null) showFromPack(image, itemId, pictures, url);
      else if (use === 'pack') setAttribute(image, EMPTY, 'none');
      else showInView(image, address);
    });
  };
}

/** Pictures of the pack that a page has asked for, by category. */
const asked = new WeakMap<Shelf, Map<string | undefined, Promise<Pictures>>>();

/** The pictures for a list's page; asked for once, for all lists. */
async function picturesFor(element: Element, shelf: Shelf): Promise<Pictures> {
  const { categoryOfPage } = await import('../request/read-question.js');
  const category = await categoryOfPage(element, shelf);
  const all = asked.get(shelf) ?? new Map<string | undefined, Promise<Pictures>>();
  asked.set(shelf, all);
  const asking = all.get(category) ?? shelf.privacy.pictures(bareObject(category === undefined ? {} : { category }));
  all.set(category, asking);
  const pictures = await asking;
  for (const { code, message } of pictures.notes) warnOnce(`pictures ${message}`, code, message);
  // The next list tries again.
  if (pictures.ids.length === 0) all.delete(category);
  return pictures;
}

function showOwn(image: Element, address: string | null): void {
  setHidden(image as HTMLElement, address === null);
  if (address !== null) setAttribute(image, 'src', address);
}

/** Fetches the shop's own picture once its place comes into view. */
function showInView(image: HTMLElement, address: string | null): void {
  if (address === null || typeof IntersectionObserver === 'undefined') {
    setAttribute(image, 'loading', 'lazy');
    showOwn(image, address);
    return;
  }
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    showOwn(image, address);
  });
  observer.observe(image);
}

/** Shows a picture by its address; as a drawing where the page's policy forbids such addresses. */
function showFromPack(image: HTMLElement, itemId: string, pictures: Pictures, url: string): void {
  const draw = async (): Promise<void> => {
    const canvas = makeElement('canvas');
    if (attribute(image, 'src') !== url) return;
    if (!(await pictures.draw(itemId, canvas))) {
      setAttribute(image, EMPTY, 'none');
      return;
    }
    for (const name of attributeNames(image)) if (!OF_IMAGES.includes(name)) setAttribute(canvas, name, attribute(image, name) ?? '');
    const alt = attribute(image, 'alt') ?? '';
    if (alt === '') setAttribute(canvas, 'aria-hidden', 'true');
    else {
      setAttribute(canvas, 'role', 'img');
      setAttribute(canvas, 'aria-label', alt);
    }
    replaceWith(image, canvas);
    warnOnce(
      'pictures',
      'policy-refused',
      'the page\'s Content-Security-Policy has no "img-src blob:", so that small pictures are drawn on canvases: rules of the page for img do not apply to them.',
    );
  };
  listen(image, 'error', () => void draw());
  setAttribute(image, 'src', url);
}
