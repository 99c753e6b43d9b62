import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listInputs } from '../../src/train/containers/list-inputs.js';
import { digestFile } from '../../src/train/kept/file-digests.js';
import { onshelf } from '../cli/tools/run-onshelf.js';
import { put, smallFeed, smallLog, temporaryFolder } from '../cli/tools/shop-files.js';

const folder = temporaryFolder();
const feed = put(folder, 'feed.tsv', smallFeed(20));
const log = put(folder, 'log.csv', smallLog(20, 20));
const factors = put(folder, 'factors.csv', 'item_id,factors\ni1,"[1,2]"\n');
const out = join(folder, 'out');

const BUILD = [
  '--out',
  out,
  '--dimensions',
  '4',
  '--iterations',
  '1',
  '--threads',
  '1',
  '--memory',
  '256MB',
  '--temp',
  join(folder, 'temp'),
];
const EVALUATE = ['--models', 'popularity', '--threads', '1', '--memory', '256MB'];
/** Calls in which one path is odd, by option. */
const CALLS: readonly (readonly [string, (path: string) => readonly string[]])[] = [
  ['build --catalog', (path) => ['build', '--catalog', path, '--events', log, ...BUILD]],
  ['build --events', (path) => ['build', '--catalog', feed, '--events', path, ...BUILD]],
  ['build --catalog --events', (path) => ['build', '--catalog', path, '--events', path, ...BUILD]],
  ['build --catalog alone', (path) => ['build', '--catalog', path, ...BUILD]],
  ['build --embeddings', (path) => ['build', '--catalog', feed, '--events', log, '--embeddings', path, ...BUILD]],
  ['build --check', (path) => ['build', '--catalog', feed, '--events', log, '--check', path, ...BUILD]],
  ['import --factors', (path) => ['import', '--catalog', feed, '--factors', path, '--out', out]],
  ['import --catalog', (path) => ['import', '--catalog', path, '--factors', factors, '--out', out]],
  ['import --items', (path) => ['import', '--catalog', feed, '--factors', factors, '--items', path, '--out', out]],
  ['import --neighbours', (path) => ['import', '--catalog', feed, '--factors', factors, '--neighbours', path, '--out', out]],
  ['evaluate --events', (path) => ['evaluate', '--events', path, ...EVALUATE]],
  ['evaluate --catalog', (path) => ['evaluate', '--events', log, '--catalog', path, ...EVALUATE]],
  ['evaluate --embeddings', (path) => ['evaluate', '--events', log, '--catalog', feed, '--embeddings', path, ...EVALUATE]],
  ['evaluate --cases', (path) => ['evaluate', '--events', log, '--protocol', 'cases', '--cases', path, ...EVALUATE]],
];

let server: Server;
beforeAll(async () => {
  mkdirSync(join(folder, 'temp'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  symlinkSync(join(folder, 'pipe'), join(folder, 'link-to-pipe'));
  server = createServer();
  await new Promise<void>((done) => server.listen(join(folder, 'socket'), done));
});
afterAll(() => new Promise((done) => server.close(done)));

describe('a path that is no file', () => {
  const ODD = ['/dev/zero', '/dev/null', join(folder, 'pipe'), join(folder, 'link-to-pipe'), join(folder, 'socket')];
  it.each(CALLS)('is refused at once in one sentence: %s', async (_, words) => {
    for (const path of ODD) {
      const { code, errors } = await onshelf(...words(path));
      expect([path, code]).toEqual([path, 1]);
      expect(errors).toMatch(/(?:^|\n)onshelf: [^\n]*(?:is a pipe or a device, not a file|is not a file)[^\n]*\n$/);
    }
  });
});

describe('a folder', () => {
  it('with links that lead in a circle has each file once', () => {
    const circle = join(folder, 'circle');
    mkdirSync(join(circle, 'deeper'), { recursive: true });
    put(circle, 'a.csv', 'id\n1\n');
    put(join(circle, 'deeper'), 'b.csv', 'id\n2\n');
    for (const name of ['x', 'y']) symlinkSync(circle, join(circle, 'deeper', name));
    expect(listInputs([circle]).map((path) => path.slice(circle.length))).toEqual(['/a.csv', '/deeper/b.csv']);
  });
});

describe('the digest of a file', () => {
  it('ends where the file says that it has no bytes', async () => {
    expect(await digestFile('/proc/self/status')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
