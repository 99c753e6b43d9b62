import '../../fixtures/page-globals.js';
import { describe, expect, it } from 'vitest';
import { CHINESE_SHEET } from '../../../src/client/privacy/chinese/chinese-sheet.js';
import { FRENCH_SHEET } from '../../../src/client/privacy/french/french-sheet.js';
import { GERMAN_SHEET } from '../../../src/client/privacy/german/german-sheet.js';
import { describePrivacy } from '../../../src/client/privacy/sheet/describe-privacy.js';
import { ENGLISH_SHEET, type SheetTexts } from '../../../src/client/privacy/sheet/english-sheet.js';
import { type SheetFacts, sheetSections } from '../../../src/client/privacy/sheet/sheet-sections.js';
import { writeSheet } from '../../../src/client/privacy/sheet/write-sheet.js';
import { SPANISH_SHEET } from '../../../src/client/privacy/spanish/spanish-sheet.js';
import type { NoteCode } from '../../../src/types/note.js';
import type { ConsentReceipt } from '../../../src/types/privacy/consent-receipt.js';

const NAMES = Object.keys(ENGLISH_SHEET) as (keyof SheetTexts)[];
const request = { url: 'https://cdn.example/pack.json', method: 'GET', at: 1, purpose: 'manifest', by: 'worker' } as const;
const made = { ...request, status: 200, failed: false, bytes: 1, transferred: 1, fromCache: false };
const receipt: ConsentReceipt = { state: 'granted', at: Date.UTC(2026, 2, 1), by: 'shopper', banners: [], policy: null };
const health: SheetFacts['health'] = {
  consent: 'granted',
  mode: 'stored',
  profile: 'guest',
  storage: { bucket: null, database: 'onshelf', encrypted: true },
  notes: [],
  pack: { number: 7, items: 1200, fromCache: false },
  sealed: null,
};
/** A shopper of whom something is stored. */
const STORED: SheetFacts = {
  options: {},
  health,
  events: 12,
  aside: null,
  isAgreedGuest: false,
  beside: { database: 'onshelf', refusal: null, aside: null, others: false },
  paused: false,
  retention: { all: { days: 400, events: 5000 }, purchase: { days: 800, events: 500 } },
  receipt,
  requests: { requests: [made], complete: true },
  isSignalled: false,
};
const MEMORY: SheetFacts = {
  ...STORED,
  health: { ...health, consent: 'unknown', mode: 'memory', storage: null },
  retention: null,
  receipt: null,
  beside: { ...STORED.beside, database: null },
};
/** The shelf that it is of. */
const SHELF = { ...STORED, name: 'onshelf', state: { paused: false } };
const REFUSED_ONCE = { ...MEMORY.beside, refusal: 'onshelf-refusal:onshelf' };
const ASIDE: SheetFacts = { ...STORED, aside: 3, health: { ...health, mode: 'aside' } };
const asideNote = (sealed: boolean): SheetFacts => ({
  ...ASIDE,
  beside: { ...STORED.beside, aside: { note: 'onshelf-aside:onshelf', sealed } },
});
/** A shopper of whom something is stored, which this page does not read. */
const UNREAD: SheetFacts = { ...MEMORY, beside: STORED.beside };
const DENIED: SheetFacts = { ...MEMORY, health: { ...MEMORY.health, consent: 'denied', mode: 'none' }, events: 0 };
const noted = (code: NoteCode): SheetFacts => ({ ...STORED, health: { ...health, notes: [{ code, message: '' }] } });
const withReceipt = (given: Partial<ConsentReceipt>, facts = STORED): SheetFacts => ({ ...facts, receipt: { ...receipt, ...given } });

const said = (facts: SheetFacts): string[] =>
  sheetSections(facts).flatMap(([heading, sentences]) => [heading, ...sentences.map(([name]) => name)]);

