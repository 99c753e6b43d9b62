import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import { openEncoder } from '../../src/engine/encoders/open-encoder.js';
import { parseOptional } from '../../src/pack/format/parse-optional.js';
import type { ImportReport } from '../../src/train/import/import-report.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { EncoderCard } from '../../src/types/encoder-card.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { Pack } from '../../src/types/pack.js';
import { ALL_CARDS, CARD_DIMENSIONS, randomMatrices } from '../fixtures/encoders/encoder-cards.js';
import { encoderFile } from './tools/encoder-file.js';
import { onshelf } from './tools/run-onshelf.js';
import { put, smallFeed, temporaryFolder } from './tools/shop-files.js';

const STATES = 'test/fixtures/state-dicts';
const ITEMS = 8;
const folder = temporaryFolder();
const feed = put(folder, 'feed.tsv', smallFeed(ITEMS));
/** Row 0 of the models is padding. */
const items = put(
  folder,
  'items.csv',
  ['row,item_id,popularity', ...Array.from({ length: ITEMS }, (_, at) => `${at + 1},i${at},${at}`)].join('\n'),
);
const ownItems = put(folder, 'own.csv', ['row,item_id', ...Array.from({ length: ITEMS }, (_, at) => `${at},i${at}`)].join('\n'));

let made = 0;
async function imported(...words: string[]): Promise<{ report: ImportReport; pack: Pack; out: string }> {
  const out = join(folder, `pack-${made++}`);
  const { code, output, errors } = await onshelf('import', '--catalog', feed, '--out', out, '--json', ...words);
  expect([code, errors]).toEqual([0, '']);
  const { pack, faults } = await checkPack(out);
  expect(faults).toEqual([]);
  return { report: JSON.parse(output) as ImportReport, pack: pack as Pack, out };
}
async function refused(exit: number, ...words: string[]): Promise<string> {
  const { code, errors } = await onshelf('import', '--catalog', feed, '--out', join(folder, 'none'), '--json', ...words);
  expect(code).toBe(exit);
  return errors;
}

const ownFile = (name: string, card: EncoderCard, dimensions: number, rows: Float32Array | null): string =>
  put(folder, name, encoderFile(card, randomMatrices(card, dimensions, seededRandom(4)), dimensions, rows));
const someRows = (dimensions: number): Float32Array => {
  const random = seededRandom(9);
  return Float32Array.from({ length: ITEMS * dimensions }, () => random() - 0.5);
};
const historyOf = (pack: Pack, ids: readonly string[]): HistoryItem[] =>
  ids.map((itemId) => ({ row: pack.rowOf(itemId), itemId, name: 'view_item', interest: 1, weight: 1, against: 0 }));

