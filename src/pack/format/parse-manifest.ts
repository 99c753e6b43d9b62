import { OnshelfError } from '../../core/onshelf-error.js';
import type {
  Blend,
  BlendBand,
  EncoderSettings,
  FactorSpace,
  FileRole,
  FirstItems,
  ModelCard,
  PackFile,
  PackManifest,
} from '../../types/manifest.js';
import { FORMAT_NAME, FORMAT_VERSIONS, LIMITS } from './format.js';
import { nestingOf } from './nesting-of.js';

const ROLES: readonly FileRole[] = ['rows', 'neighbours', 'catalog'];
const SHA256 = /^[0-9a-f]{64}$/;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Parses `pack.json` and checks every field, so that nothing is allocated or fetched from unchecked values. `first` is checked by `firstPack`,
 * `ranker` by `parseRanker`, `relevance` by `parseCurve`.
 *
 * @param file its text
 * @returns the manifest, with known fields only; the entries of `optional` are not checked yet
 * @throws OnshelfError `pack-invalid`, naming the field
 */
export function parseManifest(file: string): PackManifest {
  if (nestingOf(file, LIMITS.nesting) > LIMITS.nesting)
    throw new OnshelfError('pack-invalid', `pack.json is nested more than ${LIMITS.nesting} deep. Does the address lead to a pack?`);
  let json: unknown;
  try {
    json = JSON.parse(file);
  } catch (error) {
    throw new OnshelfError('pack-invalid', 'pack.json is not JSON. Does the address lead to a pack?', error);
  }
  const fields = record(json, 'the whole');
  if (fields.format !== FORMAT_NAME) throw invalid('format', `is ${JSON.stringify(fields.format)}, not "${FORMAT_NAME}"`);
  const version = Object.values(FORMAT_VERSIONS).find((known) => known === fields.version);
  if (version === undefined) {
    throw invalid(
      'version',
      `is ${JSON.stringify(fields.version)}; this library reads versions ${Object.values(FORMAT_VERSIONS).join(' and ')}. Rebuild the pack, or update the library`,
    );
  }
  const dimensions = integer(fields.dimensions, 'dimensions', 4, LIMITS.dimensions);
  const items = integer(fields.items, 'items', 0, LIMITS.items);
  if (dimensions % 4 !== 0) throw invalid('dimensions', `is ${dimensions}, not a multiple of 4. Fill the rows up with zeros`);
  if (typeof fields.created !== 'string' || Number.isNaN(Date.parse(fields.created))) throw invalid('created', 'is not an ISO 8601 date');
  return {
    format: FORMAT_NAME,
    version,
    number: integer(fields.number, 'number', 0, Number.MAX_SAFE_INTEGER),
    created: fields.created,
    items,
    ...(fields.locale === undefined ? {} : { locale: text(fields.locale, 'locale') }),
    dimensions,
    spaces: list(fields.spaces, 'spaces').map((space, index) => parseSpace(space, `spaces[${index}]`, dimensions)),
    encoder: parseEncoder(fields.encoder),
    models: list(fields.models, 'models').map((model, index) => parseModel(model, `models[${index}]`)),
    ...(fields.sensitive === undefined ? {} : { sensitive: parseSensitive(fields.sensitive) }),
    ...(fields.first === undefined ? {} : { first: fields.first as FirstItems }),
    ...(fields.ranker === undefined ? {} : { ranker: fields.ranker }),
    ...(fields.relevance === undefined ? {} : { relevance: fields.relevance }),
    files: parseFiles(fields.files, items, dimensions),
    // Checked where a file is opened, by `parseOptional`: most pages open none.
    ...(Array.isArray(fields.optional) ? { optional: fields.optional } : {}),
  };
}

function parseSensitive(value: unknown): string[] {
  return list(value, 'sensitive').map((category, index) => text(category, `sensitive[${index}]`));
}

function parseSpace(value: unknown, where: string, dimensions: number): FactorSpace {
  const fields = record(value, where);
  const start = integer(fields.start, `${where}.start`, 0, dimensions);
  return { name: text(fields.name, `${where}.name`), start, length: integer(fields.length, `${where}.length`, 1, dimensions - start) };
}

