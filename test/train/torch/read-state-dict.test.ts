import { describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../../src/pack/format/safetensors.js';
import { readStateDict } from '../../../src/train/torch/read-state-dict.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { pickleOf, torchFile } from './torch-file.js';

const folder = temporaryFolder();
let made = 0;
const read = (content: Uint8Array) => readStateDict(put(folder, `file-${made++}.pt`, content));
const floats = (...values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
const halves = (...bits: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(bits).buffer);
const vector = { storage: 'Float', bytes: floats(1, 2), shape: [2], strides: [1] };

describe('a state dict of torch.save', () => {
  it('has the tensors of its dictionary, row after row, whatever their strides and offsets are', async () => {
    const bytes = floats(9, 0, 1, 2, 3, 4, 5);
    const { tensors } = await read(
      torchFile({
        whole: { storage: 'Float', bytes, offset: 1, shape: [2, 3], strides: [3, 1] },
        turned: { storage: 'Float', bytes, offset: 1, shape: [3, 2], strides: [1, 3] },
        part: { storage: 'Float', bytes, offset: 2, shape: [2, 2], strides: [3, 1] },
        scalar: { storage: 'Float', bytes, offset: 6, shape: [], strides: [] },
        none: { storage: 'Float', bytes, shape: [0, 3], strides: [3, 1] },
      }),
    );
    expect([...tensors].map(([name, { shape, values }]) => [name, shape, [...(values ?? [])]])).toEqual([
      ['whole', [2, 3], [0, 1, 2, 3, 4, 5]],
      ['turned', [3, 2], [0, 3, 1, 4, 2, 5]],
      ['part', [2, 2], [1, 2, 4, 5]],
      ['scalar', [], [5]],
      ['none', [0, 3], []],
    ]);
  });

  it('has numbers of 16, 32 and 64 bits, and names those that are none without reading them', async () => {
    const { tensors } = await read(
      torchFile({
        half: { storage: 'Half', bytes: halves(0x3c00, 0xc100, 0x0001, 0x7bff, 0x8000), elements: 5, shape: [5], strides: [1] },
        brain: { storage: 'BFloat16', bytes: halves(0x3f80, 0xc020), elements: 2, shape: [2], strides: [1] },
        double: { storage: 'Double', bytes: new Uint8Array(Float64Array.of(0.1).buffer), elements: 1, shape: [1], strides: [1] },
        steps: { storage: 'Long', bytes: new Uint8Array(8), elements: 1, shape: [1], strides: [1] },
      }),
    );
    const numbers = (name: string) => Array.from(tensors.get(name)?.values ?? []);
    expect(numbers('half')).toEqual([1, -2.5, 2 ** -24, 65504, -0]);
    expect(numbers('brain')).toEqual([1, -2.5]);
    expect(numbers('double')).toEqual([Math.fround(0.1)]);
    expect(tensors.get('steps')).toMatchObject({ values: null, type: 'torch.LongStorage' });
  });

  it('is found in a checkpoint, beside what is no tensor', async () => {
    const inside = pickleOf({ 'layer.weight': vector }).subarray(2, -1);
    const { tensors } = await read(
      torchFile({ state_dict: vector, epoch: Buffer.from('K\x03') }, pickleOf({ epoch: Buffer.from('K\x03'), state_dict: inside })),
    );
    expect([...tensors.keys()]).toEqual(['layer.weight']);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'names a function of the system',
      torchFile({ it: Buffer.from('cposix\nsystem\n(X\x04\0\0\0truetR', 'latin1') }),
      'it holds posix.system, which is not read, and never run',
    ],
    [
      'names a class of a framework',
      torchFile({ config: Buffer.from('crecbole.config.configurator\nConfig\n)\x81', 'latin1') }),
      'it holds recbole.config.configurator.Config',
    ],
    ['names a global by the stack', torchFile({ it: Buffer.from('\x8c\x08builtins\x8c\x04eval\x93', 'latin1') }), 'it holds builtins.eval'],
    [
      'calls what is known with other values',
      torchFile({ it: Buffer.from('ctorch._utils\n_rebuild_tensor_v2\n)R') }),
      'in a way that no state dict does',
    ],
    ['has an opcode that no state dict needs', torchFile({ it: Buffer.from('I01\n') }), 'its pickle has the opcode 73'],
    ['has a persistent id of another kind', torchFile({ it: Buffer.from('K\x01Q') }), 'a persistent id that names no storage'],
    ['is cut short', torchFile({}, pickleOf({ vector }).subarray(0, 40)), 'its pickle is cut short'],
    ['recalls what it did not keep', torchFile({ it: Buffer.from('h\x07') }), 'its pickle is damaged'],
    [
      'has a number that is too long',
      torchFile({ it: Buffer.concat([Buffer.from([0x8a, 9]), Buffer.alloc(9)]) }),
      'a number beyond 48 bits',
    ],
    ['has no dictionary', torchFile({}, Buffer.from('\x80\x02K\x01.', 'latin1')), 'holds no dictionary of tensors'],
    ['has only numbers', torchFile({ it: Buffer.from('K\x01') }), 'holds no dictionary of tensors'],
  ])('is refused where it %s, with what to do', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
    await expect(read(content)).rejects.toThrow("torch.save(model.state_dict(), 'model.pt')");
  });

  it.each<[string, Uint8Array, string]>([
    [
      'reaches behind its storage',
      torchFile({ vector: { ...vector, offset: 1 } }),
      '"vector" has shape [2], but its storage has 2 numbers',
    ],
    [
      'repeats its storage',
      torchFile({ vector: { ...vector, shape: [1000, 1000, 1000], strides: [0, 0, 0] } }),
      '"vector" has shape [1000, 1000, 1000]',
    ],
    ['has a storage of another length', torchFile({ vector: { ...vector, elements: 3 } }), 'its storage has 2 numbers'],
    ['has no storage', torchFile({}, pickleOf({ vector })), 'its storage has 0 numbers'],
  ])('is refused, naming the tensor, where a tensor %s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it('is refused where it is of another byte order, of an old PyTorch, or no such file', async () => {
    const { zipOf } = await import('../tools/shop-files.js');
    await expect(read(zipOf({ 'archive/data.pkl': pickleOf({ vector }), 'archive/byteorder': 'big' }))).rejects.toThrow('big-endian');
    await expect(read(zipOf({ 'other.txt': 'a' }))).rejects.toThrow('has no data.pkl');
    await expect(read(Buffer.from('\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.', 'latin1'))).rejects.toThrow('PyTorch before 1.6');
    await expect(read(Buffer.from('id,title\n1,Tent\n'))).rejects.toThrow('neither a file of torch.save nor safetensors');
  });
});

describe('a state dict of safetensors', () => {
  it('has its tensors and its metadata', async () => {
    const { tensors } = await read(encodeSafetensors({ 'a.weight': { type: 'F32', shape: [1, 2], data: Float32Array.of(1, 2) } }));
    expect(tensors.get('a.weight')).toMatchObject({ shape: [1, 2], values: Float32Array.of(1, 2) });
  });

  it.each<[string, object, string]>([
    ['behind the end', { a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, '"a" has shape [2] and 8 bytes'],
    ['of another size', { a: { dtype: 'F16', shape: [3], data_offsets: [0, 4] } }, '"a" has shape [3] and 4 bytes'],
    ['without a place', { a: { dtype: 'F16', shape: [2] } }, '"a" has no usable type, shape or place'],
  ])('is refused with a tensor %s, naming it', async (_, header, message) => {
    const json = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(8);
    length.writeUInt32LE(json.length);
    await expect(read(Buffer.concat([length, json, Buffer.alloc(4)]))).rejects.toThrow(message);
  });
});
