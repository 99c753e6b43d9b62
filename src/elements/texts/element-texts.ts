import { attribute } from '../../core/page/page-nodes.js';
import { isolate } from '../../core/text/clean-text.js';
import { warnOnce } from '../../core/text/warn-once.js';

/** Texts by name. `{item}` is a product's title, `{count}` a number. */
export type Texts<Name extends string> = Readonly<Record<Name, string>>;
/** Texts in other languages than English, by the language's code of two letters. */
export type Translations<Name extends string> = Readonly<Record<'de' | 'es' | 'fr' | 'zh', Texts<Name>>>;

/** Returns a text with its placeholders filled. */
export type TextOf<Name extends string> = (name: Name, places?: Readonly<Record<string, string | number>>) => string;

/**
 * The texts of an element: in the language of the page, or the shop's own from attributes such as `text-dismiss="No thanks"`. Values are cleaned,
 * and isolated if they run in the other direction.
 *
 * @param element the element with the attributes
 * @param texts from `textsIn`
 */
export function textsOf<Name extends string>(element: Element, texts: Texts<Name>): TextOf<Name> {
  return (name, places = {}) => {
    const text = attribute(element, `text-${name}`) ?? texts[name];
    return text.replace(/\{(\w+)\}/g, (place, key: string) => (Object.hasOwn(places, key) ? isolate(places[key], text) : place));
  };
}

/**
 * The texts in a language; the English ones, and a warning, if there are none in it and the shop has not given all of them itself.
 *
 * @param element the element with the shop's own texts
 * @param language a BCP 47 tag, or ''
 * @param english the English texts
 * @param load loads those of other languages, which most pages do not need
 */
export async function textsIn<Name extends string>(
  element: Element,
  language: string,
  english: Texts<Name>,
  load: () => Promise<Translations<Name>>,
): Promise<Texts<Name>> {
  const code = language
    .slice(0, 3)
    .toLowerCase()
    .replace(/[^a-z]+/g, '');
  if (code === '' || code === 'en' || Object.keys(english).every((name) => attribute(element, `text-${name}`) !== null)) return english;
  // Without them the list is still worth showing.
  const all: Readonly<Record<string, Texts<Name>>> | null = await load().catch(() => null);
  if (all !== null && Object.hasOwn(all, code)) {
    if (!/-(hant|tw|hk|mo)/i.test(language)) return all[code];
    // Simplified characters are better than another language.
    return import('./chinese/traditional.js').then(({ traditional }) => traditional(all[code])).catch(() => all[code]);
  }
  const why = all === null ? 'cannot be loaded' : 'do not exist';
  warnOnce(
    `language ${code}`,
    all === null ? 'worker-failed' : 'unknown-name',
    `texts in "${language.slice(0, 32)}" ${why}, so elements speak English; attributes such as text-${Object.keys(english)[0]} replace them.`,
  );
  return english;
}