function parseEncoder(value: unknown): EncoderSettings {
  const fields = record(value, 'encoder');
  const setting = (name: string, minimum: number, maximum: number, missing?: number): number =>
    number(fields[name] === undefined ? missing : fields[name], `encoder.${name}`, minimum, maximum);
  return {
    eventWeights: numbers(fields.eventWeights, 'encoder.eventWeights', 0),
    halfLifeDays: setting('halfLifeDays', 1e-3, 1e6),
    positionDecay: setting('positionDecay', 1e-6, 1),
    followerDecay: setting('followerDecay', 1e-6, 1, 1),
    seenDecay: setting('seenDecay', 1e-6, 1, 1),
    regularization: setting('regularization', 1e-9, LIMITS.magnitude),
    alpha: setting('alpha', 0, LIMITS.magnitude),
    blend: parseBlend(fields.blend, 'encoder.blend'),
    ...(fields.bands === undefined ? {} : { bands: parseBands(fields.bands) }),
    ...(fields.dislike === undefined ? {} : { dislike: setting('dislike', 0, 1) }),
    ...(fields.sharpness === undefined ? {} : { sharpness: setting('sharpness', 1e-3, 1e3) }),
    // Checked where the encoder is opened, by `parseCard`: a later version may have kinds that this one does not know.
    ...(fields.card === undefined ? {} : { card: fields.card as EncoderSettings['card'] }),
  };
}

function parseBands(value: unknown): BlendBand[] {
  let from = 0;
  return list(value, 'encoder.bands').map((entry, index) => {
    const where = `encoder.bands[${index}]`;
    const fields = record(entry, where);
    // Ascending, so that the band does not depend on the order of the list.
    from = integer(fields.from, `${where}.from`, from + 1, LIMITS.items);
    return { from, blend: parseBlend(fields.blend, `${where}.blend`) };
  });
}

function parseBlend(value: unknown, where: string): Blend {
  const blend = record(value, where);
  const worth = (part: string, missing?: number): number =>
    number(blend[part] === undefined ? missing : blend[part], `${where}.${part}`, 0, LIMITS.magnitude);
  return {
    foldIn: worth('foldIn'),
    neighbours: worth('neighbours'),
    followers: worth('followers', 0),
    seen: worth('seen', 0),
    prototypes: worth('prototypes', 0),
    popularity: worth('popularity'),
    ...(blend.encoder === undefined ? {} : { encoder: worth('encoder') }),
  };
}

function parseModel(value: unknown, where: string): ModelCard {
  const fields = record(value, where);
  const parameters: Record<string, number | string> = {};
  for (const [key, parameter] of Object.entries(record(fields.parameters, `${where}.parameters`))) {
    parameters[key] =
      typeof parameter === 'string' ? parameter : number(parameter, `${where}.parameters.${key}`, -Number.MAX_VALUE, Number.MAX_VALUE);
  }
  return { name: text(fields.name, `${where}.name`), parameters, metrics: numbers(fields.metrics, `${where}.metrics`, -Number.MAX_VALUE) };
}

function parseFiles(value: unknown, items: number, dimensions: number): PackFile[] {
  const files = list(value, 'files').map((entry, index) =>
    parseFile(entry, `files[${index}]`, ROLES, (role) => bytesNeeded(role, items, dimensions)),
  );
  for (const role of ROLES) {
    const count = files.filter((file) => file.role === role).length;
    if (count !== 1) throw invalid('files', `has ${count} files of the role "${role}"; a pack has one`);
  }
  const total = files.reduce((sum, file) => sum + Math.max(file.bytes, file.unpacked ?? 0), 0);
  if (total > LIMITS.packBytes) throw invalid('files', `add up to ${total} bytes; at most ${LIMITS.packBytes} are read`);
  return files;
}

/**
 * Parses the entry of a file.
 *
 * @param value of the manifest
 * @param where its place, for errors
 * @param roles allowed
 * @param bytesOf maximum bytes of a file by its role
 * @throws OnshelfError `pack-invalid`
 */
