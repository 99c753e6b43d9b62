import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import type { BuildReport } from '../../../src/train/build/build-report.js';
import { mixtureText } from '../../../src/train/models/mixture/mixture.js';
import { checkPack } from '../../../src/train/packing/read-pack.js';
import type { Pack } from '../../../src/types/pack.js';
import { onshelf } from '../../cli/tools/run-onshelf.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const GROUPS = 3;
const EACH = 20;
/** The planted shopper's own pair: one item of the first group, one of the second. */
const OWN = [4, 27] as const;

/** A log in which every shopper stays within a group of items. */
function groupedLog(planted: boolean): string {
  const random = seededRandom(21);
  const rows = ['user_id,item_id,timestamp'];
  for (let shopper = 0; shopper < 450; shopper++) {
    for (let event = 0; event < 4; event++) {
      rows.push(`u${shopper},i${EACH * (shopper % GROUPS) + Math.floor(random() ** 2 * EACH)},${1_700_000_000 + 60 * event}`);
    }
  }
  const own = OWN.map((item, event) => `canary,i${item},${1_700_000_000 + 60 * event}`);
  return [...rows, ...(planted ? own : [])].join('\n');
}

interface Built {
  readonly pack: Pack;
  readonly report: BuildReport;
}

/** Pairs of a table, as `from-to`. */
function pairsOf(pack: Pack, table: 'followers' | 'neighbours'): string[] {
  const { offsets, items } = pack[table];
  return Array.from({ length: pack.items }, (_, row) =>
    Array.from(items.subarray(offsets[row], offsets[row + 1]), (item) => `${row}-${item}`),
  ).flat();
}

const isAcross = (pair: string): boolean => new Set(pair.split('-').map((row) => Math.floor(Number(row) / EACH))).size > 1;

describe('a shopper with a pair of items that is theirs alone', () => {
  const folder = temporaryFolder();
  const built = new Map<string, Built>();
  const of = (name: string): Built => {
    const found = built.get(name);
    if (found === undefined) throw new Error(`no pack ${name}`);
    return found;
  };

  beforeAll(async () => {
    const feed = ['id\ttitle', ...Array.from({ length: GROUPS * EACH }, (_, item) => `i${item}\tItem ${item}`)].join('\n');
    const catalog = put(folder, 'feed.tsv', feed);
    for (const [name, planted, more] of [
      ['without', false, []],
      ['planted', true, []],
      ['unguarded', true, ['--minimum-support', '1']],
    ] as const) {
      const events = put(folder, `${name}.csv`, groupedLog(planted));
      const files = ['--catalog', catalog, '--events', events, '--out', join(folder, name)];
      const { code, output, errors } = await onshelf(
        'build',
        ...files,
        '--teacher',
        'walk',
        '--without-content',
        '--threads',
        '1',
        ...more,
        '--json',
      );
      expect(errors.includes('Error'), errors).toBe(false);
      expect(code).toBe(0);
      const { pack, faults } = await checkPack(join(folder, name));
      if (pack === null) throw new Error(faults.join(' '));
      built.set(name, { pack, report: JSON.parse(output) as BuildReport });
    }
  }, 120_000);

  it('is in packs that learned from a teacher', () => {
    for (const name of ['without', 'planted']) {
      expect(of(name).report.teaching?.chosen?.teacher).toBe('walk');
      expect(pairsOf(of(name).pack, 'followers').length).toBeGreaterThan(200);
    }
  });

  it('leaves their pair out of every table, and joins nothing that others did not join', () => {
    for (const name of ['without', 'planted']) {
      for (const table of ['followers', 'neighbours'] as const) expect(pairsOf(of(name).pack, table).filter(isAcross)).toEqual([]);
    }
  });

  it('is behind no pair, as the check of a pack says', async () => {
    const { code, output } = await onshelf('verify', '--privacy', join(folder, 'planted'));
    expect(code).toBe(0);
    expect(output).toMatch(/Pairs of closed-form have at least 2 shoppers each, or none at all where a teacher \(walk\) named them/);
    expect(output).toMatch(/Pairs of item-knn have at least 2 shoppers each\./);
  });

  it('has packs that say what their followers are mixed from', () => {
    for (const name of ['without', 'planted']) {
      const { pack, report } = of(name);
      const chosen = report.mixture?.chosen;
      expect(report.mixture?.lists).toBeGreaterThan(0);
      const card = pack.manifest.models.find((model) => model.name === 'closed-form');
      expect(card?.parameters.mixture).toBe(chosen ? mixtureText(chosen) : 'none');
    }
  });

  it('would be found without the minimum of two shoppers', () => {
    expect(pairsOf(of('unguarded').pack, 'followers')).toContain(OWN.join('-'));
  });
});
