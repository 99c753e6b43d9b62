import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_TABLE } from '../src/core/events/event-table.js';
import { validateEvent } from '../src/core/events/validate-event.js';
import { PANEL_TEXTS } from '../src/elements/panel/panel-texts.js';
import { SECTION_TEXTS } from '../src/elements/panel/sections/section-texts.js';
import { requestAttributes } from '../src/elements/request/request-attributes.js';
import { LIST_TEXTS } from '../src/elements/texts/list-texts.js';
import { named, namesOf, PAGE, rowsOf, sorted } from './api/read-reference.js';
import {
  callsOf,
  declaredTexts,
  exportsOf,
  kindsOf,
  listedTexts,
  propertiesOf,
  type TypeProperty,
  textsComparedWith,
  valuesOf,
} from './api/read-types.js';
import { OBJECTS } from './api/written-objects.js';

const INDEX = 'src/index.ts';
const REACT = 'src/react.ts';
const VUE = 'src/vue.ts';
const ELEMENTS = 'src/elements/elements.ts';
const PHRASES = 'src/phrases.ts';
/** If a table lists the accepted texts of a property, it lists all of them. */
function expectValues(properties: readonly TypeProperty[], rows: ReadonlyMap<string, Record<string, string>>): void {
  for (const { name, values } of properties) {
    const told = named(rows.get(name)?.type ?? '').filter((text) => text !== 'null');
    if (values.length > 0 && told.length > 0) expect(sorted(told), name).toEqual(sorted(values));
  }
}

/** The tables of fields: heading, title of the first column, the type, the file that exports it. */
const FIELDS: readonly (readonly [heading: string, column: string, type: string, path: string])[] = [
  ['createShelf', 'option', 'ShelfOptions', INDEX],
  ['Every list', 'parameter', 'ListRequest', INDEX],
  ['nextBest', 'parameter', 'NextBestRequest', INDEX],
  ['Answers', 'field', 'Answer', INDEX],
  ['Answers', 'field of a place', 'FilledPlace', INDEX],
  ['Answers', 'field of an item', 'RecommendedItem', INDEX],
  ['Answers', 'field of `trace`', 'Trace', INDEX],
  ['Events', 'parameter of `track()`', 'EventParameters', INDEX],
  ['Events', 'field of an item', 'EventItem', INDEX],
  ['Events', 'field', 'TrackResult', INDEX],
  ['Profile', 'field', 'ProfileSnapshot', INDEX],
  ['Profile', 'field of an embedding', 'ReadEmbedding', INDEX],
  ['Consent', 'field of a receipt', 'ConsentReceipt', INDEX],
  ['Privacy', 'field of a receipt', 'RequestReceipt', INDEX],
  ['Privacy', 'field of a sheet', 'PrivacySheet', INDEX],
  ['Privacy', 'field of a request', 'MadeRequest', INDEX],
  ['Privacy', 'field of a leak', 'Leak', INDEX],
  ['Results', 'field', 'ChangeResult', INDEX],
  ['Health', 'field', 'Health', INDEX],
  ['Diagnosis', 'field of a diagnosis', 'Diagnosis', INDEX],
  ['Explanations, quiz, measures', 'field', 'Explanation', INDEX],
  ['Explanations, quiz, measures', 'field of a quiz', 'Quiz', INDEX],
  ['Explanations, quiz, measures', 'field of measures', 'Measures', INDEX],
  ['React', 'field of a list', 'List', REACT],
  ['React', 'function of `report`', 'ListReport', REACT],
  ['Phrases', 'field of a table', 'PhraseTable', PHRASES],
];

/** The tables of values, likewise. */
const VALUES: readonly (readonly [heading: string, column: string, type: string])[] = [
  ['Answers', '`servedBy.model`', 'ServedModel'],
  ['Events', 'event', 'EventName'],
  ['Consent', 'state', 'Consent'],
  ['Consent', '`by`', 'ConsentOptions.by'],
  ['Privacy', '`purpose`', 'RequestPurpose'],
  ['Privacy', '`from`', 'LeakSource'],
  ['Codes', 'code', 'NoteCode'],
];

/** Objects whose fields are listed one by one in a row. */
const LISTED: readonly (readonly [heading: string, column: string, row: string, type: string])[] = [
  ['Answers', 'field of an item', 'item', 'CatalogItem'],
  ['Explanations, quiz, measures', 'field of measures', 'lists', 'Measures.lists[]'],
  ['Explanations, quiz, measures', 'field of measures', 'models', 'Measures.models[]'],
  ['Explanations, quiz, measures', 'field of measures', 'interleavings', 'Measures.interleavings[]'],
];

