/** Comparisons: our backend, the peer's name, and the rows that count as that peer, of which the fastest is used. */
const PAIRS = [
  ['wasm', 'memory-read', ['memory-read']],
  ['wasm', 'tfjs-wasm', ['tfjs-wasm', 'tfjs-wasm-threads']],
  ['wasm', 'tfjs-cpu', ['tfjs-cpu']],
  ['wasm', 'ort-wasm', ['ort-wasm', 'ort-wasm-threads']],
  ['wasm', 'float32-loop', ['float32-loop']],
  ['wasm', 'hnswlib-wasm', ['hnswlib-wasm']],
  ['webgpu', 'tfjs-webgpu', ['tfjs-webgpu']],
  ['webgpu', 'tfjs-webgpu-heap', ['tfjs-webgpu-heap']],
  ['webgpu', 'ort-webgpu', ['ort-webgpu']],
  ['webgpu', 'wasm', ['wasm']],
  ['webgl', 'tfjs-webgl', ['tfjs-webgl']],
  ['webgl', 'tfjs-webgl-heap', ['tfjs-webgl-heap']],
  ['js', 'float32-loop', ['float32-loop']],
];

/**
 * The peer's figure divided by ours, in the browser, for each size and batch that both were measured at.
 *
 * @param rows the table
 */
export function scoreRatios(rows) {
  const measured = rows.filter((row) => row.where === 'chromium' && row.medianMs !== undefined);
  const answers = measured.filter((row) => row.what === 'answers');
  const ratios = {};
  const groups = new Map(answers.map((row) => [`${row.n}x${row.d}${row.batch > 1 ? `, batch ${row.batch}` : ''}`, row]));
  for (const [label, { n, batch }] of groups) {
    const group = answers.filter((row) => row.n === n && row.batch === batch);
    for (const [ours, peer, names] of PAIRS) {
      const own = group.find((row) => row.name === ours);
      const best = names.map((name) => group.find((row) => row.name === name)).filter(Boolean);
      if (own === undefined || best.length === 0) continue;
      ratios[`${ours} vs ${peer} @ ${label}`] = Math.min(...best.map((row) => row.medianMs)) / own.medianMs;
    }
    const js = group.find((row) => row.name === 'js');
    const loop = group.find((row) => row.name === 'float32-loop');
    if (batch === 1 && js && loop) ratios[`js vs float32-loop, bytes @ ${label}`] = loop.bytes / js.bytes;
  }
  return { ...ratios, ...firstAnswerRatios(measured) };
}

/** The first answer of our fastest backend beside an index built from the same pack, and beside a downloaded index. */
function firstAnswerRatios(measured) {
  const ratios = {};
  const firsts = measured.filter((row) => row.what === 'first answer');
  for (const n of new Set(firsts.map((row) => row.n))) {
    const group = firsts.filter((row) => row.n === n);
    const built = group.find((row) => row.name === 'hnswlib-wasm');
    const ours = group.filter((row) => row !== built).sort((a, b) => a.medianMs - b.medianMs)[0];
    if (ours === undefined || built === undefined) continue;
    const label = `@ ${n}x${ours.d}`;
    ratios[`first answer vs hnswlib ${label}`] = built.medianMs / ours.medianMs;
    const index = measured.find((row) => row.what === 'answers' && row.name === 'hnswlib-wasm' && row.n === n);
    // The catalogue's other columns must be decoded in either case.
    if (index)
      ratios[`first answer vs hnswlib, index read from a file ${label}`] = (built.decodeMs + index.loadMs + index.medianMs) / ours.medianMs;
  }
  return ratios;
}
