import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import { parseCurve } from '../../engine/plan/relevance-curve.js';
import { ATTRIBUTE_TENSORS, DATES } from '../../pack/format/attribute-tensors.js';
import { BACK_OFF, BY_CATEGORY, PAIRS } from '../../pack/format/complement-tensors.js';
import {
  CODED_COLUMNS,
  FOLLOWERS,
  FROM_CONTENT,
  HEADER_LENGTH_BYTES,
  LATE_COLUMNS,
  NUMBER_COLUMNS,
  PROTOTYPES,
  TEXT_COLUMNS,
} from '../../pack/format/format.js';
import { LOCALE_TENSORS } from '../../pack/format/locale-tensors.js';
import { SCALES } from '../../pack/format/parse-card.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import { decodeSafetensors } from '../../pack/format/safetensors.js';
import { unpackFile } from '../../pack/load/unpack-file.js';
import { PICTURE_TENSORS } from '../../pack/pictures/picture-tensors.js';
import { parseRanker } from '../../ranker/parse-ranker.js';
import type { EncoderCard } from '../../types/encoder-card.js';
import type { FileRole, OptionalRole, PackManifest } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { readContents } from './read-contents.js';

/** What a pack discloses about the shoppers it was trained on. */
export interface PrivacyReport {
  /** One sentence for each thing that a pack must not contain; empty if there is none. */
  readonly faults: readonly string[];
  /** One sentence for each kind of aggregated data. */
  readonly facts: readonly string[];
}

/** Cards that have every matrix between them. */
const CARDS: readonly EncoderCard[] = [
  { kind: 'consistent', width: 4, blocks: 2, length: 1, kinds: [] },
  ...(['before', 'after'] as const).map(
    (norms): EncoderCard => ({
      kind: 'attention',
      width: 4,
      blocks: 2,
      heads: 1,
      inner: 4,
      norms,
      activation: 'relu',
      places: 'latest',
      padding: 'masked',
      floor: 1e-5,
      length: 1,
      kinds: [],
    }),
  ),
  { kind: 'recurrent', width: 4, length: 1, kinds: [] },
  { kind: 'convolution', width: 4, blocks: 3, taps: 2, floor: 1e-5, length: 1, kinds: [] },
];
const TABLE = ['offsets', 'items', 'weights', 'scales', 'counts', 'stream'];
const textTensors = (name: string): string[] => [`${name}.offsets`, `${name}.lengths`, `${name}.bytes`];

/** Every tensor of the format: all of them are about items, or about groups of shoppers. */
const TENSORS: Readonly<Record<FileRole | OptionalRole, ReadonlySet<string>>> = {
  rows: new Set(['rows', 'nibbles', 'scales', 'popularity', 'gram']),
  neighbours: new Set([
    ...['', FOLLOWERS, PROTOTYPES].flatMap((prefix) => TABLE.map((name) => `${prefix}${name}`)),
    FROM_CONTENT,
    ...['shoppers', 'rows', 'rowScales'].map((name) => `${PROTOTYPES}${name}`),
  ]),
  catalog: new Set([
    ...TEXT_COLUMNS.flatMap(textTensors),
    ...CODED_COLUMNS.flatMap((name) => [`${name}.codes`, ...textTensors(`${name}.values`)]),
    ...NUMBER_COLUMNS,
  ]),
  attribute: new Set([
    ...(['codes', 'lists', 'members'] as const).map((name) => ATTRIBUTE_TENSORS[name]),
    ...textTensors(ATTRIBUTE_TENSORS.values),
    ...['', DATES].flatMap((prefix) => (['numbers', 'steps', 'range'] as const).map((name) => `${prefix}${ATTRIBUTE_TENSORS[name]}`)),
  ]),
  baskets: new Set([...[PAIRS, BY_CATEGORY].flatMap((prefix) => TABLE.map((name) => `${prefix}${name}`)), BACK_OFF]),
  encoder: new Set(CARDS.flatMap((card) => encoderMatrices(card, 8)).flatMap(({ name }) => [name, `${name}${SCALES}`])),
  locale: new Set([
    ...[...LATE_COLUMNS, LOCALE_TENSORS.currency, LOCALE_TENSORS.categories, `${LOCALE_TENSORS.availability}.values`].flatMap(textTensors),
    `${LOCALE_TENSORS.availability}.codes`,
    LOCALE_TENSORS.price,
  ]),
  pictures: new Set(Object.values(PICTURE_TENSORS)),
  texts: new Set(['range', ...LATE_COLUMNS.flatMap(textTensors)]),
};

/**
 * Checks that a valid pack has no field or tensor outside the format, and that each prototype has as many shoppers as its model card
 * states. Reports how many shoppers are behind its pairs of items.
 *
 * @param folder of pack.json
 * @param pack from `checkPack`, without a fault
 */