/** What is changed, and the sentences that come and go with it. */
const CHANGES: readonly (readonly [what: string, from: SheetFacts, to: SheetFacts, comes: string[], goes: string[]])[] = [
  [
    'consent is not given yet',
    STORED,
    MEMORY,
    ['keptMemory', 'whereMemory', 'untilClosed', 'undecided'],
    ['keptStored', 'whereStored', 'encrypted', 'whereNotes', 'retention', 'evicted', 'agreed'],
  ],
  [
    'consent is refused',
    MEMORY,
    DENIED,
    ['keptNothing', 'whereNowhere', 'refusedUnnoted'],
    ['keptMemory', 'whereMemory', 'untilClosed', 'undecided'],
  ],
  ['the shopper refused in this page', DENIED, withReceipt({ state: 'denied' }, DENIED), ['refused'], ['refusedUnnoted']],
  ['the page refused', withReceipt({}, DENIED), withReceipt({ by: 'page' }, DENIED), ['refusedByPage'], ['refused']],
  ['recording is paused', STORED, { ...STORED, paused: true, health: { ...health, mode: 'none' } }, ['paused'], []],
  ['what is done in this tab is set aside', STORED, ASIDE, ['aside', 'asideEvents', 'whereAside'], []],
  ['that is noted for the next pages of the tab', ASIDE, asideNote(false), ['whereAsideNoted'], []],
  ['its events are kept for them too', asideNote(false), asideNote(true), ['whereAsideSealed'], ['whereAsideNoted']],
  [
    'it is set aside without consent',
    MEMORY,
    { ...MEMORY, aside: 3, health: { ...MEMORY.health, mode: 'aside' } },
    ['aside', 'asideEvents'],
    [],
  ],
  ['others use this browser', STORED, { ...STORED, beside: { ...STORED.beside, others: true } }, ['othersStay'], []],
  ['a guest of a shop with accounts agreed', MEMORY, { ...MEMORY, isAgreedGuest: true }, ['agreedGuest'], ['undecided']],
  ['what earlier visits stored is not read', MEMORY, UNREAD, ['keptUnread', 'whereUnread', 'untilAnswered'], []],
  [
    'it is not read, and nothing is recorded',
    { ...DENIED, health: { ...DENIED.health, consent: 'unknown' } },
    { ...UNREAD, events: 0, health: { ...UNREAD.health, mode: 'none' } },
    ['keptUnread', 'whereUnread', 'untilAnswered'],
    ['whereNowhere'],
  ],
  ['the refusal is noted', DENIED, { ...DENIED, beside: REFUSED_ONCE }, ['whereRefusal', 'untilLifted'], ['whereNowhere']],
  ['the engine is sealed', STORED, { ...STORED, health: { ...health, sealed: { state: 'sealed', reason: null } } }, ['sealed'], []],
  ['lists learn', STORED, { ...STORED, options: { learning: true } }, ['learning'], []],
  [
    'the pack names sensitive categories',
    STORED,
    { ...STORED, health: { ...health, pack: { number: 7, items: 1, fromCache: true, sensitive: ['Health'] } } },
    ['sensitive'],
    [],
  ],
  ['what is stored cannot be read', STORED, { ...STORED, events: null, retention: null }, ['incomplete'], ['keptStored', 'retention']],
  [
    'the page has no encryption',
    STORED,
    { ...STORED, health: { ...health, storage: { bucket: null, database: 'a', encrypted: false } } },
    ['notEncrypted'],
    ['encrypted'],
  ],
  ['an account is logged in', STORED, { ...STORED, health: { ...health, profile: 'account' } }, ['account'], []],
  [
    'nothing was requested',
    STORED,
    { ...STORED, requests: { requests: [], complete: true } },
    ['requestsNone'],
    ['requestsMade', 'sameForAll'],
  ],
  ['requests cannot be seen', STORED, { ...STORED, requests: { requests: [made], complete: false } }, ['requestsUnseen'], []],
  ['no pack is there', STORED, { ...STORED, health: { ...health, pack: null } }, ['packNone'], ['packOf']],
  ['the page said so', STORED, withReceipt({ by: 'page' }), ['agreedByPage'], ['agreed']],
  ['a banner said so', withReceipt({ by: 'page' }), withReceipt({ by: 'page', banners: ['cookiebot'] }), ['banners'], []],
  ['no receipt was kept', STORED, { ...STORED, receipt: null }, ['agreedUnnoted'], ['agreed']],
  ['a policy was named', STORED, withReceipt({ policy: { version: '2', url: '/privacy' } }), ['policy', 'policyAt'], []],
  ['the policy changed', STORED, noted('policy-changed'), ['policyChanged'], []],
  ['the browser asks for privacy', STORED, { ...STORED, isSignalled: true }, ['signal'], []],
  [
    'the page honours that',
    { ...STORED, isSignalled: true },
    { ...STORED, isSignalled: true, options: { honourPrivacyControl: 'storage' } },
    ['signalHonoured'],
    ['signal'],
  ],
  ['a deletion is not finished', STORED, noted('unfinished'), ['unfinished'], []],
];

