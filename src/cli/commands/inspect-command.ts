import { OnshelfError } from '../../core/onshelf-error.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import { checkPack } from '../../train/packing/read-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { Pack } from '../../types/pack.js';
import type { Command } from '../options/command.js';
import { joined, Shown, shown } from '../output/shown.js';
import { formatBytes, formatCount, formatTable } from '../report/format-report.js';

/** Number of items shown, and of neighbours of each. */
const ITEMS_SHOWN = 5;
const NEIGHBOURS_SHOWN = 3;

interface Sample {
  readonly item: CatalogItem;
  readonly popularity: number;
  readonly neighbours: readonly { readonly id: string; readonly title: string; readonly similarity: number }[];
}

/** `onshelf inspect`. */
export const inspectCommand: Command = {
  name: 'inspect',
  summary: 'show the contents of a pack',
  positionals: ['DIR'],
  options: {},
  run: async ({ positionals: [folder], json, terminal }) => {
    const { pack, faults, manifestBytes } = await checkPack(folder);
    if (pack === null) throw new OnshelfError('pack-invalid', `${faults[0]} To list all faults: onshelf verify ${folder}`);
    const samples = popularRows(pack).map((row) => sampleOf(pack, row));
    const facts = factsOf(pack);
    if (json) terminal.write(Shown.json({ folder, manifest: pack.manifest, manifestBytes, ...facts, samples }));
    else terminal.write(describePack(folder, pack, facts, samples, manifestBytes));
    return 0;
  },
};

function popularRows(pack: Pack): number[] {
  return Array.from(pack.popularity.keys())
    .sort((a, b) => pack.popularity[b] - pack.popularity[a] || a - b)
    .slice(0, ITEMS_SHOWN);
}

function sampleOf(pack: Pack, row: number): Sample {
  const { offsets, items, weights, scales } = pack.neighbours;
  const neighbours = [];
  const entries = Array.from({ length: offsets[row + 1] - offsets[row] }, (_, place) => offsets[row] + place);
  for (const entry of entries.sort((a, b) => weights[b] - weights[a]).slice(0, NEIGHBOURS_SHOWN)) {
    const { id, title = '' } = pack.itemOf(items[entry]);
    neighbours.push({ id, title, similarity: weights[entry] * scales[row] });
  }
  return { item: pack.itemOf(row), popularity: pack.popularity[row], neighbours };
}

/** How many items have factors and neighbours: items with neither can only be popular. */
function factsOf(pack: Pack): { neighbourEntries: number; itemsWithNeighbours: number; itemsWithFactors: number } {
  let itemsWithNeighbours = 0;
  let itemsWithFactors = 0;
  for (let row = 0; row < pack.items; row++) {
    if (pack.neighbours.offsets[row + 1] > pack.neighbours.offsets[row]) itemsWithNeighbours++;
    if (pack.scales[row] > 0) itemsWithFactors++;
  }
  return { neighbourEntries: pack.neighbours.items.length, itemsWithNeighbours, itemsWithFactors };
}

function describePack(
  folder: string,
  pack: Pack,
  facts: ReturnType<typeof factsOf>,
  samples: readonly Sample[],
  manifestBytes: number,
): Shown {
  const { manifest } = pack;
  const { blend, sharpness, positionDecay, halfLifeDays, alpha, regularization } = manifest.encoder;
  const files = formatTable(
    ['file', 'size'],
    [['pack.json', formatBytes(manifestBytes)], ...manifest.files.map((file) => [file.path, formatBytes(file.bytes)])],
  );
  const optional = parseOptional(manifest);
  const onUse = formatTable(
    ['fetched later, or on first use', 'name', 'size'],
    optional.map(({ role, path, name, bytes }) => [path, name ?? (role === 'pictures' ? '(every page)' : ''), formatBytes(bytes)]),
  );
  const tags = optional.flatMap(({ role, name = '' }) => (role === 'locale' ? name : []));
  const own = manifest.locale === undefined ? "not said (the catalogue's own)" : `${manifest.locale} (the catalogue's own)`;
  const models = manifest.models.map(
    ({ name, parameters, metrics }) =>
      `  ${name}: ${pairs(parameters)}${Object.keys(metrics).length === 0 ? '' : `; on held-out shoppers: ${pairs(metrics)}`}`,
  );
  const items = samples.map(
    ({ item, popularity, neighbours }) =>
      shown`  ${item.id} ${item.title ?? ''} (popularity ${popularity.toFixed(2)})\n${neighbours.map(({ id, title, similarity }) => shown`    ${similarity.toFixed(3)}  ${id} ${title}\n`)}`,
  );
  return shown`Pack ${manifest.number} in ${folder}, created ${manifest.created}
${formatCount(pack.items)} items x ${pack.dimensions} (${manifest.spaces.map((space) => `${space.name}: ${space.length}`).join(', ')})
${formatCount(facts.itemsWithFactors)} items with factors, ${formatCount(facts.itemsWithNeighbours)} with neighbours, ${formatCount(facts.neighbourEntries)} neighbours in total
Blend: ${pairs({ ...blend })}; positionDecay ${positionDecay}, halfLifeDays ${halfLifeDays}, alpha ${alpha}, regularization ${regularization}${sharpness === undefined ? '' : `, sharpness ${sharpness}`}
${tags.length === 0 && manifest.locale === undefined ? '' : shown`Locales: ${[own, ...tags].join(', ')}\n`}
${files}
${optional.length === 0 ? '' : shown`\n${onUse}\n`}
Models
${joined(models, '\n')}

Most popular items and their neighbours
${items}`;
}

function pairs(record: Readonly<Record<string, number | string>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