export async function checkPrivacy(folder: string, pack: Pack): Promise<PrivacyReport> {
  const faults: string[] = [];
  const facts: string[] = [];
  const { manifest } = pack;
  const raw = JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')) as { contents?: unknown };
  // Pages do not read the figures for the next build, so the parser leaves them out.
  const ranker = manifest.ranker === undefined ? undefined : parseRanker(manifest.ranker);
  const relevance = manifest.relevance === undefined ? undefined : parseCurve(manifest.relevance);
  for (const field of unknownFields(raw, { ...manifest, ranker, relevance, contents: readContents(raw.contents) }, '')) {
    faults.push(`pack.json has the field ${field}, which is not part of the format, and is published.`);
  }
  for (const file of [...manifest.files, ...parseOptional(manifest)]) {
    const { role, path } = file;
    const bytes = await unpackFile(new Uint8Array(readFileSync(join(folder, path))), file);
    for (const name of decodeSafetensors(bytes, path).keys()) {
      if (!TENSORS[role].has(name)) faults.push(`${path} has a tensor "${name}", which is not part of the format.`);
    }
    if (hasMetadata(bytes)) faults.push(`${path} has __metadata__, which readers do not use. Write the file without it.`);
  }
  checkPrototypes(pack, faults, facts);
  if (ranker) {
    const [lists, shoppers] = ['lists', 'shoppers'].map((name) => parameterOf(manifest, 'ranker', name) ?? 'not stated');
    facts.push(
      `The ranker has ${ranker.outer.length} units, learned from the lists of shoppers together (model card: ${lists} lists, ${shoppers} shoppers).`,
    );
  }
  if (relevance) {
    const shoppers = parameterOf(manifest, 'relevance', 'shoppers') ?? 'not stated';
    facts.push(
      `The curve of relevance has ${relevance.deviations.length} points, of 20 choices or more each, counted over shoppers together (model card: ${shoppers}).`,
    );
  }
  for (const [model, table] of [
    ['item-knn', pack.neighbours],
    ['closed-form', pack.followers],
  ] as const) {
    if (table.items.length === 0) continue;
    const support = parameterOf(manifest, model, 'minimumSupport');
    facts.push(
      support === undefined
        ? `Pairs of ${model}: the pack does not state how many shoppers are behind each.`
        : `Pairs of ${model} have at least ${support} shoppers each${support < 2 ? ': a pair may show one shopper' : taughtPairs(manifest, model)}.`,
    );
  }
  return { faults, facts };
}

function checkPrototypes({ manifest, prototypes }: Pack, faults: string[], facts: string[]): void {
  if (prototypes === null) return;
  const promised = parameterOf(manifest, 'prototypes', 'shoppers');
  const support = parameterOf(manifest, 'prototypes', 'support');
  if (promised === undefined || support === undefined) {
    faults.push(
      'The pack has prototypes, but their model card does not state the minimum number of shoppers of a prototype, and of an item in its list.',
    );
    return;
  }
  for (const [prototype, shoppers] of prototypes.shoppers.entries()) {
    if (shoppers < promised) faults.push(`Prototype ${prototype} has ${shoppers} shoppers; the model card states at least ${promised}.`);
  }
  const fewest = prototypes.shoppers.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  facts.push(
    `${prototypes.shoppers.length} prototypes, each with at least ${fewest} shoppers (model card: ${promised}); ` +
      `each item of a prototype's list has at least ${support} of its shoppers.`,
  );
}

/** What is true of pairs that a teacher named; empty where there was none. */
function taughtPairs({ models }: PackManifest, model: string): string {
  const teacher = models.find(({ name }) => name === model)?.parameters.teacher;
  return typeof teacher === 'string' && teacher !== 'none'
    ? `, or none at all where a teacher (${teacher}) named them, for which no single one is needed`
    : '';
}

function parameterOf({ models }: PackManifest, model: string, parameter: string): number | undefined {
  const value = models.find(({ name }) => name === model)?.parameters[parameter];
  return typeof value === 'number' ? value : undefined;
}

/** Paths of the fields of a JSON value that are missing in its checked copy. */
function unknownFields(raw: unknown, known: unknown, path: string): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    const copy = (known as Record<string, unknown> | undefined)?.[key];
    return copy === undefined ? [here] : unknownFields(value, copy, here);
  });
}

function hasMetadata(file: Uint8Array<ArrayBuffer>): boolean {
  const bytes = Number(new DataView(file.buffer).getBigUint64(0, true));
  return '__metadata__' in JSON.parse(new TextDecoder().decode(file.subarray(HEADER_LENGTH_BYTES, HEADER_LENGTH_BYTES + bytes)));
}