describe('the privacy sheet', () => {
  it.each(CHANGES)('changes its sentences, and no other, where %s', (_what, from, to, comes, goes) => {
    const [before, after] = [said(from), said(to)];
    expect(new Set(after.filter((name) => !before.includes(name)))).toEqual(new Set(comes));
    expect(new Set(before.filter((name) => !after.includes(name)))).toEqual(new Set(goes));
  });

  it('says every sentence under some condition', () => {
    const ever = new Set(['title', ...CHANGES.flatMap(([, from, to]) => [...said(from), ...said(to)])]);
    expect([...ever].sort()).toEqual([...NAMES].sort());
  });

  it('has the values of the configuration, and dates and numbers of the language', () => {
    const text = (language: string, texts: SheetTexts): string =>
      writeSheet(withReceipt({ policy: { version: '2026-03', url: 'https://shop.example/p' } }), texts, language)
        .flatMap(({ sentences }) => sentences)
        .join('\n');
    const english = text('en', ENGLISH_SHEET);
    for (const value of [
      '12 events',
      'onshelf',
      '400 days',
      '800',
      '5,000',
      'cdn.example',
      'number 7',
      '1,200',
      'March 1, 2026',
      '2026-03',
      'https://shop.example/p',
    ])
      expect(english).toContain(value);
    expect(text('de', GERMAN_SHEET)).toContain('1. März 2026');
    expect(text('de', GERMAN_SHEET)).toContain('1.200');
    expect(english).not.toMatch(/[{}]|undefined|NaN/);
  });

  it('counts what is set aside among what is in memory, and gives notes by their names', () => {
    const text = (facts: SheetFacts): string =>
      writeSheet(facts, ENGLISH_SHEET, 'en')
        .flatMap(({ sentences }) => sentences)
        .join('\n');
    const unstored = text({ ...MEMORY, events: 0, aside: 3, health: { ...MEMORY.health, mode: 'aside' } });
    expect(unstored).toContain('3 events of this visit are in the memory of this page.');
    expect(unstored).not.toContain('0 events');
    expect(text(asideNote(true))).toContain('onshelf-aside:onshelf');
    expect(text(asideNote(true))).toContain('12 events of your visits are stored');
    expect(text({ ...DENIED, beside: REFUSED_ONCE })).toContain('onshelf-refusal:onshelf');
    expect(text(UNREAD)).toContain('a database of this browser, named onshelf');
    expect(text(STORED)).not.toMatch(/deletes everything/);
  });

  it('shows what shops and banners say as text without control characters', () => {
    const [text] = writeSheet(withReceipt({ policy: { version: '\u202e1' } }), ENGLISH_SHEET, 'en').flatMap(({ sentences }) =>
      sentences.filter((one) => one.includes('version')),
    );
    expect(text).toBe('It is about version 1 of the privacy policy.');
  });

  it.each([
    ['zh-CN', 'zh', CHINESE_SHEET],
    ['de-CH', 'de', GERMAN_SHEET],
    ['fr_CA', 'fr', FRENCH_SHEET],
    ['ES', 'es', SPANISH_SHEET],
    ['en', 'en', ENGLISH_SHEET],
  ] as const)('in %s has every sentence, with the same values', async (asked, language, texts) => {
    const sheet = await describePrivacy(SHELF, { language: asked });
    expect(sheet).toMatchObject({ language, title: texts.title, notes: [] });
    expect(sheet.sections.map(({ heading }) => heading)).toContain(texts.rights);
    for (const name of NAMES) {
      const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
      expect(places(texts[name]), name).toEqual(places(ENGLISH_SHEET[name]));
      expect(texts[name].trim(), name).not.toBe('');
    }
    if (language !== 'en') expect(NAMES.filter((name) => texts[name] === ENGLISH_SHEET[name])).toEqual([]);
  });

  it('is made of the shelf: what is set aside, a pause, and the consent that the page is told', async () => {
    const text = async (shelf: Parameters<typeof describePrivacy>[0]): Promise<string> =>
      (await describePrivacy(shelf, { language: 'en' })).sections.flatMap(({ sentences }) => sentences).join('\n');
    expect(await text({ ...SHELF, state: { paused: true } })).toContain(ENGLISH_SHEET.paused);
    expect(await text({ ...SHELF, state: { paused: false, aside: 'empty' }, held: [1, 2, 3] })).toContain('3 events are set aside');
    expect(await text({ ...SHELF, ...MEMORY, seen: 'granted' })).toContain(ENGLISH_SHEET.agreedGuest);
    expect(await text({ ...SHELF, ...MEMORY, seen: 'unknown' })).toContain(ENGLISH_SHEET.undecided);
    expect(await text({ ...SHELF, ...DENIED, seen: 'granted' })).not.toContain(ENGLISH_SHEET.agreedGuest);
  });

  it('is in English where there is none of a language, and says so', async () => {
    expect(await describePrivacy(SHELF, { language: 'it' })).toMatchObject({ language: 'en', notes: [{ code: 'unknown-name' }] });
    expect(await describePrivacy(SHELF, { language: '*' })).toMatchObject({ language: 'en', notes: [{ code: 'unknown-name' }] });
  });
});
