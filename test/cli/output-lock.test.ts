import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownIdentity } from '../../src/train/files/process-identity.js';
import { type BuiltRun, built, desk, outcome, QUICK, RUN_TIMEOUT_MS } from './tools/run-built.js';
import { put, smallFeed, smallLog } from './tools/shop-files.js';

describe.skipIf(!built)('a folder that a pack is written to', () => {
  const { folder, run, start } = built ? desk() : ({} as ReturnType<typeof desk>);
  const feed = built ? put(folder, 'feed.tsv', smallFeed(40)) : '';
  const logs = built ? [300, 200].map((shoppers) => put(folder, `log-${shoppers}.csv`, smallLog(shoppers, 40))) : [];
  const words = (out: string, log = logs[0]): string[] => ['build', '--catalog', feed, '--events', log, '--out', out, ...QUICK];
  const lockOf = (out: string): string => join(folder, out, '.onshelf-lock');
  const leave = (out: string, mark: object): void => {
    mkdirSync(join(folder, out), { recursive: true });
    writeFileSync(lockOf(out), JSON.stringify(mark));
  };

  it(
    'belongs to one build at a time: of two at once one succeeds, the other reports the holder, and the pack is valid',
    async () => {
      for (let round = 0; round < 14; round++) {
        const ends = await Promise.all(logs.map((log) => outcome(start(words('shared', log)))));
        // They may have missed each other.
        for (const { code, errors } of ends) {
          expect([0, 1]).toContain(code);
          if (code === 1)
            expect(errors).toMatch(
              /^onshelf: (Process \d+ is already writing to shared|Another command has just started)[^\n]*name another folder\.\n$/m,
            );
        }
        expect(ends.some(({ code }) => code === 0)).toBe(true);
        const { code, output } = await run('verify', 'shared');
        expect([round, code, output]).toEqual([round, 0, expect.stringMatching(/is valid/)]);
        // Of the last packs the manifests stay too, and the files that they name; nothing else does.
        const names = readdirSync(join(folder, 'shared'));
        const manifests = names.filter((name) => /^pack(-\d+)?\.json$/.test(name));
        expect(manifests).toContain('pack.json');
        const named = manifests.flatMap((name) => {
          const { files } = JSON.parse(readFileSync(join(folder, 'shared', name), 'utf8')) as { files: { path: string }[] };
          return files.map(({ path }) => path);
        });
        expect(names.sort()).toEqual([...new Set([...manifests, ...named])].sort());
      }
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is refused at once to build, import and evaluate while it is held, with the process id of the holder',
    async () => {
      leave('held', ownIdentity());
      const held = new RegExp(
        `^onshelf: Process ${process.pid} is already writing to held\\. Wait until it ends, or name another folder\\.\\n$`,
      );
      const calls = [
        [...words('held'), '--json'],
        ['import', '--factors', 'nowhere', '--catalog', feed, '--out', 'held', '--json'],
        ['evaluate', '--events', logs[0], '--save-pack', 'held', '--json'],
      ];
      for (const call of calls) {
        const { code, errors, output } = await run(...call);
        expect([code, errors, output]).toEqual([1, expect.stringMatching(held), '']);
      }
      expect(readdirSync(join(folder, 'held'))).toEqual(['.onshelf-lock']);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is taken over from a build that was killed, with a note',
    async () => {
      const child = start(words('killed'));
      const end = outcome(child);
      child.stderr?.on('data', (text: Buffer) => {
        if (text.includes('reading the feed')) child.kill('SIGKILL');
      });
      expect((await end).signal).toBe('SIGKILL');
      expect(existsSync(lockOf('killed'))).toBe(true);
      const { code, output } = await run(...words('killed'));
      expect([code, output]).toEqual([
        0,
        expect.stringMatching(new RegExp(`Note: .*was left by process ${child.pid}, which was killed; the lock was taken over\\.`)),
      ]);
      expect(existsSync(lockOf('killed'))).toBe(false);
      expect((await run('verify', 'killed')).code).toBe(0);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is taken over where the process id was reused, or the machine was rebooted',
    async () => {
      const { start: _, ...mark } = ownIdentity();
      // Of a living process, and not the one that took the lock.
      if (ownIdentity().start !== '') leave('reused', { ...mark, start: '1' });
      leave('rebooted', { ...ownIdentity(), boot: 'another' });
      for (const out of ['reused', 'rebooted']) {
        const { code, output } = await run(...words(out), '--json');
        expect([out, code, (JSON.parse(output) as { notes: string[] }).notes.length]).toEqual([
          out,
          0,
          ownIdentity().start === '' && out === 'reused' ? 0 : 1,
        ]);
      }
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is not taken from another machine, and the message states what to do',
    async () => {
      leave('elsewhere', { ...ownIdentity(), host: `not-${hostname()}` });
      const { code, errors } = await run(...words('elsewhere'), '--json');
      expect([code, errors]).toEqual([
        1,
        expect.stringMatching(/^onshelf: Process \d+ of not-.* is writing to elsewhere\. .* remove .*\.onshelf-lock\.\n$/),
      ]);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'is removed again where nothing was written and it was not there before',
    async () => {
      const { code }: BuiltRun = await run('build', '--catalog', 'nowhere', '--events', 'nowhere', '--out', 'deep/er', '--json');
      expect(code).toBe(1);
      expect(existsSync(join(folder, 'deep'))).toBe(false);
    },
    RUN_TIMEOUT_MS,
  );
});