describe('onshelf import --encoder', () => {
  it.each([
    ['recbole-sasrec.pth', 'attention', "RecBole's SASRec"],
    ['recbole-gru4rec.pth', 'recurrent', "RecBole's GRU4Rec"],
    ['rectools-sasrec.pt', 'attention', "RecTools' SASRec"],
  ])("makes a pack of %s, whose rows are the model's item embeddings", async (file, kind, model) => {
    const { report, pack, out } = await imported('--encoder', join(STATES, file), '--items', items);
    expect(report).toMatchObject({
      format: 'encoder',
      items: { matched: ITEMS, missing: { count: 0 }, extra: { count: 0 } },
      sequence: { model, kind, bits: 8 },
      encoder: { card: { kind } },
      joining: { by: 'rule', used: true, measured: null },
      log: null,
      notes: [expect.stringContaining('The file does not tell')],
    });
    expect(report.sequence?.closeness).toBeGreaterThan(0.999);
    expect(report.encoder.blend.encoder).toBeGreaterThan(0);
    expect(pack.popularity[7]).toBe(1);
    const { manifest } = pack;
    expect(manifest.models.find(({ name }) => name === 'encoder')?.parameters).toMatchObject({ model, bits: 8 });
    expect(await onshelf('verify', out, '--privacy')).toMatchObject({ code: 0 });
  });

  it.each(Object.entries(ALL_CARDS))('makes a pack of a file of our own, %s, with its rows or for given ones', async (_, card) => {
    const [whole, bare] = [
      ownFile('whole.safetensors', card, CARD_DIMENSIONS, someRows(CARD_DIMENSIONS)),
      ownFile('bare.safetensors', card, CARD_DIMENSIONS, null),
    ];
    const { report, pack } = await imported('--encoder', whole, '--items', ownItems);
    expect(report).toMatchObject({ encoder: { card }, sequence: { bits: 8, kind: card.kind } });
    const other = await imported('--factors', whole, '--encoder', bare, '--items', ownItems);
    expect(other.report).toMatchObject({ format: 'safetensors', encoder: { card } });
    expect(other.pack.rows).toEqual(pack.rows);
    const [{ path }] = parseOptional(other.pack.manifest);
    const file = readFileSync(join(other.out, path));
    const content = new Uint8Array(file[0] === 0x1f ? gunzipSync(file) : file);
    const parts = (await openEncoder({ ...other.pack, openFile: async () => content }))(historyOf(pack, ['i1', 'i2']));
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(Math.hypot(...part)).toBeGreaterThan(0.01);
  });

  it('rounds to four bits where eight have no room, and reports what that costs', async () => {
    const card: EncoderCard = { kind: 'recurrent', width: 96, length: 50, kinds: [] };
    const { report } = await imported('--encoder', ownFile('wide.safetensors', card, 32, someRows(32)), '--items', ownItems);
    expect(report.sequence).toMatchObject({ bits: 4 });
    expect(report.sequence?.bytes).toBeLessThanOrEqual(40 * 1024);
    expect(report.sequence?.closeness).toBeGreaterThan(0.9);
    expect(report.sequence?.closeness).toBeLessThan(1);
  });

  it('says in the report for people what it is of and how large it is', async () => {
    const out = join(folder, 'told');
    const { output } = await onshelf(
      'import',
      '--catalog',
      feed,
      '--out',
      out,
      '--encoder',
      join(STATES, 'recbole-sasrec.pth'),
      '--items',
      items,
    );
    expect(output).toMatch(
      /Encoder \(attention\) of RecBole's SASRec: [\d ]+ bytes in 8 bits; its queries have a cosine of \S+ with those before rounding/,
    );
    expect(output).toContain('Note: The file does not tell heads 2');
  });

  it('takes what the parameters do not tell from --encoder-card', async () => {
    const words = ['--encoder-card', 'heads=4,activation=relu,floor=1e-5'];
    const { report } = await imported('--encoder', join(STATES, 'recbole-sasrec.pth'), '--items', items, ...words);
    expect(report.encoder.card).toMatchObject({ heads: 4, activation: 'relu', floor: 1e-5 });
    expect(report.notes).toEqual([]);
  });

  it('is refused where it does not fit a pack, naming the largest matrices', async () => {
    const card: EncoderCard = { kind: 'recurrent', width: 128, length: 50, kinds: [] };
    const errors = await refused(1, '--encoder', ownFile('large.safetensors', card, 64, someRows(64)), '--items', ownItems);
    expect(errors).toContain('more than 40960 bytes hold in four bits each; most are in recur 49152, input 24576, output 8192.');
  });

  it('is refused without ids for its row numbers, with rows of its own beside factors, and where nothing is known', async () => {
    const sasrec = join(STATES, 'recbole-sasrec.pth');
    expect(await refused(1, '--encoder', sasrec)).toContain('--items FILE');
    const table = put(folder, 'factors.csv', ['item_id,f0,f1', ...Array.from({ length: ITEMS }, (_, at) => `i${at},${at},1`)].join('\n'));
    expect(await refused(1, '--factors', table, '--encoder', sasrec)).toContain(
      'has rows of items of its own, which its encoder reads. Leave --factors out.',
    );
    expect(await refused(1, '--encoder', 'test/fixtures/implicit-model.npz', '--items', items)).toContain(
      'has no data.pkl, so it is not of torch.save',
    );
    mkdirSync(join(folder, 'a folder'));
    expect(await refused(1, '--encoder', join(folder, 'a folder'), '--items', items)).toContain('it is a folder');
  });

  it.each([
    [['--encoder-card', 'heads=2'], '--encoder-card describes the encoder of --encoder, which is not given.'],
    [
      ['--encoder', 'x.pt', '--encoder-card', 'colour=red'],
      '"colour=red" is not FIELD=VALUE; the fields are: heads, activation, padding, floor, length.',
    ],
    [['--encoder', 'x.pt', '--blend', 'foldIn=1'], '--blend must give the part encoder a weight if there is an encoder'],
    [['--factors', 'x.csv', '--blend', 'encoder=1'], '--blend must give the part encoder a weight if there is an encoder'],
    [
      ['--factors', 'x.csv', '--events', 'log.csv'],
      '--events chooses how the encoder of --encoder joins the other parts, and none is given.',
    ],
    [['--factors', 'x.csv', '--sharpness', '1'], '--sharpness is that of the encoder of --encoder, which is not given.'],
    [['--encoder', 'x.pt', '--sharpness', '2000'], '--sharpness is 2000; it must be 0, or 0.001 to 1000.'],
    [['--encoder', 'x.pt', '--events', 'log.csv', '--blend', 'encoder=1'], '--events chooses what --blend gives. Leave one of them out.'],
    [['--encoder', 'x.pt', '--event', 'purchase'], '--event describes the log of --events, which is not given.'],
    [[], '--factors is required.'],
  ])('refuses %j', async (words, message) => {
    expect(await refused(2, ...words)).toContain(message);
  });
});
