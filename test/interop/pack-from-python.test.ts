import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import type { FileRole } from '../../src/types/manifest.js';
import { bytesOf, tinyContent } from '../fixtures/tiny-pack.js';

const python = process.env.ONSHELF_PYTHON;
const reason = process.env.ONSHELF_NO_PYTHON ?? 'run it by `npm run test:interop`, which sets Python up';

/** The Python program that docs/pack-format.md prints. */
function documentedProgram(): string {
  const [, program] = /```python\n([\s\S]*?)```/.exec(readFileSync('docs/pack-format.md', 'utf8')) ?? [];
  if (program === undefined) throw new Error('docs/pack-format.md holds no Python program');
  return program;
}

function run(program: string, ...parameters: string[]): string {
  return execFileSync(python ?? '', ['-c', program, ...parameters], { encoding: 'utf8' });
}

describe.skipIf(python === undefined)(
  `with the safetensors package of Python${python === undefined ? ` (skipped: ${reason})` : ''}`,
  () => {
    it('the program in docs/pack-format.md writes a pack that this library reads', () => {
      const folder = mkdtempSync(join(tmpdir(), 'onshelf-'));
      run(
        `${documentedProgram()}
import sys
rng = np.random.default_rng(1)
write_pack(sys.argv[1], ["a", "b\u00e9", "c"], rng.normal(size=(3, 8)).astype(np.float32), np.array([1, .5, 0]))`,
        folder,
      );
      const manifest = parseManifest(readFileSync(join(folder, 'pack.json'), 'utf8'));
      const files = Object.fromEntries(manifest.files.map((file) => [file.role, new Uint8Array(readFileSync(join(folder, file.path)))]));
      const pack = decodePack(manifest, files as Record<FileRole, Uint8Array<ArrayBuffer>>);
      expect(pack.items).toBe(3);
      expect(pack.rowOf('bé')).toBe(1);
      expect([...pack.popularity]).toEqual([1, 0.5, 0]);
    });

    it('reads the files that this library writes, number by number', async () => {
      const encoded = await encodePack(tinyContent());
      const folder = mkdtempSync(join(tmpdir(), 'onshelf-'));
      const path = join(folder, 'rows.safetensors');
      (await import('node:fs')).writeFileSync(path, bytesOf(encoded, 'rows'));
      const read = JSON.parse(
        run(
          `import sys, json
from safetensors.numpy import load_file
tensors = load_file(sys.argv[1])
print(json.dumps({"rows": tensors["rows"].flatten().tolist(), "shape": tensors["rows"].shape, "scales": [float(s) for s in tensors["scales"]]}))`,
          path,
        ),
      );
      const pack = decodePack(encoded.manifest, {
        rows: bytesOf(encoded, 'rows'),
        neighbours: bytesOf(encoded, 'neighbours'),
        catalog: bytesOf(encoded, 'catalog'),
      });
      expect(read.shape).toEqual([pack.items, pack.dimensions]);
      expect(read.rows).toEqual([...pack.rows]);
      expect(read.scales).toEqual([...pack.scales]);
    });
  },
);