export function parseFile<Role extends string>(
  value: unknown,
  where: string,
  roles: readonly Role[],
  bytesOf: (role: Role) => number,
): PackFile<Role> {
  const fields = record(value, where);
  const role = fields.role as Role;
  if (!roles.includes(role)) throw invalid(`${where}.role`, `is ${JSON.stringify(fields.role)}; roles are ${roles.join(', ')}`);
  const sha256 = text(fields.sha256, `${where}.sha256`);
  if (!SHA256.test(sha256)) throw invalid(`${where}.sha256`, 'is not 64 lower-case hex digits');
  // The name follows from role and content, so a manifest cannot point anywhere else.
  const path = filePath(role, sha256);
  if (fields.path !== path) throw invalid(`${where}.path`, `is ${JSON.stringify(fields.path)}; by its content it must be "${path}"`);
  const size = (name: 'bytes' | 'unpacked'): number => integer(fields[name], `${where}.${name}`, 1, LIMITS.packBytes);
  const bytes = size('bytes');
  const unpacked = fields.unpacked === undefined ? undefined : size('unpacked');
  const needed = bytesOf(role);
  if (Math.max(bytes, unpacked ?? 0) > needed)
    throw invalid(
      `${where}.${unpacked === undefined ? 'bytes' : 'unpacked'}`,
      `is ${unpacked ?? bytes}; the pack's items need ${needed} at most`,
    );
  const most = Math.max(LIMITS.unpackedSmall, LIMITS.unpackedShare * bytes);
  if (unpacked !== undefined && unpacked > most)
    throw invalid(`${where}.unpacked`, `is ${unpacked}; ${bytes} bytes may unpack to ${most} at most`);
  return { role, path, bytes, ...(unpacked === undefined ? {} : { unpacked }), sha256 };
}

/** Maximum bytes of a file by its role: nothing larger is fetched, unpacked or allocated. */
function bytesNeeded(role: FileRole, items: number, dimensions: number): number {
  const entries = 5 * LIMITS.neighbours;
  const needed: Readonly<Record<FileRole, number>> = {
    rows: items * (dimensions + 8) + 4 * dimensions ** 2,
    neighbours: 2 * items * (entries + 8) + LIMITS.prototypes * (entries + dimensions + 16),
    catalog: items * LIMITS.catalogBytes,
  };
  return needed[role] + LIMITS.spareBytes;
}

/**
 * The name of a pack file.
 *
 * @param role of the file
 * @param sha256 hex digest of its bytes
 */
export function filePath(role: string, sha256: string): string {
  return `${role}-${sha256.slice(0, 16)}.safetensors`;
}

function record(value: unknown, field: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(field, 'is not an object');
  return value as Fields;
}

function list(value: unknown, field: string): unknown[] {
  if (!Array.isArray(value) || value.length > 64) throw invalid(field, 'is not a list of at most 64');
  return value;
}

function text(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > 256) throw invalid(field, 'is not a text of 1 to 256 characters');
  return value;
}

function number(value: unknown, field: string, minimum: number, maximum: number): number {
  if (typeof value !== 'number' || !(value >= minimum && value <= maximum)) {
    throw invalid(field, `is ${JSON.stringify(value)}, not a number from ${minimum} to ${maximum}`);
  }
  return value;
}

function integer(value: unknown, field: string, minimum: number, maximum: number): number {
  const checked = number(value, field, minimum, maximum);
  if (!Number.isInteger(checked)) throw invalid(field, `is ${checked}, not a whole number`);
  return checked;
}

function numbers(value: unknown, field: string, minimum: number): Record<string, number> {
  const checked: Record<string, number> = {};
  for (const [key, entry] of Object.entries(record(value, field))) {
    if (key === '__proto__') throw invalid(field, 'has a field named __proto__');
    checked[key] = number(entry, `${field}.${key}`, minimum, Number.MAX_VALUE);
  }
  return checked;
}

function invalid(field: string, fault: string): OnshelfError {
  return new OnshelfError('pack-invalid', `pack.json: ${field} ${fault}.`);
}
