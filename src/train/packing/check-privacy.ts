import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODED_COLUMNS, FOLLOWERS, HEADER_LENGTH_BYTES, NUMBER_COLUMNS, PROTOTYPES, TEXT_COLUMNS } from '../../pack/format/format.js';
import { decodeSafetensors } from '../../pack/format/safetensors.js';
import { unpackFile } from '../../pack/load/unpack-file.js';
import type { FileRole, PackManifest } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';

/** What a pack says of the people it was trained on. */
export interface PrivacyReport {
  /** A sentence for each thing that a pack must not hold; none where all is well. */
  readonly faults: readonly string[];
  /** A sentence for each thing it does hold. */
  readonly facts: readonly string[];
}

const TABLE = ['offsets', 'items', 'weights', 'scales', 'counts', 'stream'];
const textTensors = (name: string): string[] => [`${name}.offsets`, `${name}.lengths`, `${name}.bytes`];

/** Every tensor that the format knows: all of them speak of items, or of groups of shoppers. */
const TENSORS: Readonly<Record<FileRole, ReadonlySet<string>>> = {
  rows: new Set(['rows', 'nibbles', 'scales', 'popularity', 'gram']),
  neighbours: new Set([
    ...['', FOLLOWERS, PROTOTYPES].flatMap((prefix) => TABLE.map((name) => `${prefix}${name}`)),
    ...['shoppers', 'rows', 'rowScales'].map((name) => `${PROTOTYPES}${name}`),
  ]),
  catalog: new Set([
    ...TEXT_COLUMNS.flatMap(textTensors),
    ...CODED_COLUMNS.flatMap((name) => [`${name}.codes`, ...textTensors(`${name}.values`)]),
    ...NUMBER_COLUMNS,
  ]),
};

/**
 * Checks that a sound pack holds nothing but what the format knows, that each prototype stands for as many shoppers as the pack
 * promises, and tells on how many shoppers its pairs of items rest.
 *
 * @param folder where pack.json lies
 * @param pack from `checkPack`, without a fault
 */
export async function checkPrivacy(folder: string, pack: Pack): Promise<PrivacyReport> {
  const faults: string[] = [];
  const facts: string[] = [];
  const { manifest } = pack;
  for (const field of unknownFields(JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')), manifest, '')) {
    faults.push(`pack.json has the field ${field}, which the format does not know. Whatever it says is published to everybody.`);
  }
  for (const file of manifest.files) {
    const { role, path } = file;
    const bytes = await unpackFile(new Uint8Array(readFileSync(join(folder, path))), file);
    for (const name of decodeSafetensors(bytes, path).keys()) {
      if (!TENSORS[role].has(name)) faults.push(`${path} has a tensor "${name}", which the format does not know.`);
    }
    if (hasMetadata(bytes)) faults.push(`${path} has __metadata__, which no reader needs. Write the file without it.`);
  }
  judgePrototypes(pack, faults, facts);
  for (const [model, table] of [
    ['item-knn', pack.neighbours],
    ['closed-form', pack.followers],
  ] as const) {
    if (table.items.length === 0) continue;
    const support = parameterOf(manifest, model, 'minimumSupport');
    facts.push(
      support === undefined
        ? `Pairs of ${model}: the pack does not say how many shoppers each rests on.`
        : `Pairs of ${model} rest on ${support} shoppers or more each${support < 2 ? ': one shopper may show' : ''}.`,
    );
  }
  return { faults, facts };
}

function judgePrototypes({ manifest, prototypes }: Pack, faults: string[], facts: string[]): void {
  if (prototypes === null) return;
  const promised = parameterOf(manifest, 'prototypes', 'shoppers');
  const support = parameterOf(manifest, 'prototypes', 'support');
  if (promised === undefined || support === undefined) {
    faults.push('The pack has prototypes, but its model card does not say how many shoppers each stands for, and each item of a list.');
    return;
  }
  for (const [prototype, shoppers] of prototypes.shoppers.entries()) {
    if (shoppers < promised) faults.push(`Prototype ${prototype} stands for ${shoppers} shoppers; the pack promises ${promised} or more.`);
  }
  const fewest = prototypes.shoppers.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  facts.push(
    `${prototypes.shoppers.length} prototypes, each of ${fewest} shoppers or more (promised: ${promised}); ` +
      `${support} of them or more touched each item of its list.`,
  );
}

function parameterOf({ models }: PackManifest, model: string, parameter: string): number | undefined {
  const value = models.find(({ name }) => name === model)?.parameters[parameter];
  return typeof value === 'number' ? value : undefined;
}

/** Paths of the fields of a JSON value that its checked copy does not have. */
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
