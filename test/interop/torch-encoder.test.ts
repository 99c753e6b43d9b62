import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encoderMatrices } from '../../src/core/numbers/encoder-matrices.js';
import { normal, seededRandom } from '../../src/core/numbers/random.js';
import { attendHistory } from '../../src/query/attend-history.js';
import { causalPass } from '../../src/query/causal/attend-causally.js';
import type { ImportReport } from '../../src/train/import/import-report.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import { readStateDict } from '../../src/train/torch/read-state-dict.js';
import { recogniseEncoder } from '../../src/train/torch/recognise-encoder.js';
import type { AttentionCard, EncoderCard } from '../../src/types/encoder-card.js';
import { onshelf } from '../cli/tools/run-onshelf.js';
import { temporaryFolder } from '../cli/tools/shop-files.js';
import { ALL_CARDS, CARD_DIMENSIONS, randomMatrices } from '../fixtures/encoders/encoder-cards.js';
import { tinyPack } from '../fixtures/tiny-pack.js';
import { askBrowser } from './ask-browser.js';
import { findPeer } from './peer.js';
import { makeSampleShop } from './sample-shop.js';

const torch = findPeer('TORCH');
const python = process.env.ONSHELF_TORCH ?? '';
/** Difference that float32 may make. */
const NEAR = 1e-4;

const folder = temporaryFolder();
const ask = (task: string, path: string): unknown => {
  const out = join(folder, `${task}.json`);
  torch.run(python, 'test/interop/torch-models.py', task, path, out);
  return JSON.parse(readFileSync(out, 'utf8'));
};
const expectNear = (found: ArrayLike<number>, known: readonly number[]): void => {
  expect(found).toHaveLength(known.length);
  expect(Math.max(...known.map((value, k) => Math.abs(value - found[k])))).toBeLessThan(NEAR);
};

describe.skipIf(torch.missing)(`an encoder in PyTorch${torch.note}`, () => {
  const longer = (card: EncoderCard): EncoderCard => ({ ...card, length: 200 });
  const cases = Object.entries(ALL_CARDS).flatMap(([name, card]) =>
    [1, 2, 6, 50, 200].flatMap((count) => (count <= card.length ? [{ name, card, count }] : [{ name, card: longer(card), count }])),
  );
  let outputs: readonly (readonly number[])[];
  const inputs = cases.map(({ card, count }, at) => {
    const random = seededRandom(at + 1);
    return {
      matrices: randomMatrices(card, CARD_DIMENSIONS, random),
      rows: Float64Array.from({ length: count * CARD_DIMENSIONS }, () => Math.fround(normal(random))),
      kinds: Uint8Array.from({ length: count }, () => Math.floor(random() * (card.kinds.length + 1))),
    };
  });
  beforeAll(() => {
    const asked = inputs.map(({ matrices, rows, kinds }, at) => ({
      card: cases[at].card,
      dimensions: CARD_DIMENSIONS,
      matrices: Object.fromEntries(Object.entries(matrices).map(([name, values]) => [name, [...values]])),
      rows: [...rows],
      kinds: [...kinds],
    }));
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(asked));
    outputs = ask('encoders', join(folder, 'cases.json')) as readonly (readonly number[])[];
  });

  it.each(cases.map((one, at) => [one.name, one.count, at] as const))('of %s has the same queries for %i items', async (_, count, at) => {
    const { card } = cases[at];
    const { matrices, rows, kinds } = inputs[at];
    if (card.kind !== 'consistent') return expectNear(causalPass(card, matrices, { count, rows, kinds }), outputs[at]);
    // Its query is that of a whole history, latest item first, over the rows of a pack.
    const pack = await tinyPack();
    const of = { ...pack, dimensions: CARD_DIMENSIONS, scales: new Float32Array(count).fill(1), rows: rows as unknown as Int8Array };
    const history = Array.from({ length: count }, (_item, place) => {
      const row = count - 1 - place;
      const name = kinds[row] === 0 ? ('share' as const) : card.kinds[kinds[row] - 1];
      return { row, itemId: '', name, interest: 1, weight: 1, against: 0 };
    });
    const parts = attendHistory(of, card, matrices)(history);
    const query = Array.from({ length: CARD_DIMENSIONS }, (_k, k) => parts.reduce((sum, part) => sum + part[k], 0));
    expectNear(query, outputs[at].slice(-CARD_DIMENSIONS));
  });
});

