import { afterEach, beforeEach, expect, it } from 'vitest';
import { scenariosPath } from '../../src/pack/format/read-scenarios.js';
import { sha256Hex } from '../../src/pack/format/sha256.js';
import { type LoadedScenarios, loadScenarios } from '../../src/pack/load/load-scenarios.js';
import type { PackStore } from '../../src/types/scoring/pack-store.js';
import { memoryStore } from '../fixtures/pack-server.js';
import { type ScenariosServer, scenariosText, serveScenarios } from '../fixtures/scenarios-server.js';

let server: ScenariosServer;
beforeEach(async () => {
  server = await serveScenarios({ 'home-top': { count: 4 } });
});
afterEach(() => server.stop());

const load = (store: PackStore | null = null): Promise<LoadedScenarios> => loadScenarios({ packUrl: server.packUrl, store: () => store });
const codes = ({ notes }: LoadedScenarios): string[] => notes.map(({ code }) => code);
/** Publishes placements as the command line does. */
const publish = async (text: string): Promise<string> => {
  const bytes = new TextEncoder().encode(text);
  const sha256 = await sha256Hex(bytes);
  const path = scenariosPath(sha256);
  server.files.set(path, bytes);
  server.scenarios = JSON.stringify({ format: 'onshelf-scenarios', version: 1, file: { path, bytes: bytes.length, sha256 } });
  return path;
};

it('the file beside the pack is read, and an edited one at the next load', async () => {
  const store = memoryStore();
  expect(await load(store)).toEqual({ placements: { 'home-top': { count: 4 } }, notes: [] });
  server.scenarios = scenariosText({ 'home-top': { count: 5 } });
  expect((await load(store)).placements).toEqual({ 'home-top': { count: 5 } });
  expect(server.asked).toEqual(['/pack/scenarios.json', '/pack/scenarios.json']);
});

it('a published file is fetched once, and found in the store after that', async () => {
  const store = memoryStore();
  const path = await publish(scenariosText({ here: {} }));
  expect((await load(store)).placements).toEqual({ here: {} });
  expect((await load(store)).placements).toEqual({ here: {} });
  expect(server.asked.filter((asked) => asked.endsWith(path))).toHaveLength(1);
});

it('a published file with other bytes than its name says is refused', async () => {
  const path = await publish(scenariosText({ here: {} }));
  server.files.set(path, scenariosText({ evil: {} }).replace('evil', 'hero'));
  const loaded = await load();
  expect(loaded.placements).toBeNull();
  expect(codes(loaded)).toEqual(['scenarios-unreachable']);
  expect(loaded.notes[0].message).toMatch(/SHA-256/);
});

it.each([
  ['a page of HTML', '<!doctype html>', 'scenarios-invalid'],
  ['another JSON file', '{"format":"onshelf-pack"}', 'scenarios-invalid'],
  ['a file without placements', '{"format":"onshelf-scenarios","version":1,"placements":[]}', 'scenarios-invalid'],
  [
    'a name that leads elsewhere',
    '{"format":"onshelf-scenarios","version":1,"file":{"path":"../x.json","bytes":3,"sha256":"00"}}',
    'scenarios-invalid',
  ],
  ['nothing', null, 'scenarios-unreachable'],
])(
  'where the server has %s, no placement applies; where an earlier file is stored, that is used; both are said',
  async (_what, text, code) => {
    server.scenarios = text;
    const none = await load();
    expect(none.placements).toBeNull();
    expect(codes(none)).toEqual([code]);

    const store = memoryStore();
    server.scenarios = scenariosText({ 'home-top': { count: 4 } });
    await load(store);
    server.scenarios = text;
    const stored = await load(store);
    expect(stored.placements).toEqual({ 'home-top': { count: 4 } });
    expect(codes(stored)).toEqual(['scenarios-from-store']);
  },
);

it('a published file is there offline too', async () => {
  const store = memoryStore();
  await publish(scenariosText({ here: {} }));
  await load(store);
  server.answer = (_request, response) => {
    response.destroy();
    return true;
  };
  const offline = await load(store);
  expect(offline.placements).toEqual({ here: {} });
  expect(codes(offline)).toEqual(['scenarios-from-store']);
});

it('a stored file is used while the server does not answer', async () => {
  const store = memoryStore();
  await load(store);
  let letGo = (): void => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  server.answer = async () => {
    await gone;
    return false;
  };
  const loaded = await load(store);
  expect(codes(loaded)).toEqual(['scenarios-from-store']);
  letGo();
});

it('a store that fails costs no placement', async () => {
  const broken: PackStore = {
    readManifest: () => Promise.reject(new Error('no disk')),
    readFile: async () => undefined,
    write: () => Promise.reject(new Error('no disk')),
    highestNumber: async () => 0,
    raiseNumber: async () => {},
  };
  const loaded = await load(broken);
  expect(loaded.placements).toEqual({ 'home-top': { count: 4 } });
  expect(codes(loaded)).toContain('pack-not-kept');
});
