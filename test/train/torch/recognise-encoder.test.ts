import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { causalPass } from '../../../src/query/causal/attend-causally.js';
import type { ImportedEncoder } from '../../../src/train/torch/imported-encoder.js';
import { readStateDict } from '../../../src/train/torch/read-state-dict.js';
import { recogniseEncoder } from '../../../src/train/torch/recognise-encoder.js';
import type { StateDict, StateTensor } from '../../../src/train/torch/state-dict.js';

const FOLDER = 'test/fixtures/state-dicts';
/** Queries of RecBole 1.2.1 and RecTools 0.19.0 in PyTorch 2.15, by `test/interop/torch-models.py`. */
const KNOWN = JSON.parse(readFileSync(`${FOLDER}/queries.json`, 'utf8')) as {
  sessions: readonly (readonly number[])[];
  queries: Readonly<Record<string, readonly (readonly number[])[]>>;
};
const NEAR = 1e-4;

/** The query of an encoder for items of its own rows, oldest first. */
function queryOf({ card, matrices, dimensions, rows }: ImportedEncoder, session: readonly number[]): Float64Array {
  if (card.kind === 'consistent' || rows === null) throw new Error('it has no rows');
  const input = new Float64Array(session.length * dimensions);
  for (const [place, item] of session.entries())
    input.set(rows.values.subarray(item * rows.columns, (item + 1) * rows.columns), place * dimensions);
  return causalPass(card, matrices, { count: session.length, rows: input, kinds: new Uint8Array(session.length) }).slice(-dimensions);
}
const changed = (dict: StateDict, change: (tensors: Map<string, StateTensor>) => void): StateDict => {
  const tensors = new Map(dict.tensors);
  change(tensors);
  return { ...dict, tensors };
};
const sasrec = await readStateDict(`${FOLDER}/recbole-sasrec.pth`);
const rectools = await readStateDict(`${FOLDER}/rectools-sasrec.pt`);

describe.each([
  ['recbole-sasrec', 'pth', {}, "RecBole's SASRec", 'heads 2, activation gelu, floor 1e-12'],
  ['recbole-gru4rec', 'pth', { length: 5 }, "RecBole's GRU4Rec", null],
  ['rectools-sasrec', 'pt', {}, "RecTools' SASRec", 'heads 4, padding attended, floor 0.00001'],
  ['rectools-sasrec-masked', 'pt', { padding: 'masked', heads: 4, floor: 1e-5 }, "RecTools' SASRec", null],
] as const)('the parameters of %s', (name, ending, changes, model, guessed) => {
  const open = async () => recogniseEncoder(await readStateDict(`${FOLDER}/${name}.${ending}`), changes, null);

  it('give the queries that the program itself gave', async () => {
    const encoder = await open();
    expect(encoder.model).toBe(model);
    for (const [at, session] of KNOWN.sessions.entries()) {
      const query = queryOf(encoder, session);
      const known = KNOWN.queries[name][at];
      for (const [k, value] of query.entries()) expect(Math.abs(value - (known[k] ?? 0))).toBeLessThan(NEAR);
    }
  });

  it('say what they do not tell, unless it was given', async () => {
    const { notes } = await open();
    if (guessed === null) expect(notes).toEqual([]);
    else expect(notes).toEqual([expect.stringContaining(guessed)]);
  });
});

describe('parameters', () => {
  it('are recognised behind the prefixes of wrappers', () => {
    const wrapped = { ...sasrec, tensors: new Map([...sasrec.tensors].map(([name, tensor]) => [`module.model.${name}`, tensor])) };
    expect(recogniseEncoder(wrapped, {}, null).matrices).toEqual(recogniseEncoder(sasrec, {}, null).matrices);
  });

  it('give other queries with other heads, activation or padding: what is not told matters', () => {
    const session = KNOWN.sessions[1];
    const usual = queryOf(recogniseEncoder(sasrec, {}, null), session);
    for (const changes of [{ heads: 1 }, { activation: 'relu' }])
      expect(queryOf(recogniseEncoder(sasrec, changes, null), session)).not.toEqual(usual);
    expect(queryOf(recogniseEncoder(rectools, { padding: 'masked' }, null), session)).not.toEqual(
      queryOf(recogniseEncoder(rectools, {}, null), session),
    );
  });

  it('of more places than an encoder reads are cut, with a note', () => {
    const width = 8;
    const long = changed(sasrec, (tensors) =>
      tensors.set('position_embedding.weight', { shape: [300, width], type: 'F32', values: new Float32Array(300 * width) }),
    );
    const { card, notes } = recogniseEncoder(long, {}, null);
    expect(card.length).toBe(200);
    expect(notes.at(-1)).toBe("It reads the latest 200 items; RecBole's SASRec was trained to read 300.");
  });

  it.each<[string, StateDict, object, string]>([
    [
      'of no model that is known',
      { path: 'x.pt', metadata: {}, tensors: new Map([['fc.weight', { shape: [1], type: 'F32', values: new Float32Array(1) }]]) },
      {},
      'Its parameters are: fc.weight.',
    ],
    ['without one', changed(sasrec, (tensors) => tensors.delete('LayerNorm.bias')), {}, '"LayerNorm.bias" is missing'],
    [
      'of another shape',
      changed(sasrec, (tensors) => tensors.set('LayerNorm.bias', { shape: [3], type: 'F32', values: new Float32Array(3) })),
      {},
      '"LayerNorm.bias" has shape [3], not [8].',
    ],
    [
      'of whole numbers',
      changed(sasrec, (tensors) => tensors.set('LayerNorm.bias', { shape: [8], type: 'torch.LongStorage', values: null })),
      {},
      '"LayerNorm.bias" is torch.LongStorage',
    ],
    [
      'that are not finite',
      changed(sasrec, (tensors) =>
        tensors.set('LayerNorm.bias', { shape: [8], type: 'F32', values: new Float32Array(8).fill(Number.NaN) }),
      ),
      {},
      '"LayerNorm.bias" holds NaN at 0.',
    ],
    [
      'with more than the model has',
      changed(sasrec, (tensors) => tensors.set('feature_embed.weight', { shape: [8], type: 'F32', values: new Float32Array(8) })),
      {},
      "looks like RecBole's SASRec, but has more parameters, which would be lost: feature_embed.weight.",
    ],
    [
      'with heads that do not share the width',
      sasrec,
      { heads: 3 },
      'as an encoder its heads is 3; they must share the width, 8, equally.',
    ],
    ['for more items than it has places', sasrec, { length: 6 }, 'has 5 places, so that its encoder cannot read 6 items.'],
    ['of a shorter history where empty places count', rectools, { length: 3 }, 'attends to 5 places, empty ones too'],
    [
      'of our own without rows and without factors',
      { path: 'x', metadata: { 'onshelf.card': '{"kind":"recurrent","width":4,"length":5,"kinds":[]}' }, tensors: new Map() },
      {},
      'Give the factors that it reads: --factors PATH',
    ],
    [
      'of our own with a card that is not JSON',
      { path: 'x', metadata: { 'onshelf.card': '{' }, tensors: new Map() },
      {},
      'onshelf.card is not JSON',
    ],
  ])('are refused %s, naming what is at fault', (_, dict, changes, message) => {
    expect(() => recogniseEncoder(dict, changes as never, null)).toThrow(message);
  });
});
