import { messageOf } from '../../../src/core/onshelf-error.js';
import type { Contender, Opened } from '../adapters/contender.js';
import { agreementOf } from '../problem/check-answers.js';
import { decodeProblem, type Problem, queriesOf } from '../problem/problem.js';
import type { Host, Job, Measured } from './job.js';
import { timeCalls, timeOnce } from './time-calls.js';
import { timeFirstAnswer } from './time-first-answer.js';

/** Size of the batch that a formulation is tried with. */
const SMALL_BATCH = 8;
const QUERIES_CHECKED = 8;
/** If a single query takes longer, a formulation is tried once only. */
const SLOW_MS = 1000;

/**
 * Runs a job.
 *
 * @throws Error if the whole job fails; a batch that fails becomes a skipped row
 */
export async function runJob(job: Job, host: Host): Promise<Measured[]> {
  const { contender } = (await import(/* @vite-ignore */ job.module)) as { contender: Contender };
  const setting = { peers: job.peers, threads: job.threads, hurry: job.kind === 'first answer' };
  const problem = decodeProblem(await host.read(job.problem));
  if (job.kind === 'first answer') {
    const row = await timeFirstAnswer(job, host, contender, setting, problem);
    return [contender.approximate ? withoutAgreement(row) : row];
  }
  const open = (formulation: string): Promise<Opened> => contender.open(problem, formulation, setting);

  const tried = await tryFormulations(contender, open, problem);
  const rows = [await measureSingle(job, tried.single, problem, open)].map((row) => (contender.approximate ? withoutAgreement(row) : row));
  if (job.batch > 1 && tried.batch !== undefined) rows.push(await measureBatch(job, tried.batch, problem, open));
  return rows;
}

/** Approximate contenders report recall in place of agreement. */
function withoutAgreement({ agreement: _, ...row }: Measured): Measured {
  return row as Measured;
}

/** The fastest formulation for one query, and for a batch with its time per query. */
interface Tried {
  readonly single: string;
  readonly batch: { readonly formulation: string; readonly queryMs: number } | undefined;
}

async function tryFormulations(
  { formulations }: Contender,
  open: (formulation: string) => Promise<Opened>,
  problem: Problem,
): Promise<Tried> {
  const small = Math.min(SMALL_BATCH, queriesOf(problem));
  const singles = new Map<string, number>();
  const batches = new Map<string, number>();
  const failures: string[] = [];
  for (const formulation of formulations) {
    try {
      const opened = await open(formulation);
      try {
        const single = await tryTwice(() => opened.score(0));
        singles.set(formulation, single);
        // If one query is slow, trying eight would take minutes.
        if (opened.scoreBatch !== undefined) {
          const batch = single > SLOW_MS ? single * small : await tryTwice(async () => opened.scoreBatch?.(small));
          batches.set(formulation, batch / small);
        }
      } finally {
        opened.dispose();
      }
    } catch (error) {
      failures.push(formulations.length === 1 ? messageOf(error) : `${formulation}: ${messageOf(error)}`);
    }
  }
  const [single] = fastest(singles) ?? [];
  if (single === undefined) throw new Error(failures.join('; '));
  const batch = fastest(batches);
  return { single, batch: batch && { formulation: batch[0], queryMs: batch[1] } };
}

/** The faster of two calls after one to warm up; if the first is slow, its time. */
async function tryTwice(call: () => Promise<unknown>): Promise<number> {
  const first = await timeOnce(call, 0);
  return first > SLOW_MS ? first : Math.min(await timeOnce(call, 1), await timeOnce(call, 2));
}

function fastest(times: ReadonlyMap<string, number>): [string, number] | undefined {
  return [...times].sort(([, a], [, b]) => a - b)[0];
}

async function measureSingle(
  job: Job,
  formulation: string,
  problem: Problem,
  open: (formulation: string) => Promise<Opened>,
): Promise<Measured> {
  const opened = await open(formulation);
  try {
    const queries = queriesOf(problem);
    const timing = await timeCalls((index) => opened.score(index % queries), job.durations);
    const checked = timing.medianMs > SLOW_MS ? 1 : Math.min(QUERIES_CHECKED, queries);
    let agreement: number | undefined = 1;
    for (let query = 0; query < checked && agreement !== undefined; query++) {
      const answer = await opened.score(query);
      agreement = answer === null ? undefined : Math.min(agreement, agreementOf(problem, query, answer));
    }
    const seen = agreement === undefined ? {} : { agreement };
    return { batch: 1, ...timing, ...seen, formulation, bytes: opened.bytes, ...opened.measured };
  } finally {
    opened.dispose();
  }
}

async function measureBatch(
  job: Job,
  { formulation, queryMs }: { readonly formulation: string; readonly queryMs: number },
  problem: Problem,
  open: (formulation: string) => Promise<Opened>,
): Promise<Measured> {
  const { batch, batchCapMs } = job;
  const expectedMs = queryMs * batch;
  if (expectedMs > batchCapMs) {
    return { batch, formulation, skipped: `a batch would take ${Math.round(expectedMs / 1000)} s; the cap is ${batchCapMs / 1000} s` };
  }
  try {
    const opened = await open(formulation);
    try {
      const scoreAll = async (): Promise<ArrayLike<number>[]> => (await opened.scoreBatch?.(batch)) ?? [];
      const timing = await timeCalls(scoreAll, job.durations);
      const answers = await scoreAll();
      const agreement = Math.min(...Array.from({ length: batch }, (_, query) => agreementOf(problem, query, answers[query] ?? [])));
      return { batch, ...timing, agreement, formulation, bytes: opened.bytes, ...opened.measured };
    } finally {
      opened.dispose();
    }
  } catch (error) {
    return { batch, formulation, skipped: messageOf(error) };
  }
}
