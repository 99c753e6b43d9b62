import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import { explainScore } from '../../src/engine/account/explain-score.js';
import { openEncoder } from '../../src/engine/encoders/open-encoder.js';
import { createEngine } from '../../src/engine/engine.js';
import { makeList } from '../../src/engine/list/make-list.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { serveList } from '../../src/engine/serve-list.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { createWasmScorer } from '../../src/score/wasm/wasm-scorer.js';
import { openEncoded } from '../../src/train/packing/make-pack.js';
import type { EncoderCard } from '../../src/types/encoder-card.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';
import { ALL_CARDS, CARD_DIMENSIONS, randomMatrices } from '../fixtures/encoders/encoder-cards.js';
import { encoderContent } from '../fixtures/encoders/encoder-content.js';
import { type PackServer, servePack } from '../fixtures/pack-server.js';
import { anyEvents, contextOf as contextAfter, event } from './list-fixture.js';

const encoded = await encodePack(encoderContent());
type Context = ReturnType<typeof contextAfter>;
const listOf = async (context: Context) => (await makeList(context, personalSource(context), { count: 40 })).items;
const sumOf = (terms: readonly { contribution: number }[]): number => terms.reduce((sum, { contribution }) => sum + contribution, 0);

const open = async (card: EncoderCard, sharpness?: number) => {
  const content = encoderContent(card, randomMatrices(card, CARD_DIMENSIONS, seededRandom(3)), sharpness);
  const bare = openEncoded(await encodePack(content));
  const pack = { ...bare, attend: await openEncoder(bare) };
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  return { bare, pack, contextOf: (events: readonly ShelfEvent[], of: Pack = pack): Context => ({ ...contextAfter(events, of), scorer }) };
};

const FORMS = Object.entries(ALL_CARDS).flatMap(([name, card]): [string, EncoderCard, number | undefined][] => [
  [name, card, undefined],
  [`${name}, sharpened,`, card, 0.7],
]);

