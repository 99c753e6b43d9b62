import type { ScorerMemory, ScorerMemoryStore } from '../../types/scoring/choice-memory.js';
import type { Connection } from '../connection.js';

/**
 * Stores the measurements of this device's backends in IndexedDB.
 *
 * @param connection returns the connection, or null if nothing may be stored
 */
export function createScorerMemoryStore(connection: () => Connection | null): ScorerMemoryStore {
  return {
    read: async () => (await connection()?.run(({ database }) => database.get('meta', 'scorers'))) as ScorerMemory | undefined,
    write: async (memory) => {
      await connection()?.run(({ database }) => database.put('meta', memory, 'scorers'), 'write');
    },
  };
}
