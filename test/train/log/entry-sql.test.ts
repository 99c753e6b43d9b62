import { describe, expect, it } from 'vitest';
import { openDuckDatabase } from '../../../src/train/input/open-duck-database.js';
import { recognizeLayout } from '../../../src/train/log/columns/recognize-layout.js';
import { entriesSql } from '../../../src/train/log/load/entry-sql.js';
import { offerTable } from '../../../src/train/log/load/offer-table.js';

const COLUMNS = ['customer id', 'email', 'item_id', 'sku', 'timestamp', 'event', 'quantity', 'order id', 'status'];

describe('the rows of a file', () => {
  it('are joined with nothing, which would put them in another order: their lines are told by it', async () => {
    const database = await openDuckDatabase({ threads: 1, memoryLimit: '256MB' });
    await database.run(`CREATE TABLE source (${COLUMNS.map((name) => `"${name}" VARCHAR`).join(', ')})`);
    const row = Object.fromEntries(COLUMNS.map((name) => [name, '1']));
    for (const columns of [COLUMNS, COLUMNS.filter((name) => name !== 'event')]) {
      const layout = recognizeLayout(offerTable({ columns, rows: [row] }, {}));
      const { rows } = entriesSql({ layout, from: 'source', isNested: false, hasLine: false, fillOrders: false, times: ['1780323002'] });
      const [{ explain_value: plan }] = await database.rows(`EXPLAIN ${rows}`);
      expect(layout.isOrders).toBe(columns.length < COLUMNS.length);
      expect(String(plan)).toContain('PROJECTION');
      expect(String(plan)).not.toContain('JOIN');
    }
    database.close();
  });
});
