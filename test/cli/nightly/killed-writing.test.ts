import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { checkPack } from '../../../src/train/packing/read-pack.js';
import { nextPackNumber, writePack } from '../../../src/train/packing/write-pack.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';
import { RUN_TIMEOUT_MS } from '../tools/run-built.js';
import { filesOf, put, temporaryFolder } from '../tools/shop-files.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

/** A pack whose three files all differ from those of a pack with another `mark`. */
async function publish(name: string, mark: number): Promise<void> {
  const base = prototypeContent();
  const content = {
    ...base,
    number: nextPackNumber(at(name)),
    catalog: base.catalog.map((item) => ({ ...item, title: `title ${mark}` })),
    popularity: base.popularity.map((value) => value / mark),
    neighbours: {
      ...base.neighbours,
      similarities: base.neighbours.similarities.map((value, place) => value / (1 + (place % (mark + 1)))),
    },
  };
  writePack(at(name), await encodePack(content), { keep: { packs: 1, days: 0 } });
}

/**
 * Publishes the files of folder `next` over those of the folder given, and kills its own process before a call of the file system.
 * Arguments: the folder, and the number of that call.
 */
const PROGRAM = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const [folder, last] = [process.argv[2], Number(process.argv[3])];
const manifest = JSON.parse(fs.readFileSync('next/pack.json', 'utf8'));
const files = new Map(manifest.files.map(({ path }) => [path, new Uint8Array(fs.readFileSync('next/' + path))]));
const { writePack } = await import('./write-pack.mjs');
let calls = 0;
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync', 'rmSync', 'mkdirSync']) {
  const call = fs[name];
  fs[name] = (...words) => {
    if (++calls === last) process.kill(process.pid, 'SIGKILL');
    return call(...words);
  };
}
syncBuiltinESMExports();
writePack(folder, { manifest: { ...manifest, number: 3 }, files }, { keep: { packs: 1, days: 0 } });
console.log(calls);
`;

describe.skipIf(process.platform === 'win32')('writing a pack over another, killed before any call of the file system', () => {
  beforeAll(async () => {
    const input = { 'write-pack': resolve('src/train/packing/write-pack.ts') };
    const output = { dir: folder, format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false } as const;
    await build({ input, platform: 'node', external: [/^node:/], output, logLevel: 'silent' });
    put(folder, 'publish.mjs', PROGRAM);
    await publish('old', 1);
    await publish('old', 2);
    await publish('next', 3);
  }, RUN_TIMEOUT_MS);

  const run = (name: string, last: number): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, ['publish.mjs', name, String(last)], { cwd: folder, encoding: 'utf8' });

  it(
    'leaves the old pack whole or the new one, and the next run ends with the same folder as if nothing had happened',
    async () => {
      cpSync(at('old'), at('whole'), { recursive: true });
      const { stdout, status, stderr } = run('whole', 0);
      expect([status, stderr]).toEqual([0, '']);
      const calls = Number(stdout);
      const expected = filesOf(at('whole'));
      expect(calls).toBeGreaterThan(20);
      const found = new Set<number>();
      for (let last = 1; last <= calls; last++) {
        const name = `killed ${last}`;
        cpSync(at('old'), at(name), { recursive: true, preserveTimestamps: true });
        expect(run(name, last).signal).toBe('SIGKILL');
        const { faults, manifest } = await checkPack(at(name));
        expect([last, faults]).toEqual([last, []]);
        found.add(manifest?.number ?? 0);
        // Kept manifests are whole too, or nothing but their files is missing since their time was over.
        for (const kept of readdirSync(at(name)).filter((file) => /^pack-\d+\.json$/.test(file)))
          expect(() => JSON.parse(readFileSync(join(at(name), kept), 'utf8'))).not.toThrow();
        // An empty lock is taken over after ten seconds.
        const lock = join(at(name), '.onshelf-lock');
        if (existsSync(lock)) utimesSync(lock, new Date(0), new Date(0));
        expect([last, run(name, 0).status]).toEqual([last, 0]);
        // A kill after the new manifest is in place makes it the replaced one, which has the same number here.
        const again = filesOf(at(name));
        const left = Object.keys(again).filter((file) => !(file in expected) && file !== 'pack-3.json');
        expect([last, left]).toEqual([last, []]);
        expect(again['pack.json']).toBe(expected['pack.json']);
        rmSync(at(name), { recursive: true });
      }
      expect([...found].sort()).toEqual([2, 3]);
    },
    RUN_TIMEOUT_MS,
  );
});
