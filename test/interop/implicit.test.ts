import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/train/import/import-report.js';
import { onshelf } from '../cli/tools/run-onshelf.js';
import { temporaryFolder } from '../cli/tools/shop-files.js';
import { askBrowser } from './ask-browser.js';
import { findPeer } from './peer.js';
import { makeSampleShop } from './sample-shop.js';

const implicit = findPeer('IMPLICIT');

/** The steps of a shop that uses `implicit`: ids to numbers, a matrix of counts, fit, save. */
const TRAINING = `
import csv, sys
from collections import Counter
import numpy as np
from scipy.sparse import csr_matrix
from implicit.als import AlternatingLeastSquares

log, feed, out = sys.argv[1:]
items = [row["id"] for row in csv.DictReader(open(feed, encoding="utf-8"), delimiter="\\t")]
rows = {item: row for row, item in enumerate(items)}
counts = Counter((row["user_id"], rows[row["item_id"]]) for row in csv.DictReader(open(log)) if row["item_id"] in rows)
users = {user: number for number, user in enumerate(sorted({user for user, _ in counts}))}
matrix = csr_matrix(([float(n) for n in counts.values()], ([users[u] for u, _ in counts], [i for _, i in counts])), (len(users), len(items)))
model = AlternatingLeastSquares(factors=30, alpha=10, regularization=0.5, iterations=10, random_state=1)
model.fit(matrix, show_progress=False)
model.save(out + "/model.npz")
popular = np.asarray(matrix.sum(axis=0)).ravel()
csv.writer(open(out + "/items.csv", "w")).writerows([["row", "item_id", "popularity"], *zip(range(len(items)), items, popular)])
`;

describe.skipIf(implicit.missing)(`a model of Python's implicit${implicit.note}`, () => {
  it('becomes a pack that serves a personal list in a browser', async () => {
    const folder = temporaryFolder();
    const { feed, log } = makeSampleShop(folder);
    implicit.run(process.env.ONSHELF_PYTHON ?? '', '-c', TRAINING, log, feed, folder);
    const pack = join(folder, 'pack');
    const parts = ['--factors', join(folder, 'model.npz'), '--items', join(folder, 'items.csv')];
    const { code, output, errors } = await onshelf('import', ...parts, '--catalog', feed, '--out', pack, '--json');
    expect([code, errors]).toEqual([0, '']);
    const report = JSON.parse(output) as ImportReport;
    expect(report).toMatchObject({ format: 'implicit', items: { missing: { count: 0 }, extra: { count: 0 } }, notes: [] });
    expect(report.encoder).toMatchObject({ alpha: 10, regularization: 0.5 });
    expect(report.pack.dimensions).toBe(32);

    const { before, after, faults } = await askBrowser(pack, ['tent-001', 'tent-005', 'tent-009']);
    expect(faults).toEqual([]);
    expect(after.servedBy.model).toBe('personal');
    expect(after.items.map(({ id }) => id)).not.toEqual(before);
    expect(after.items.filter(({ item }) => item.product_type?.includes('Camping')).length).toBeGreaterThanOrEqual(12);
  });
});
