import { normal, seededRandom } from '../../src/core/random.js';
import { chooseGreedily } from '../../src/rerank/choose-greedily.js';
import { likenessPenalty } from '../../src/rerank/likeness-penalty.js';
import type { Candidate } from '../../src/types/candidate.js';

/** Time of one step, milliseconds. */
interface StepRow {
  readonly name: string;
  readonly candidates: number;
  readonly count: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

const CANDIDATES = 500;
const DIMENSIONS = 32;
const WARM_UP = 50;
const REPEATS = 200;

/** Times MMR at 500 candidates for lists of several lengths. */
export function measureSteps(): StepRow[] {
  const random = seededRandom(1);
  const rows = Int8Array.from({ length: CANDIDATES * DIMENSIONS }, () => Math.max(-127, Math.min(127, Math.round(40 * normal(random)))));
  const candidates = Array.from({ length: CANDIDATES }, (_, row): Candidate => ({ row, score: 1 / (1 + row), adjustments: [] }));
  return [12, 100, CANDIDATES].map((count) => {
    const times: number[] = [];
    for (let run = 0; run < WARM_UP + REPEATS; run++) {
      const start = performance.now();
      chooseGreedily(candidates, count, [likenessPenalty({ rows, dimensions: DIMENSIONS }, candidates, 0.5)]);
      if (run >= WARM_UP) times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return {
      name: 'diversity (MMR)',
      candidates: CANDIDATES,
      count,
      medianMs: times[Math.floor(REPEATS / 2)],
      p95Ms: times[Math.floor(0.95 * REPEATS)],
    };
  });
}