describe.skipIf(torch.missing)(`a model of another program${torch.note}`, () => {
  interface Answer {
    readonly sessions: readonly (readonly number[])[];
    readonly queries: Readonly<Record<string, readonly (readonly number[])[]>>;
    readonly missing: Readonly<Record<string, string>>;
  }
  let answer: Answer;
  beforeAll(() => {
    answer = ask('models', folder) as Answer;
  });

  it.each([
    ['recbole', 'recbole-sasrec', 'pth', { heads: 2 }],
    ['recbole', 'recbole-gru4rec', 'pth', {}],
    ['rectools', 'rectools-sasrec', 'pt', {}],
    ['rectools', 'rectools-sasrec-masked', 'pt', { padding: 'masked' }],
  ] as const)('of %s, %s, has the same queries as an encoder here', async (program, name, ending, changes) => {
    if (answer.missing[program] !== undefined) return console.error(`${program}: skipped, ${answer.missing[program]}`);
    const { card, matrices, dimensions, rows } = recogniseEncoder(await readStateDict(join(folder, `${name}.${ending}`)), changes, null);
    if (card.kind === 'consistent' || rows === null) throw new Error('it is of another kind');
    for (const [at, session] of answer.sessions.entries()) {
      const input = new Float64Array(session.length * dimensions);
      for (const [place, item] of session.entries())
        input.set(rows.values.subarray(item * rows.columns, (item + 1) * rows.columns), place * dimensions);
      const outputs = causalPass(card, matrices, { count: session.length, rows: input, kinds: new Uint8Array(session.length) });
      const known = answer.queries[name][at];
      expectNear(outputs.subarray(outputs.length - dimensions, outputs.length - dimensions + known.length), known);
      expect([...outputs.subarray(outputs.length - dimensions + known.length)].every((value) => value === 0)).toBe(true);
    }
  });
});

describe.skipIf(torch.missing)(`torch_encoder.py${torch.note}`, { timeout: 600_000 }, () => {
  const { feed, log } = makeSampleShop(folder);
  const train = (out: string, ...parameters: readonly string[]): void =>
    torch.run(python, 'distributed/torch_encoder.py', '--events', log, '--out', join(folder, out), '--passes', '1', ...parameters);
  const imported = async (out: string, ...words: readonly string[]): Promise<ImportReport> => {
    const pack = join(folder, `${out}-pack`);
    const { code, output, errors } = await onshelf('import', '--catalog', feed, '--out', pack, '--json', ...words);
    expect([code, errors]).toEqual([0, '']);
    expect((await checkPack(pack)).faults).toEqual([]);
    return JSON.parse(output) as ImportReport;
  };

  it.each(['consistent', 'attention', 'recurrent', 'convolution'])('trains a pack of the kind %s', async (kind) => {
    train(kind, '--kind', kind, '--dimensions', '16', '--length', '20');
    const files = ['--encoder', join(folder, kind, 'encoder.safetensors'), '--items', join(folder, kind, 'items.csv')];
    const report = await imported(kind, ...files);
    expect(report.sequence).toMatchObject({ kind, bits: 8 });
    expect(report.sequence?.closeness).toBeGreaterThan(0.99);
    expect(report.encoder.card).toMatchObject(JSON.parse(readFileSync(join(folder, kind, 'card.json'), 'utf8')) as EncoderCard);
    expect(report.items).toMatchObject({ extra: { count: 0 } });
  });

  it('trains for given rows, and what it makes serves a personal list in a browser', async () => {
    train('rows', '--kind', 'attention', '--dimensions', '16');
    const factors = join(folder, 'rows', 'encoder.safetensors');
    train('further', '--kind', 'attention', '--width', '12', '--factors', factors);
    const words = [
      '--factors',
      factors,
      '--items',
      join(folder, 'rows', 'items.csv'),
      '--encoder',
      join(folder, 'further', 'encoder.safetensors'),
    ];
    const { encoder } = await imported('further', ...words);
    expect(encoder.card).toMatchObject({ kind: 'attention', width: 12 } satisfies Partial<AttentionCard>);
    expect(encoder.blend.encoder).toBeGreaterThan(0);
    const { before, after, faults } = await askBrowser(join(folder, 'further-pack'), ['tent-001', 'tent-005', 'tent-009']);
    expect(faults).toEqual([]);
    expect(after.servedBy.model).toBe('personal');
    expect(after.items.map(({ id }) => id)).not.toEqual(before);
  });

  it('gives the same encoder for the same seed', () => {
    for (const out of ['once', 'twice']) train(out, '--kind', 'convolution', '--dimensions', '8', '--device', 'cpu');
    const [once, twice] = ['once', 'twice'].map((out) => readFileSync(join(folder, out, 'encoder.safetensors')));
    expect(once.equals(twice)).toBe(true);
  });
});

describe.skipIf(torch.missing)(`the shapes of matrices in torch_encoder.py${torch.note}`, () => {
  it('are those of the format, for each kind and form', () => {
    const program = [
      'import sys, json',
      "sys.path.insert(0, 'distributed')",
      'import torch_encoder',
      'json.dump([torch_encoder.encoder_matrices(card, int(sys.argv[1])) for card in json.load(open(sys.argv[2]))], open(sys.argv[3], "w"))',
    ].join('\n');
    const cards = Object.values(ALL_CARDS);
    writeFileSync(join(folder, 'cards.json'), JSON.stringify(cards));
    torch.run(python, '-c', program, String(CARD_DIMENSIONS), join(folder, 'cards.json'), join(folder, 'shapes.json'));
    const shapes = cards.map((card) => encoderMatrices(card, CARD_DIMENSIONS).map(({ name, rows, columns }) => [name, rows, columns]));
    expect(JSON.parse(readFileSync(join(folder, 'shapes.json'), 'utf8'))).toEqual(shapes);
  });
});
