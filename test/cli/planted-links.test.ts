import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Checkpoints } from '../../src/train/progress/checkpoints.js';
import { SILENT_PROGRESS } from '../../src/train/progress/progress.js';
import { StepLog } from '../../src/train/progress/step-log.js';
import { built, type Desk, desk, QUICK, RUN_TIMEOUT_MS } from './tools/run-built.js';
import { filesOf, put, smallFeed, smallLog } from './tools/shop-files.js';

describe.skipIf(!built)('a link that somebody planted', () => {
  const { folder, cache, run } = built ? desk() : ({} as Desk);
  const feed = built ? put(folder, 'feed.tsv', smallFeed(40)) : '';
  const log = built ? put(folder, 'log.csv', smallLog(20, 40)) : '';
  const words = (out: string): string[] => ['build', '--json', '--catalog', feed, '--events', log, '--out', out, ...QUICK];
  const evaluate = (...more: string[]): ReturnType<Desk['run']> =>
    run('evaluate', '--json', '--events', log, '--models', 'popularity', '--resamples', '0', ...QUICK, ...more);
  let planted = 0;
  /** Targets of a link: a file, nothing yet, a folder. */
  const targets = (): { path: string; untouched: () => boolean }[] => {
    planted++;
    const [file, nothing, inside] = ['file', 'nothing', 'folder'].map((name) => join(folder, `${name}-${planted}`));
    writeFileSync(file, 'mine');
    mkdirSync(inside);
    return [
      { path: file, untouched: () => readFileSync(file, 'utf8') === 'mine' },
      { path: nothing, untouched: () => !existsSync(nothing) },
      { path: inside, untouched: () => readdirSync(inside).length === 0 },
    ];
  };

  it(
    'in place of a pack, of one of its files, half written or whole, or of the lock, is not written through',
    async () => {
      expect((await run(...words('first'))).code).toBe(0);
      const [rows] = Object.keys(filesOf(join(folder, 'first'))).filter((name) => name.startsWith('rows-'));
      const names = ['pack.json', 'pack.json.partial', rows, `${rows}.partial`, 'rows-0123456789abcdef.safetensors', '.onshelf-lock'];
      for (const name of names) {
        for (const { path, untouched } of targets()) {
          const out = `with-link-${planted}-${path.length}`;
          mkdirSync(join(folder, out), { recursive: true });
          const link = join(folder, out, name);
          symlinkSync(path, link);
          const { code, errors } = await run(...words(out));
          expect([name, path, untouched()]).toEqual([name, path, true]);
          expect([name, code, errors]).toEqual([name, 1, expect.stringMatching(/^onshelf: [^\n]*(is a link|is not a file)[^\n]*\n$/)]);
          expect(lstatSync(link).isSymbolicLink()).toBe(true);
        }
      }
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'in place of the folder of a pack is refused, by build, import and evaluate',
    async () => {
      for (const { path, untouched } of targets()) {
        const out = `link-${path.length}-${planted}`;
        symlinkSync(path, join(folder, out));
        for (const call of [
          words(out),
          words(`${out}/`),
          ['import', '--factors', 'x', '--catalog', feed, '--out', out],
          ['evaluate', '--events', log, '--save-pack', out],
        ]) {
          const { code, errors } = await run(...call);
          expect([call[0], code, errors]).toEqual([call[0], 1, expect.stringMatching(/is a link, and links are not followed for writing/)]);
        }
        expect(untouched()).toBe(true);
      }
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'in place of a page or of lists is refused before anything is measured, and so are folders and devices',
    async () => {
      for (const option of ['--html', '--lists']) {
        for (const { path, untouched } of targets()) {
          const link = join(folder, `out-${option}-${path.length}-${planted}`);
          symlinkSync(path, link);
          const { code, errors } = await evaluate(option, link);
          expect([option, code, errors]).toEqual([option, 1, expect.stringMatching(/^onshelf: [^\n]* is a link, [^\n]*\n$/)]);
          expect(untouched()).toBe(true);
        }
        for (const path of ['/dev/full', '/dev/null', folder, join(folder, 'no', 'folder'), join(log, 'inside')])
          expect(await evaluate(option, path), path).toMatchObject({
            code: 1,
            errors: expect.stringMatching(/^onshelf: The [^\n]* cannot be written[^\n]*\n$/),
          });
      }
    },
    RUN_TIMEOUT_MS,
  );

  it('in place of checkpoints is not followed, and the build reports that none are saved', async () => {
    const away = join(folder, 'away');
    mkdirSync(away);
    const place = join(folder, 'kept');
    symlinkSync(away, place);
    const checkpoints = new Checkpoints(place);
    expect(await new StepLog(SILENT_PROGRESS, checkpoints).keep('a step', () => 1)).toBe(1);
    expect(readdirSync(away)).toEqual([]);
    expect(checkpoints.failure).toMatch(/is a link/);
    // A file in the folder of one's own that somebody made a link of.
    const whole = join(folder, 'whole');
    mkdirSync(whole, { mode: 0o755 });
    symlinkSync(join(away, 'stolen'), join(whole, 'a-step-1.result'));
    await new StepLog(SILENT_PROGRESS, new Checkpoints(whole)).keep('a step', () => 1);
    expect(existsSync(join(away, 'stolen'))).toBe(false);
    expect(lstatSync(whole).mode & 0o777).toBe(0o700);
    expect(existsSync(cache)).toBe(true);
  });
});
