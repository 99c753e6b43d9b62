import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import type { FileRole, PackManifest } from '../../../src/types/manifest.js';
import type { Contender, Setting } from '../adapters/contender.js';
import { agreementOf } from '../problem/check-answers.js';
import type { Problem } from '../problem/problem.js';
import type { Host, Job, Measured } from './job.js';

const ROLES: readonly FileRole[] = ['rows', 'neighbours', 'catalog'];

/**
 * Times from the bytes of a pack in memory to one answer: decode and check the pack, open the contender over its rows, score. The
 * contender's code is loaded, but none of it has run.
 */
export async function timeFirstAnswer(job: Job, host: Host, contender: Contender, setting: Setting, problem: Problem): Promise<Measured> {
  const manifest = JSON.parse(new TextDecoder().decode(await host.read(`${job.pack}/pack.json`))) as PackManifest;
  const files: Partial<Record<FileRole, Uint8Array<ArrayBuffer>>> = {};
  for (const role of ROLES) files[role] = await host.read(`${job.pack}/${role}`);

  const start = performance.now();
  const pack = decodePack(manifest, files as Record<FileRole, Uint8Array<ArrayBuffer>>);
  const decodeMs = performance.now() - start;
  const { items, dimensions, rows, scales, popularity } = pack;
  const opened = await contender.open(
    { ...problem, items, dimensions, rows, scales, bias: popularity },
    contender.formulations[0],
    setting,
  );
  const openMs = performance.now() - start - decodeMs;
  const answer = (await opened.score(0)) ?? [];
  const medianMs = performance.now() - start;
  return {
    batch: 1,
    medianMs,
    p95Ms: medianMs,
    calls: 1,
    agreement: agreementOf(problem, 0, answer),
    bytes: opened.bytes,
    decodeMs,
    openMs,
    ...opened.measured,
  };
}
