import { messageOf } from '../../src/core/onshelf-error.js';
import { attendCausally } from '../../src/query/causal/attend-causally.js';
import { createWasmScorer } from '../../src/score/wasm/wasm-scorer.js';
import { type Durations, timeCalls } from '../score/job/time-calls.js';
import { historyOfLength, makeEncoderProblem } from './encoder-problem.js';
import type { EncoderReader } from './encoder-reader.js';

/** One reader to measure. */
interface EncoderJob {
  /** Address of its module. */
  readonly module: string;
  readonly peers: string;
  readonly lengths: readonly number[];
  readonly durations: Durations;
}

const FIRST_LENGTH = 50;
const LIST = 20;

async function runEncoder({ module, peers, lengths, durations }: EncoderJob): Promise<object[]> {
  const problem = makeEncoderProblem();
  const { pack, card, matrices } = problem;
  const plain = attendCausally(pack, card, matrices);
  const start = performance.now();
  const { encoderReader } = (await import(/* @vite-ignore */ module)) as { encoderReader: EncoderReader };
  const opened = await encoderReader.open(problem, peers);
  await opened.read(historyOfLength(FIRST_LENGTH));
  const firstMs = performance.now() - start;
  const scorer = await createWasmScorer(pack);
  const nothing = new Uint32Array(Math.ceil(pack.items / 32));
  const rows: object[] = [];
  for (const length of lengths) {
    const history = historyOfLength(length);
    const [expected, given] = [plain(history), await opened.read(history)].map((parts) => parts.flatMap((part) => [...part]));
    const difference = expected.reduce((most, value, at) => Math.max(most, Math.abs(value - given[at])), 0);
    const reading = await timeCalls(() => opened.read(history), durations);
    const listing = await timeCalls(async () => {
      const vector = new Float32Array(pack.dimensions);
      for (const part of await opened.read(history)) for (let k = 0; k < vector.length; k++) vector[k] += part[k];
      const query = { vector, biasWeight: 0, additions: { items: new Uint32Array(0), values: new Float32Array(0) } };
      return scorer.score(query, LIST, nothing);
    }, durations);
    rows.push({
      n: length,
      difference,
      firstMs,
      medianMs: reading.medianMs,
      p95Ms: reading.p95Ms,
      calls: reading.calls,
      listMs: listing.medianMs,
    });
  }
  return rows;
}

addEventListener('message', ({ data }: MessageEvent<EncoderJob>) => {
  runEncoder(data).then(
    (rows) => postMessage({ rows }),
    (error: unknown) => postMessage({ failure: messageOf(error) }),
  );
});
