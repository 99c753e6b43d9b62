import type { ScorerMemory, ScorerMemoryStore } from '../../types/scoring/choice-memory.js';
import type { Connection } from '../connection.js';

/**
 * Keeps what was learned of this device's scorers in IndexedDB.
 *
 * @param connection gives the connection, or null where nothing may be stored
 */
export function createScorerMemoryStore(connection: () => Connection | null): ScorerMemoryStore {
  return {
    read: async () => (await connection()?.run(({ database }) => database.get('meta', 'scorers'))) as ScorerMemory | undefined,
    write: async (memory) => {
      await connection()?.run(({ database }) => database.put('meta', memory, 'scorers'), 'write');
    },
  };
}
