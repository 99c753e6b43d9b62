import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheckpoint, writeCheckpoint } from '../../../src/train/progress/checkpoint-file.js';
import { Checkpoints } from '../../../src/train/progress/checkpoints.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { temporaryFolder } from '../../cli/tools/shop-files.js';

const folder = temporaryFolder();

describe('a checkpoint file', () => {
  const path = join(folder, 'value');

  it('returns numbers, texts, lists and typed arrays unchanged, to the bit', () => {
    const array = fc.oneof(fc.uint8Array(), fc.uint32Array(), fc.int16Array(), fc.float32Array(), fc.float64Array());
    const plain = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(fc.record({ a: fc.oneof(array, plain), b: fc.array(array), c: plain })), (value) => {
        writeCheckpoint(path, value);
        expect(readCheckpoint(path)).toEqual(value);
      }),
    );
  });

  it('supports subarrays and shared arrays', () => {
    const shared = new Float32Array(new SharedArrayBuffer(16)).fill(0.1);
    writeCheckpoint(path, { part: Uint32Array.of(1, 2, 3, 4).subarray(1, 3), shared });
    expect(readCheckpoint(path)).toEqual({ part: Uint32Array.of(2, 3), shared: new Float32Array(4).fill(0.1) });
  });

  it('rejects values that it cannot restore', () => {
    expect(() => writeCheckpoint(path, { map: new Map() })).toThrow('A Map cannot be kept');
  });

  it('is rejected where any byte is wrong or missing', () => {
    writeCheckpoint(path, { values: Float32Array.of(1, 2, 3), name: 'x' });
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] ^= 4;
      writeFileSync(path, damaged);
      expect(() => readCheckpoint(path), `byte ${at}`).toThrow();
      writeFileSync(path, whole.subarray(0, at));
      expect(() => readCheckpoint(path), `cut at ${at}`).toThrow();
    }
  });
});

describe('steps with checkpoints', () => {
  const stepsIn = (place: string | null): StepLog => new StepLog(SILENT_PROGRESS, new Checkpoints(place));

  it('run once, also where two have the same name', async () => {
    const place = join(folder, 'once');
    let done = 0;
    const work = async (steps: StepLog): Promise<number[]> => [
      await steps.keep('a step', () => ++done),
      await steps.keep('a step', () => ++done),
    ];
    expect(await work(stepsIn(place))).toEqual([1, 2]);
    expect(await work(stepsIn(place))).toEqual([1, 2]);
    expect(done).toBe(2);
  });

  it('run again where a checkpoint is damaged', async () => {
    const place = join(folder, 'damaged');
    await stepsIn(place).keep('a step', () => 1);
    for (const name of readdirSync(place)) writeFileSync(join(place, name), 'x');
    expect(await stepsIn(place).keep('a step', () => 2)).toBe(2);
    expect(await stepsIn(place).keep('a step', () => 3)).toBe(2);
  });

  it('run, and report why nothing was saved, where nothing can be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const checkpoints = new Checkpoints(join(file, 'inside'));
    expect(await new StepLog(SILENT_PROGRESS, checkpoints).keep('a step', () => 1)).toBe(1);
    expect(checkpoints.failure).toMatch(/ENOTDIR|EEXIST/);
  });

  it('are readable by their user only, and can be removed', async () => {
    const place = join(folder, 'private');
    const checkpoints = new Checkpoints(place);
    await new StepLog(SILENT_PROGRESS, checkpoints).keep('a step', () => 1);
    expect(statSync(place).mode & 0o077).toBe(0);
    checkpoints.remove();
    expect(existsSync(place)).toBe(false);
  });
});
