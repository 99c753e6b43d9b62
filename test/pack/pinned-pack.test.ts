import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY_MS } from '../../src/core/time/day.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { loadPack } from '../../src/pack/load/load.js';
import { loadScenarios } from '../../src/pack/load/load-scenarios.js';
import { signatureNameOf, signFile } from '../../src/train/signing/sign-file.js';
import { createSigningKey, readSigningKey, type SigningKey } from '../../src/train/signing/signing-key.js';
import { memoryStore, type PackServer, servePack } from '../fixtures/pack-server.js';
import { scenariosText } from '../fixtures/scenarios-server.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

const folder = mkdtempSync(join(tmpdir(), 'signed-'));
const NOW = Date.parse('2026-06-01');
let server: PackServer;
let key: SigningKey;
let other: SigningKey;
/** What the server has besides the pack, by name. */
const beside = new Map<string, string>();
let visit = 0;

beforeAll(async () => {
  createSigningKey(join(folder, 'key'));
  createSigningKey(join(folder, 'other'));
  [key, other] = [readSigningKey(join(folder, 'key')), readSigningKey(join(folder, 'other'))];
  server = await servePack(await encodePack(tinyContent()));
  server.answer = (request, response) => {
    const body = beside.get(request.url?.split('/').at(-1) ?? '');
    if (body !== undefined) response.writeHead(200, { 'access-control-allow-origin': '*' }).end(body);
    return body !== undefined;
  };
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  beside.clear();
  visit += 1;
});

const publish = async (number: number, by: SigningKey | null = key, perKind = 10): Promise<void> => {
  server.pack = await encodePack({ ...tinyContent(perKind), number });
  if (by !== null) signed('pack', JSON.stringify(server.pack.manifest), by);
};
const signed = (kind: 'pack' | 'scenarios', text: string, by: SigningKey): void => {
  const { name } = signFile(folder, kind, Buffer.from(text), { key: by, days: 30, now: NOW, successions: [] });
  beside.set(name, readFileSync(join(folder, name), 'utf8'));
};
/** Each test has an address of its own. */
const address = (): string => `${server.origin}/${visit}/pack.json`;
const load = (store = memoryStore(), packKey: unknown = key.publicKey, now = NOW) =>
  loadPack(address(), store, { packKey: packKey as string, now: () => now });

describe('with a pinned key', () => {
  it('a signed pack is used, and no page without a key asks for the signature', async () => {
    await publish(3);
    expect((await load()).pack.manifest.number).toBe(3);
    server.asked.length = 0;
    await loadPack(address(), null);
    expect(server.asked.join()).not.toContain('signature');
  });

  it.each([
    ['has no signature', 'pack-unsigned', () => publish(3, null)],
    ['is signed by another key', 'pack-signature-invalid', () => publish(3, other)],
  ])('a pack that %s is refused before any of its files is asked for', async (_, code, prepare) => {
    await prepare();
    server.asked.length = 0;
    const onManifest = vi.fn();
    await expect(loadPack(address(), null, { packKey: key.publicKey, now: () => NOW, onManifest })).rejects.toMatchObject({ code });
    expect(server.asked.join()).not.toContain('rows-');
    expect(onManifest).not.toHaveBeenCalled();
  });

  it('a changed manifest, and a file of another pack, are refused', async () => {
    await publish(3);
    const text = JSON.stringify(server.pack.manifest);
    beside.set('pack.json', text.replace('"number":3', '"number":4'));
    await expect(load()).rejects.toMatchObject({ code: 'pack-unsigned' });
    beside.delete('pack.json');
    const rows = server.pack.manifest.files.find(({ role }) => role === 'rows')?.path ?? '';
    beside.set(rows, 'x'.repeat(server.pack.files.get(rows)?.length ?? 0));
    await expect(load()).rejects.toMatchObject({ code: 'pack-mixed' });
  });

  it('a pack whose signature has expired is refused, from the network and from the device', async () => {
    await publish(3);
    const store = memoryStore();
    expect((await load(store)).pack.manifest.number).toBe(3);
    await expect(load(store, key.publicKey, NOW + 31 * DAY_MS)).rejects.toMatchObject({ code: 'pack-expired' });
  });

  it('an older pack than one used before is refused: the one on the device is used, which is held to the same rules', async () => {
    const store = memoryStore();
    await publish(5);
    await load(store);
    await publish(4, key, 9);
    const { pack, notes } = await load(store);
    expect([pack.manifest.number, notes.map(({ code }) => code)]).toEqual([5, ['pack-from-store', 'pack-rollback']]);
    // Without a device's pack nothing is left, also before consent.
    await expect(load(memoryStore())).rejects.toMatchObject({ code: 'pack-rollback' });
  });

  it('a pack that was stored unsigned is not used once a key is pinned', async () => {
    const store = memoryStore();
    await publish(5, null);
    await loadPack(address(), store);
    await expect(load(store)).rejects.toMatchObject({ code: 'pack-unsigned' });
  });

  it.each(['', [], null, 'abc'])('%j is no key, and every pack is refused', async (wrong) => {
    await publish(3);
    await expect(load(memoryStore(), wrong)).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it('placements need a signature too, of their own kind', async () => {
    const text = scenariosText({ 'home-top': { count: 4 } });
    beside.set('scenarios.json', text);
    const read = () => loadScenarios({ packUrl: address(), packKey: key.publicKey, now: () => NOW, store: () => null });
    expect((await read()).notes.map(({ code }) => code)).toEqual(['pack-unsigned']);
    signed('scenarios', text, other);
    expect(await read()).toMatchObject({ placements: null, notes: [{ code: 'pack-signature-invalid' }] });
    signed('scenarios', text, key);
    expect(await read()).toMatchObject({ placements: { 'home-top': { count: 4 } }, notes: [] });
  });
});

it('without WebCrypto, as over plain http, all is checked by the library', async () => {
  await publish(3);
  vi.stubGlobal('crypto', {});
  try {
    expect((await load()).pack.manifest.number).toBe(3);
    beside.set(signatureNameOf(JSON.stringify(server.pack.manifest)), '{}');
    await expect(load()).rejects.toMatchObject({ code: 'pack-signature-invalid' });
  } finally {
    vi.unstubAllGlobals();
  }
});

it('a private key is a PEM file for its user alone, and is never written over', () => {
  expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600);
  expect(createPrivateKey(readFileSync(join(folder, 'key'))).asymmetricKeyType).toBe('ed25519');
  expect(() => createSigningKey(join(folder, 'key'))).toThrow(/cannot be written/);
});
