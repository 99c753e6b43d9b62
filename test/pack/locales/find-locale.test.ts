import { describe, expect, it } from 'vitest';
import { encodePack, type OptionalContent } from '../../../src/pack/encode/encode-pack.js';
import { lookUp } from '../../../src/pack/locales/find-locale.js';
import { withLocale } from '../../../src/pack/locales/with-locale.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

const files: readonly OptionalContent[] = ['de', 'fr-CH'].map((name) => ({ role: 'locale', name, tensors: {} }));
const packOf = async (locale: string | undefined, optional = files) =>
  openEncoded(await encodePack({ ...tinyContent(2), optional, ...(locale === undefined ? {} : { locale }) }));

describe('the locale of a page', () => {
  it('is the tag of its language, else the longest that it begins with', () => {
    const tags = ['en', 'de', 'de-CH', 'zh-Hant', 'es-419'];
    const found = (language: string) => lookUp(language, tags);
    expect(['de-CH', 'de-AT', 'de-CH-1996', 'DE_ch', ' de '].map(found)).toEqual(['de-CH', 'de', 'de-CH', 'de-CH', 'de']);
    // The examples of RFC 4647, section 3.4.
    expect(['zh-Hant-CN-x-private1-private2', 'zh-Hant-CN', 'zh', 'es-MX', 'es-419'].map(found)).toEqual([
      'zh-Hant',
      'zh-Hant',
      undefined,
      undefined,
      'es-419',
    ]);
    expect(['', 'd', 'deu', 'x-de', '*', 'de-x-shop'].map(found)).toEqual([undefined, undefined, undefined, undefined, undefined, 'de']);
  });

  it('is never that of another country: its prices would be wrong', () => {
    expect(lookUp('de', ['de-CH', 'de-DE'])).toBeUndefined();
    expect(lookUp('fr', ['fr-CH'])).toBeUndefined();
  });

  it("is the catalogue's own without a file, and without a note where that is what the page asks for", async () => {
    const pack = await packOf('en-GB');
    for (const language of ['en-GB', 'en-gb-oxendict']) expect(await withLocale(pack, language)).toEqual({ pack, notes: [] });
    expect((await withLocale(pack, 'fr-CH')).pack.locale).toBe('fr-CH');
  });

  it('that the pack does not have is told, with those that it has', async () => {
    const pack = await packOf('en-GB');
    for (const [language, named] of [
      ['it', '"it"'],
      ['en-US', '"en-US"'],
      ['', 'names no language'],
    ]) {
      const { pack: own, notes } = await withLocale(pack, language);
      expect(own).toBe(pack);
      expect(notes).toMatchObject([{ code: 'locale-unknown', message: expect.stringContaining(named) }]);
      expect(notes[0].message).toContain('en-GB, de, fr-CH');
    }
    expect((await withLocale(await packOf(undefined), 'en')).notes[0].message).toContain('There are: de, fr-CH');
  });

  it('is not asked for where the pack has none', async () => {
    expect((await withLocale(await packOf(undefined, []), 'de')).notes).toEqual([]);
  });
});
