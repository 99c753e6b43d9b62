import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PANEL_TRANSLATIONS } from '../../../src/elements/panel/languages/panel-translations.js';
import { PANEL_TEXTS } from '../../../src/elements/panel/panel-texts.js';
import { SECTION_TRANSLATIONS } from '../../../src/elements/panel/sections/languages/section-translations.js';
import { SECTION_TEXTS } from '../../../src/elements/panel/sections/section-texts.js';
import { traditional } from '../../../src/elements/texts/chinese/traditional.js';
import { textsIn, textsOf } from '../../../src/elements/texts/element-texts.js';
import { LIST_TRANSLATIONS } from '../../../src/elements/texts/languages/list-translations.js';
import { LIST_TEXTS } from '../../../src/elements/texts/list-texts.js';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void said.push(text));
});
afterEach(() => void vi.restoreAllMocks());

const element = (attributes: Readonly<Record<string, string>> = {}): Element =>
  ({ getAttribute: (name: string) => attributes[name] ?? null }) as unknown as Element;
const load = async (): Promise<typeof LIST_TRANSLATIONS> => LIST_TRANSLATIONS;
const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

it.each(['de', 'es', 'fr', 'zh'] as const)('every text has a translation to %s, with the same placeholders', (language) => {
  for (const [english, translated] of [
    [LIST_TEXTS, LIST_TRANSLATIONS[language]],
    [PANEL_TEXTS, PANEL_TRANSLATIONS[language]],
    [SECTION_TEXTS, SECTION_TRANSLATIONS[language]],
  ] as const) {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
    for (const [name, text] of Object.entries(translated)) {
      expect(text.trim(), name).not.toBe('');
      // What was viewed in the cart needs no name.
      expect(places(text), name).toEqual(places((english as Record<string, string>)[name]));
    }
  }
});

it('no text of a panel has the name of another', () => {
  expect(Object.keys(SECTION_TEXTS).filter((name) => Object.hasOwn(PANEL_TEXTS, name))).toEqual([]);
});

it('Chinese is written in traditional characters where these are used, without one of the simplified', () => {
  // Big5 has traditional characters only.
  const decoder = new TextDecoder('big5');
  const known = new Set<string>();
  for (let lead = 0xa1; lead <= 0xf9; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) for (const sign of decoder.decode(Uint8Array.of(lead, trail))) known.add(sign);
  for (const texts of [LIST_TRANSLATIONS.zh, PANEL_TRANSLATIONS.zh, SECTION_TRANSLATIONS.zh])
    for (const [name, text] of Object.entries(traditional<string>(texts)))
      expect([...text].filter((sign) => /\p{Script=Han}/u.test(sign) && !known.has(sign)).join(''), name).toBe('');
  expect(traditional(PANEL_TRANSLATIONS.zh)).toMatchObject({
    'consent-granted': '您在此的操作儲存在本裝置的瀏覽器中，不會發送給任何人。',
    'consent-unknown': '您尚未選擇。您在此的操作只儲存在記憶體中，關閉頁面後即消失。',
    'event-add_to_wishlist': '將 {item} 加入願望清單',
    'event-feedback': '對 {item} 給出意見',
  });
});

it.each([
  ['de', 'Kein Interesse'],
  ['de-CH', 'Kein Interesse'],
  ['FR', 'Pas intéressé'],
  ['zh-Hans-CN', '不感兴趣'],
  ['zh-TW', '不感興趣'],
  ['zh-Hant-HK', '不感興趣'],
  ['es_MX', 'No me interesa'],
  ['en-GB', 'Not interested'],
  ['', 'Not interested'],
])('a page in "%s" has its texts', async (language, text) => {
  expect(textsOf(element(), await textsIn(element(), language, LIST_TEXTS, load))('dismiss')).toBe(text);
  expect(said).toEqual([]);
});

it("the shop's own text comes before any language's", async () => {
  const own = element({ 'text-dismiss': 'Nö' });
  expect(textsOf(own, await textsIn(own, 'de', LIST_TEXTS, load))('dismiss')).toBe('Nö');
});

it('a language without texts is reported once, unless the shop has given all of them', async () => {
  expect(await textsIn(element(), 'fi', LIST_TEXTS, load)).toBe(LIST_TEXTS);
  expect(await textsIn(element(), 'fi-FI', LIST_TEXTS, load)).toBe(LIST_TEXTS);
  expect(said).toEqual([expect.stringMatching(/texts in "fi" do not exist.*text-dismiss.*\[unknown-name\]/)]);
  const own = element(Object.fromEntries(Object.keys(LIST_TEXTS).map((name) => [`text-${name}`, 'x'])));
  await textsIn(own, 'sv', LIST_TEXTS, load);
  expect(said).toHaveLength(1);
});

it('English is spoken if the other languages cannot be loaded', async () => {
  const failing = (): Promise<never> => Promise.reject(new Error('offline'));
  expect(await textsIn(element(), 'de', LIST_TEXTS, failing)).toBe(LIST_TEXTS);
  expect(said).toEqual([expect.stringMatching(/cannot be loaded/)]);
});
