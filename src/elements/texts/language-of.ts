import { attribute, closest, hostOf } from '../../core/page/page-nodes.js';

/**
 * The language of an element by the nearest `lang`, its own or that of an element around it, also outside of the shadow tree it is in.
 *
 * @param element of the page
 * @returns a BCP 47 tag; '' if the page names none
 */
export function languageOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = hostOf(at)) {
    const speaking = closest(at, '[lang]');
    // Many servers write the name of a locale: `de_AT`.
    if (speaking !== null) return (attribute(speaking, 'lang') ?? '').trim().replaceAll('_', '-');
  }
  return '';
}
