import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { bundleSealedWorker, connectionsIn } from '../../../scripts/setup/worker-code/bundle-worker-code.mjs';

const ROOT = `${resolve('.').replaceAll('\\', '/')}/`;

/** For the bundler: puts code before that of the module which makes the first list. */
const planted = (code: string): object => ({
  name: 'planted',
  transform: (text: string, id: string) => (id.endsWith('/engine/serve-list.ts') ? { code: `${code}\n${text}`, map: null } : null),
});

it('the engine of a sealed worker is one script with nothing in it that makes a connection', { timeout: 60_000 }, async () => {
  const [tries, engine] = await bundleSealedWorker(ROOT, 'test');
  expect(connectionsIn(engine)).toEqual([]);
  // What tries the policy is the other script, and the check sees it.
  expect(connectionsIn(tries).sort()).toEqual(['EventSource', 'fetch']);
});

it('the build fails where a module of the engine makes one', { timeout: 60_000 }, async () => {
  await expect(bundleSealedWorker(ROOT, 'test', [planted("globalThis.fetch('/stolen');")])).rejects.toThrow(
    'The sealed engine can make connections: fetch.',
  );
});

it.each([
  ['fetch', 'const send = globalThis.fetch;'],
  ['fetch', "globalThis['fetch']('/stolen')"],
  ['XMLHttpRequest', 'new XMLHttpRequest()'],
  ['WebSocket', 'new self.WebSocket(address)'],
  ['EventSource', 'new EventSource(address)'],
  ['importScripts', 'importScripts(address)'],
  ['import(', 'import(address)'],
  ['sendBeacon', 'navigator.sendBeacon(address)'],
  ['WebTransport', 'new WebTransport(address)'],
  ['RTCPeerConnection', 'new RTCPeerConnection()'],
  ['Worker', 'new Worker(address)'],
  ['caches', 'caches.open(name)'],
  ['serviceWorker', 'navigator.serviceWorker.register(address)'],
  ['FontFace', 'new FontFace(name, address)'],
  ['eval', 'eval(text)'],
  ['Function', 'new Function(text)'],
])('finds %s in %s', (name, code) => {
  expect(connectionsIn(`let a=1;${code};`)).toEqual([name]);
});
