import { describe, expect, it } from 'vitest';
import { findCauses } from '../../../src/client/diagnosis/find-causes.js';
import { type IdPair, idPattern } from '../../../src/client/diagnosis/id-pattern.js';
import type { EngineFacts, PageFacts } from '../../../src/types/diagnosis.js';
import type { Health } from '../../../src/types/health.js';

const well: Health = {
  consent: 'granted',
  consentHeard: null,
  profile: 'guest',
  mode: 'stored',
  rung: 0,
  storage: null,
  restsUntil: 0,
  engine: 'worker',
  sealed: null,
  backend: 'js',
  scorer: null,
  rejectedEvents: {},
  duplicateEvents: 0,
  clampedEvents: 0,
  storedEvents: 3,
  unstoredEvents: 0,
  lostEvents: 0,
  pack: { number: 1, items: 100, fromCache: false },
  notes: [],
  lastError: null,
};
const heard: EngineFacts = { ids: { heard: 2, known: 2, unknown: [], examples: [] }, lists: [] };
const causes = (health: Partial<Health> = {}, engine: Partial<EngineFacts> = {}, page: PageFacts = {}): string[] =>
  findCauses({ ...well, ...health }, { ...heard, ...engine }, page).map(({ code }) => code);
const unknown = (id: string, nearest: string | null) => ({
  ids: { heard: 1, known: 0, unknown: [{ id, events: 1, nearest }], examples: ['table', 'lamp'] },
});

describe('the causes of a list that is not personal', () => {
  it('are none where all is well, whether sources or calls told it', () => {
    expect(causes()).toEqual([]);
    expect(causes({}, {}, { voices: [] })).toEqual([]);
  });

  it.each<[string, string, Partial<Health>, Partial<EngineFacts>, PageFacts]>([
    ['there is no pack', 'pack-unreachable', { pack: null }, { ids: null }, {}],
    ['the shopper refused', 'consent-denied', { consent: 'denied', mode: 'none' }, {}, {}],
    ['recording is paused', 'consent-denied', { mode: 'none' }, {}, {}],
    ['what is done is set aside', 'set-aside', { mode: 'aside' }, {}, {}],
    ['nobody told a consent', 'consent-unknown', { consent: 'unknown', mode: 'memory' }, {}, {}],
    ['no item was heard', 'nothing-heard', {}, { ids: { heard: 0, known: 0, unknown: [], examples: [] } }, {}],
    ['no item was heard, by any source', 'nothing-heard', {}, { ids: { heard: 0, known: 0, unknown: [], examples: [] } }, { voices: [] }],
    ['an entry has an unknown form', 'not-readable', {}, {}, { unread: [{ adapter: 'ga4', shape: '{ products: array }', count: 2 }] }],
    [
      'an element shows its own content',
      'filled-up',
      {},
      {},
      { elements: [{ element: '<onshelf-list>', shows: 'own content', why: 'no pack' }] },
    ],
    ['calls of track were wrong', 'bad-input', { rejectedEvents: { 'bad item': 2 } }, {}, {}],
    ['an id is unknown', 'ids-unknown', {}, unknown('gla_123', '123'), {}],
    ['the worker was refused', 'worker-refused', { engine: 'inline', notes: [{ code: 'worker-refused', message: 'CSP' }] }, {}, {}],
  ])('are told where %s', (_, code, health, engine, page) => {
    expect(causes(health, engine, page)).toEqual([code]);
  });

  it('name the pattern that maps the ids, where there is one', () => {
    const message = (id: string, nearest: string | null): string => findCauses(well, { ...heard, ...unknown(id, nearest) }, {})[0].message;
    expect(message('gla_123', '123')).toContain('data-item-id-pattern="^gla_(.+)$"');
    expect(message('SKU1', 'sku1')).toContain('use the same ids');
    expect(message('chair', null)).toContain('None resembles it: ids of the pack are such as "table", "lamp"');
  });

  it('name the signal that no banner said, or the banner that waits, in place of a consent that nobody told', () => {
    const unasked: Health = { ...well, consent: 'unknown', mode: 'memory' };
    const missing = { code: 'consent-signal-missing', message: 'cookiebot said ad_storage, and never personalization_storage.' } as const;
    expect(findCauses({ ...unasked, notes: [missing] }, heard, {})).toEqual([
      { code: missing.code, message: `Events are forgotten when the page closes. ${missing.message}` },
    ]);
    const waiting = { banners: [{ name: 'cookiebot', signals: {} }], wanted: [], missing: [], word: 'awaited', settled: false } as const;
    const [cause] = findCauses({ ...unasked, consentHeard: { ...waiting, globalPrivacyControl: false, notes: [] } }, heard, {});
    expect(cause.message).toContain("cookiebot waits for the shopper's answer");
  });

  it('do not say of each element what is said of the pack, nor of a refusal that nothing was heard', () => {
    const elements = [{ element: '<onshelf-list>', shows: 'own content', why: 'no pack' }] as const;
    expect(causes({ pack: null }, { ids: null }, { elements })).toEqual(['pack-unreachable']);
    expect(causes({ consent: 'denied', mode: 'none' }, { ids: { heard: 0, known: 0, unknown: [], examples: [] } })).toEqual([
      'consent-denied',
    ]);
  });

  it('name what of the page is not read', () => {
    const clue = { code: 'source-unread', message: 'Matomo (_paq)' } as const;
    expect(findCauses(well, heard, { voices: [] }, [clue])).toEqual([clue]);
  });
});

describe('the pattern of an id', () => {
  it.each([
    ['gla_123', '123', '^gla_(.+)$'],
    ['#1', '1', '^#(.+)$'],
    ['shopify_US_81_93', '93', '^shopify_US_\\d+_(.+)$'],
    ['00012', '12', '^0*(.+)$'],
    ['93.online', '93', '^(.+)\\.online$'],
    ['ERP-tent-1', 'tent-1', '^ERP-(.+)$'],
    ['https://shop.example/de/p/tent-1', 'tent-1', '^.*\\/(.+)$'],
  ])('%s for %s is %s, and finds it', (id, known, pattern) => {
    expect(idPattern([[id, known]])).toBe(pattern);
    expect(new RegExp(pattern, 'u').exec(id)?.[1]).toBe(known);
  });

  it.each<[string, IdPair[]]>([
    [
      'a prefix of the language',
      [
        ['de_12', '12'],
        ['fr_13', '13'],
        ['de_14', '14'],
      ],
    ],
    [
      'a suffix of the colour',
      [
        ['tent-1|red', 'tent-1'],
        ['tent-2|blue', 'tent-2'],
      ],
    ],
    [
      'both',
      [
        ['de:12:red', '12'],
        ['fr:13:blue', '13'],
      ],
    ],
    [
      'zeros before it',
      [
        ['00012', '12'],
        ['00130', '130'],
      ],
    ],
  ])('is right for all ids where they differ in %s', (_, pairs) => {
    const found = new RegExp(idPattern(pairs) ?? 'none');
    for (const [id, known] of pairs) expect(found.exec(id)?.[1]).toBe(known);
  });

  it('is none where the id is not a part of the other', () => {
    expect(idPattern([['SKU1', 'sku1']])).toBeNull();
  });
});