describe.each(FORMS)('a list with an encoder of %s in its blend', async (_, card, sharpness) => {
  const { bare, pack, contextOf } = await open(card, sharpness);

  it('differs from the list without it', async () => {
    const events = [event('view_item', 'tent-1', 3), event('purchase', 'boot-4', 2), event('view_item', 'lamp-2', 1)];
    const [own, other] = await Promise.all([listOf(contextOf(events)), listOf(contextOf(events, bare))]);
    expect(own.map(({ score }) => score)).not.toEqual(other.map(({ score }) => score));
  });

  it('is the same on WebAssembly as in plain JavaScript', async () => {
    const events = [event('view_item', 'tent-1', 3), event('purchase', 'boot-4', 2), event('view_item', 'lamp-2', 1)];
    const context = contextOf(events);
    const wasm = await createWasmScorer({ ...pack, bias: pack.popularity });
    expect(await listOf({ ...context, scorer: wasm })).toEqual(await listOf(context));
    wasm.dispose();
  });

  it('has reasons that add up to each score to the bit, and so has the full account', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.nat(39), async (events, row) => {
        const context = contextOf(events);
        for (const { score, reasons } of await listOf(context)) expect(sumOf(reasons)).toBe(score);
        const { score, contributions } = await explainScore(context, pack.idOf(row), {}, serveList);
        expect(sumOf(contributions)).toBe(score);
      }),
      { numRuns: 15 },
    );
  });

  it('names every part of an event exactly: the rest is what float32 rounds', async () => {
    const context = contextOf([event('view_item', 'tent-1', 3), event('purchase', 'boot-4', 2), event('view_item', 'lamp-2', 1)]);
    const { contributions, score } = await explainScore(context, 'tent-5', {}, serveList);
    const rest = contributions.find(({ kind }) => kind === 'rest')?.contribution ?? 0;
    expect(Math.abs(rest)).toBeLessThan(1e-6 * Math.abs(score));
    expect(contributions.filter(({ kind }) => kind === 'event')).toHaveLength(3);
  });

  it('ranks an item, once an event is forgotten, where it would have been had the event never been, as the account said', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.nat(39), async (events, row) => {
        const { withoutEvent } = await explainScore(contextOf(events), pack.idOf(row), { exclude: 'none' }, serveList);
        for (const { eventId, rankAfter } of withoutEvent) {
          const left = contextOf(events.filter(({ id }) => id !== eventId));
          expect((await explainScore(left, pack.idOf(row), { exclude: 'none' }, serveList)).rank).toBe(rankAfter);
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('an engine whose pack has a sequence encoder', () => {
  let server: PackServer;
  let letGo = (): void => {};
  beforeEach(async () => {
    server = await servePack(encoded);
  });
  afterEach(async () => {
    letGo();
    await server.stop();
  });
  const opened = async () => {
    const engine = createEngine();
    await engine.open({ packUrl: `${server.origin}/pack.json`, backend: 'js', place: null });
    const codes = (): string[] => engine.health().notes.map(({ code }) => code);
    const list = () => engine.list({ kind: 'recommend', count: 3 }, new AbortController().signal);
    const embeddings = async () => (await engine.inspect({ embedding: true })).embeddings;
    return { engine, codes, list, embeddings };
  };

  it('makes lists of the other parts while the encoder is fetched, says so, and uses it once it is there', async () => {
    const gone = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    server.answer = async (request) => {
      if (request.url?.includes('/encoder-')) await gone;
      return false;
    };
    const { engine, codes, list, embeddings } = await opened();
    expect((await list()).trace.notes.map(({ code }) => code)).toContain('encoder-loading');
    expect(await embeddings()).toMatchObject([
      { reader: 'fold-in', state: 'ready' },
      { reader: 'encoder', kind: 'consistent', state: 'loading', note: { code: 'encoder-loading' } },
    ]);
    letGo();
    await expect.poll(codes).not.toContain('encoder-loading');
    expect(await embeddings()).toMatchObject([{ state: 'ready' }, { reader: 'encoder', kind: 'consistent', state: 'ready', worth: 2 }]);
    expect((await engine.context({})).pack.attend).toBeTypeOf('function');
    expect((await list()).trace.notes).toEqual([]);
    await engine.close();
  });

  it.each<[string, (body: Uint8Array) => Uint8Array | null]>([
    ['is not there', () => null],
    ['is damaged', (body) => body.map((byte, at) => (at === body.length - 1 ? byte ^ 1 : byte))],
  ])('makes lists of the other parts where the file %s, and says so with a code', async (_, change) => {
    server.answer = (request, response) => {
      const name = request.url?.split('/').at(-1) ?? '';
      if (!name.startsWith('encoder-')) return false;
      const body = change(encoded.files.get(name) ?? new Uint8Array());
      response.writeHead(body === null ? 404 : 200).end(body);
      return true;
    };
    const { engine, codes, list, embeddings } = await opened();
    await expect.poll(codes).toContain('encoder-off');
    expect(await embeddings()).toMatchObject([
      { state: 'ready' },
      { reader: 'encoder', kind: 'consistent', state: 'off', note: { code: 'encoder-off' } },
    ]);
    const { items, trace } = await list();
    expect(items).toHaveLength(3);
    expect(trace.notes.filter(({ code }) => code === 'encoder-off')).toHaveLength(1);
    await engine.close();
  });

  it('makes lists of the other parts where the card is of a kind that is not known, and says which', async () => {
    const { manifest } = encoded;
    server.pack = { ...encoded, manifest: { ...manifest, encoder: { ...manifest.encoder, card: { kind: 'diffusion' } as never } } };
    const { engine, codes, list } = await opened();
    await expect.poll(codes).toContain('encoder-off');
    expect((await list()).items).toHaveLength(3);
    expect(engine.health().notes.find(({ code }) => code === 'encoder-off')?.message).toContain('"diffusion"');
    await engine.close();
  });
});
