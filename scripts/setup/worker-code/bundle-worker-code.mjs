import { build } from 'rolldown';
import { trimIdb } from '../bundle-for-browser.mjs';
import { rawFiles } from '../raw-files.mjs';

/** For Rolldown: puts other code in the place of modules. */
const withoutModules = (replacements) => ({
  name: 'without-modules',
  load: (id) => replacements.find(([pattern]) => pattern.test(id))?.[1] ?? null,
});

/**
 * tfjs would double the code. For the few browsers that have WebGL and no WebGPU scoring is left to WebAssembly and JavaScript, and the reading of
 * histories to plain JavaScript.
 *
 * @param entry whose message it is
 */
const withoutTfjs = (entry) => {
  const missing = `throw new Error('${entry} has no code for it.');`;
  return [
    [/[\\/]tfjs-webgl-scorer\.ts$/, `export function createWebGlScorer() { ${missing} }`],
    [/[\\/]open-reader\.ts$/, `export const gpuOfBrowser = () => 'webgl'; export async function openReader() { ${missing} }`],
  ];
};

/** A library for signatures is only for browsers without Ed25519 of their own, which refuse a pack with a pinned key here. */
const MISSING = "throw new Error('onshelf/inline-worker has no code for it.');";
const WITHOUT_ED25519 = [
  /[\\/]ed25519-library\.ts$/,
  `export function verifyPlainly() { ${MISSING} } export function sha256Plainly() { ${MISSING} }`,
];

/** A sealed engine asks the page for files. */
const askPage = (root) => [
  /[\\/]pack[\\/]load[\\/]fetch-bytes\.ts$/,
  `export { askPageForBytes as fetchBytes } from ${JSON.stringify(`${root}src/worker/sealed/inside/ask-page.ts`)};`,
];

/**
 * Bundles a module with all its lazy parts as one classic script.
 *
 * @param root of the repository
 * @param source of the module, below `src/`
 * @param identity see `buildIdentity`
 * @param plugins of Rolldown, before the usual ones
 */
async function bundleScript(root, source, identity, plugins = []) {
  const { output } = await build({
    cwd: root,
    input: { worker: `${root}src/${source}` },
    platform: 'browser',
    plugins: [...plugins, rawFiles, trimIdb],
    transform: { target: 'es2022', define: { __ONSHELF_BUILD__: JSON.stringify(identity) } },
    // The exports are for pages, which do not load this script.
    output: { format: 'iife', name: 'onshelfWorker', codeSplitting: false, minify: true, comments: { annotation: false } },
    write: false,
  });
  const [{ code }, ...more] = output;
  if (more.length > 0 || /\bimport\s*\(|\bimport\.meta\b/.test(code)) throw new Error(`${source} is not one script that loads nothing.`);
  return code;
}

/**
 * Bundles the worker with all its lazy parts but those of tfjs and for signatures without WebCrypto as one classic script, which a page can start from a Blob.
 *
 * @param root of the repository
 * @param identity see `buildIdentity`
 * @returns the script
 */
export function bundleWorkerCode(root, identity) {
  return bundleScript(root, 'worker/worker.ts', identity, [withoutModules([...withoutTfjs('onshelf/inline-worker'), WITHOUT_ED25519])]);
}

/**
 * Bundles the sealed worker: what tries its policy, and the engine with all its lazy parts but those of tfjs, in which nothing makes a connection.
 *
 * @param root of the repository
 * @param identity see `buildIdentity`
 * @param plugins more plugins of Rolldown
 * @returns the two scripts, in their order
 * @throws Error naming what makes a connection in the engine
 */
export async function bundleSealedWorker(root, identity, plugins = []) {
  const tries = await bundleScript(root, 'worker/sealed/inside/report-policy.ts', identity);
  const engine = await bundleScript(root, 'worker/sealed/inside/sealed-worker.ts', identity, [
    ...plugins,
    withoutModules([...withoutTfjs('A sealed engine'), askPage(root)]),
  ]);
  const found = connectionsIn(engine);
  if (found.length > 0) throw new Error(`The sealed engine can make connections: ${found.join(', ')}.`);
  return [tries, engine];
}

/** Names of whatever makes a connection in a worker, loads code, or makes code of a text. */
const CONNECTIONS =
  /\b(?:fetch|fetchLater|XMLHttpRequest|WebSocket|WebSocketStream|EventSource|importScripts|sendBeacon|WebTransport|RTCPeerConnection|Worker|SharedWorker|serviceWorker|caches|FontFace|eval|Function)\b|\bimport\s*\(/g;

/** Messages of the engine that have such words. */
const MESSAGES = ['no place to fetch it from', "'wasm-unsafe-eval'"];

/** The names in a script that make a connection, in its texts too, so that none can be looked up by a text. */
export function connectionsIn(code) {
  const told = MESSAGES.reduce((rest, message) => rest.replaceAll(message, ''), code);
  return [...new Set(told.match(CONNECTIONS) ?? [])];
}