describe('docs/api.md', () => {
  it.each(FIELDS)('under %s has every %s of %s, and no other', (heading, column, type, path) => {
    const rows = rowsOf(heading, column);
    const properties = propertiesOf(type, path);
    expect(properties.length).toBeGreaterThan(0);
    // A function is named by its call.
    expect(sorted([...rows.keys()].map((name) => name.replace(/\(.*/, '')))).toEqual(namesOf(properties));
    expectValues(properties, rows);
    for (const { name, optional } of properties) {
      const row = rows.get(name) ?? {};
      if ('default' in row) expect(row.default === 'required', name).toBe(!optional);
      if (column.startsWith('field') && 'type' in row && heading !== 'Events') expect(row.type.includes('optional'), name).toBe(optional);
    }
  });

  it.each(VALUES)('under %s has every %s of %s, and no other', (heading, column, type) => {
    expect(sorted(rowsOf(heading, column).keys())).toEqual(sorted(valuesOf(type)));
  });

  it('has every method of the shelf, with its signature', () => {
    const nested = ['consent', 'privacy', 'profile'];
    const flat = callsOf('Shelf').filter((call) => !nested.includes(call));
    const calls = [...flat, ...nested.flatMap((name) => callsOf(`Shelf.${name}`, undefined, `${name}.`))];
    expect(sorted(rowsOf('Methods', 'method').keys())).toEqual(sorted(calls));
  });

  it('has every parameter of single lists, and the lists that take it', () => {
    const rows = rowsOf('Single lists', 'parameter');
    const shared = namesOf(propertiesOf('ListRequest'));
    const takers = new Map<string, string[]>();
    const requests = {
      recommend: 'RecommendRequest',
      related: 'RelatedRequest',
      newArrivals: 'NewArrivalsRequest',
      onSale: 'NewArrivalsRequest',
      trending: 'TrendingRequest',
      rerank: 'RerankRequest',
    };
    for (const [call, request] of Object.entries(requests)) {
      const own = propertiesOf(request).filter(({ name }) => !shared.includes(name));
      expectValues(own, rows);
      for (const { name } of own) takers.set(name, [...(takers.get(name) ?? []), call]);
    }
    expect(sorted(rows.keys())).toEqual(sorted(takers.keys()));
    for (const [name, calls] of takers) expect(sorted(named(rows.get(name)?.in ?? '')), name).toEqual(sorted(calls));
  });

  it('has every field of the objects in parameters', () => {
    const rows = [...PAGE.matchAll(/^\| `(\w+)` \| `(excludeSeen|pins|promoted|interleave)` \| [^|]*\| (required)?/gm)];
    const told = rows.map(([, name, parent, required]) => `${parent}.${name}${required ? '' : '?'}`);
    const fields = ['excludeSeen[]', 'pins[]', 'promoted', 'interleave'].flatMap((parent) =>
      propertiesOf(`ListRequest.${parent}`).map(({ name, optional }) => `${parent.replace('[]', '')}.${name}${optional ? '?' : ''}`),
    );
    expect(sorted(told)).toEqual(sorted(fields));
    const [, columns] = /^`brand`, (.*)\.$/m.exec(PAGE) ?? [];
    expect(sorted(['brand', ...named(columns)])).toEqual(namesOf(propertiesOf('ListRequest.maxPer')));
  });

  it('has every backend, and every kind of reason with its fields', () => {
    expect(sorted(rowsOf('Answers', '`servedBy.backend`').keys())).toEqual(sorted(valuesOf('Answer.servedBy.backend')));
    const rows = rowsOf('Answers', 'reason `kind`');
    const kinds = kindsOf('Reason');
    expect(sorted(rows.keys())).toEqual(sorted(kinds.keys()));
    for (const [kind, fields] of kinds)
      expect(sorted(['kind', 'contribution', ...named(rows.get(kind)?.['further fields'] ?? '')]), kind).toEqual(sorted(fields));
  });

  it('has every field of the smaller objects, and no unknown object', () => {
    const told = [...PAGE.matchAll(/`\{ ([\w, ?]+) \}`/g)].map(([, names]) => sorted(names.split(/\W+/).filter(Boolean)).join());
    const objects = OBJECTS.map(([type, path]) => namesOf(propertiesOf(type, path)).join());
    expect(objects.filter((names) => !told.includes(names))).toEqual([]);
    const given = ['category', 'items,total', 'count,offset', 'signal', 'by', 'eventId', 'itemId'];
    expect(told.filter((names) => !objects.includes(names) && !given.includes(names))).toEqual([]);
    for (const [heading, column, row, type] of LISTED)
      expect(
        sorted(named(rowsOf(heading, column).get(row)?.meaning ?? '')).filter((name) => name !== 'optional'),
        row,
      ).toEqual(namesOf(propertiesOf(type)));
  });

  it('has the weight of every event, and whether it needs items', () => {
    for (const [name, { items, weight }] of rowsOf('Events', 'event')) {
      expect(Number(weight), name).toBe(EVENT_TABLE[name as keyof typeof EVENT_TABLE]?.weight);
      expect(items === 'required', name).toBe(validateEvent(name, {}, 1) === 'no items');
    }
  });

  it('has every reason for refusing an event', () => {
    const reasons = [
      ...declaredTexts('Rejection'),
      'too many events',
      'duplicate',
      'consent unknown',
      'consent denied',
      'paused',
      'erased',
    ];
    const told = [...rowsOf('Events', '`reason`').keys()];
    expect(reasons.length).toBeGreaterThan(6);
    expect(told.filter((reason) => reason !== 'the shelf was closed').sort()).toEqual(reasons.sort());
  });

  it('has every hook, element, attribute, slot, command and phrase, and no other', () => {
    const calls = exportsOf(REACT).values.flatMap((name) => callsOf(name, REACT));
    expect(sorted(rowsOf('React', 'export').keys())).toEqual(sorted(calls));
    // The composables are the hooks, and are given their shelf in another way.
    expect(sorted(exportsOf(VUE).values.filter((name) => name !== 'provideShelf'))).toEqual(
      sorted(exportsOf(REACT).values.filter((name) => name !== 'OnshelfProvider')),
    );
    expect(sorted(rowsOf('Vue', 'export').keys())).toEqual(callsOf('provideShelf', VUE));
    const phrases = exportsOf(PHRASES).values.map((name) => (name === name.toUpperCase() ? name : callsOf(name, PHRASES)[0]));
    expect(sorted(rowsOf('Phrases', 'export').keys())).toEqual(sorted(phrases));
    const own = ['list', 'scenario', 'item', 'count', 'layout', 'pictures', 'repeats', ...requestAttributes()];
    expect(sorted(rowsOf('Elements', 'attribute').keys())).toEqual(sorted([...own, 'lang', 'data-spa', 'text-NAME', 'text-why-CODE']));
    const typed = namesOf(propertiesOf('OnshelfListAttributes', REACT));
    expect(own.filter((name) => !typed.includes(name))).toEqual([]);
    expect(sorted(rowsOf('Script tag', 'command').keys())).toEqual(sorted(textsComparedWith('command', 'src/script/')));
    expect(sorted(rowsOf('Script tag', 'attribute of the tag').keys())).toEqual(sorted(listedTexts('data-', 'src/client/')));
    const slots = [...readFileSync('src/elements/render-card.ts', 'utf8').matchAll(/^ *\| '(\w+)'|type Slot = (.*);/gm)].join();
    for (const slot of rowsOf('Elements', '`data-slot` in the template').keys()) if (slot !== 'items') expect(slots).toContain(`'${slot}'`);
  });

  it('has every text of the elements', () => {
    const texts = [...PAGE.matchAll(/^\| (?:list|panel|panel, sections) \| (`.*) \|$/gm)].flatMap(([, names]) => named(names));
    const events = [...valuesOf('EventName'), 'other'].map((name) => `event-${name}`);
    expect(sorted([...texts, ...events].map((name) => `text-${name}`))).toEqual(
      sorted(Object.keys({ ...LIST_TEXTS, ...PANEL_TEXTS, ...SECTION_TEXTS }).map((name) => `text-${name}`)),
    );
  });

  it('names every function and constant that the package exports, and no type that is not exported', () => {
    const entries = ['src/index.ts', REACT, VUE, ELEMENTS, PHRASES].map(exportsOf);
    for (const name of entries.flatMap(({ values }) => values)) expect(PAGE, name).toMatch(new RegExp(`\`${name}[\`(]`));
    const types = entries.flatMap((entry) => [...entry.types, ...entry.values]);
    const others = ['AbortSignal', 'Item'];
    const told = [...PAGE.matchAll(/`([A-Z][a-z]\w+)(?:\[\])?[`(]/g)].map(([, name]) => name);
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter((name) => !types.includes(name) && !others.includes(name))).toEqual([]);
  });
});
