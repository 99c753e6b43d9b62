import { mkdir, writeFile } from 'node:fs/promises';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { createWasmScorer } from '../../../src/score/wasm/wasm-scorer.js';
import { seededPack } from '../../../test/fixtures/seeded-pack.js';
import { filesByRole } from '../../../test/fixtures/tiny-pack.js';
import { encodeProblem, makeQuestions, queryOf } from './problem.js';

/** Sizes of a problem. */
export interface ProblemShape {
  readonly items: number;
  readonly dimensions: number;
  readonly count: number;
  readonly queries: number;
}

/**
 * Writes a problem with its right answers, and the pack with its rows: `FOLDER/problem`, `FOLDER/pack.json` and a file per role. The
 * answers are those of the WebAssembly backend, which proves each; the JavaScript backend is checked against them like every contender.
 */
export async function prepareProblem({ items, dimensions, count, queries }: ProblemShape, folder: string): Promise<void> {
  const encoded = await seededPack(items, dimensions);
  const files = filesByRole(encoded);
  const pack = decodePack(encoded.manifest, files);
  const problem = makeQuestions({ ...pack, bias: pack.popularity }, count, queries);
  const scorer = await createWasmScorer(problem);
  for (let query = 0; query < queries; query++) {
    problem.expected.set((await scorer.score(queryOf(problem, query), count, problem.exclusions)).items, query * count);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/problem`, encodeProblem(problem));
  await writeFile(`${folder}/pack.json`, JSON.stringify(encoded.manifest));
  for (const [role, bytes] of Object.entries(files)) await writeFile(`${folder}/${role}`, bytes);
}
