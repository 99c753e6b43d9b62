import { Address, getterOf, page } from '../../core/page/platform.js';
import type { DeviceClass, PageContext } from '../../types/results/page-context.js';

const SEARCH = /(^|\.)(google|bing|yahoo|duckduckgo|yandex|baidu|ecosia|startpage|qwant|naver|seznam|brave|sogou)\./;
const SOCIAL =
  /(^|\.)(facebook|instagram|pinterest|tiktok|linkedin|reddit|youtube|snapchat|threads|vk|weibo|t|x|twitter|lnkd|whatsapp)\.(com|co|net|in)$/;
const EMAIL = /(^|\.)(mail|webmail|outlook)\./;
/** A finger, not a mouse. */
const COARSE = '(pointer: coarse)';
/** Screens of phones, upright or on their side, in CSS pixels. Not the window: a page without a viewport of its own is laid out as wide as on a desktop. */
const SMALL = '(max-device-width: 599.98px), (max-device-height: 499.98px)';
/** Longest source that counts, in characters. */
const SOURCE_CHARACTERS = 64;

const referrerOf = getterOf<Document, string>(page, 'referrer');

/** What the page knows of this page view, as coarse classes. Nothing of it is kept. */
export function pageContext(): PageContext {
  return { device: deviceClass(), referrer: referrerTexts(page === null ? '' : referrerOf(page), globalThis.location?.href ?? '') };
}

/** By size of the screen and pointer; '' without a window. */
function deviceClass(): DeviceClass | '' {
  if (typeof matchMedia !== 'function') return '';
  if (!matchMedia(COARSE).matches) return 'desktop';
  return matchMedia(SMALL).matches ? 'phone' : 'tablet';
}

/**
 * Where a page view came from: the class (`direct`, `internal`, `search`, `social`, `email`, `other`), the host without `www.`, and the source that
 * the address names.
 *
 * @param referrer address of the page before; '': none is told
 * @param address of this page: `utm_source` and `utm_medium`, else `source`, say more
 */
export function referrerTexts(referrer: string, address: string): string[] {
  const here = addressOf(address);
  const host = hostOf(addressOf(referrer));
  const said = (name: string): string => (here?.searchParams.get(name) ?? '').toLowerCase().slice(0, SOURCE_CHARACTERS);
  const source = said('utm_source') || said('source');
  const isEmail = /^e-?mail$/.test(said('utm_medium')) || EMAIL.test(host);
  const kind = isEmail
    ? 'email'
    : host === ''
      ? source === ''
        ? 'direct'
        : 'other'
      : host === hostOf(here)
        ? 'internal'
        : SEARCH.test(host)
          ? 'search'
          : SOCIAL.test(host)
            ? 'social'
            : 'other';
  return [...new Set([kind, host, source])].filter((text) => text !== '');
}

const hostOf = (address: URL | null): string => (address?.hostname ?? '').replace(/^www\./, '');

function addressOf(text: string): URL | null {
  try {
    return new Address(text);
  } catch {
    return null;
  }
}
