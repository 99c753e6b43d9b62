import { describe, expect, it } from 'vitest';
import { type ChosenEncoder, chooseEncoder, type ReaderChoice } from '../../src/engine/encoders/choose-encoder.js';
import { openEncoder } from '../../src/engine/encoders/open-encoder.js';
import { makeList } from '../../src/engine/list/make-list.js';
import { personalSource } from '../../src/engine/list/personal-source.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { tfjsOnCpu } from '../../src/query/tfjs/processor/tfjs-cpu.js';
import { attendByTfjs, type TfjsReader } from '../../src/query/tfjs/tfjs-attend.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { openEncoded } from '../../src/train/packing/make-pack.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { Note } from '../../src/types/note.js';
import { encoderContent } from '../fixtures/encoders/encoder-content.js';
import { contextOf as contextAfter, event } from './list-fixture.js';

const bare = openEncoded(await encodePack(encoderContent()));
const plain = await openEncoder(bare);
const scorer = createJsScorer({ ...bare, bias: bare.popularity });
const context = {
  ...contextAfter([event('view_item', 'tent-1', 3), event('purchase', 'boot-4', 2), event('view_item', 'lamp-2', 1)], bare),
  scorer,
};

/** How the readers that are opened behave. */
interface Hardware {
  /** What a reading does in place of tfjs's. */
  read?(own: TfjsReader, history: readonly HistoryItem[]): Promise<readonly Float64Array[]>;
  /** Thrown where no reader opens. */
  readonly missing?: Error;
}

/** Chooses an encoder whose tfjs runs on the processor. */
async function choose(changes: Partial<ReaderChoice>, hardware: Hardware = {}) {
  const notes: Note[] = [];
  const end = new AbortController();
  const opened: string[] = [];
  let closed = 0;
  const open: ReaderChoice['open'] = async (name, { pack, card, matrices }) => {
    opened.push(name);
    if (hardware.missing) throw hardware.missing;
    const own = attendByTfjs(pack, card, matrices, tfjsOnCpu());
    const dispose = (): void => {
      closed++;
      own.dispose();
    };
    return { ...own, dispose, read: async (history) => (hardware.read ? hardware.read(own, history) : own.read(history)) };
  };
  const scored = { settled: Promise.resolve(), ended: end.signal, device: () => undefined };
  const encoder = await chooseEncoder(bare, { preference: undefined, backend: 'auto', scorer: scored, notes, open, ...changes });
  await encoder.chosen;
  return {
    encoder,
    opened,
    messages: () => notes.map(({ message }) => message),
    codes: () => notes.map(({ code }) => code),
    closed: () => closed,
    end,
  };
}

/** A list as the engine makes it. */
async function listOf({ attend, readAhead }: Pick<ChosenEncoder, 'attend' | 'readAhead'>) {
  const own = { ...context, pack: { ...bare, attend, readAhead } };
  await readAhead(own.profile, own.now);
  return (await makeList(own, personalSource(own), { count: 40 })).items;
}
const plainList = () => listOf({ attend: plain, readAhead: async () => {} });

describe('what reads histories for an encoder', () => {
  it('is plain JavaScript where that is fast enough: nothing is opened, and a note says so', async () => {
    const { opened, codes, messages } = await choose({ fastEnough: Number.POSITIVE_INFINITY });
    expect(opened).toEqual([]);
    expect(codes()).toEqual(['encoder-chosen']);
    expect(messages()[0]).toMatch(/^Histories are read with js: one of 6 items takes \d+\.\d ms\.$/);
  });

  it('is plain JavaScript, and nothing is measured, where the shelf scores with js by name', async () => {
    const { opened, codes } = await choose({ backend: 'js', fastEnough: 0 });
    expect(opened).toEqual([]);
    expect(codes()).toEqual([]);
  });

  it('stays on the processor where the shelf scores with wasm by name', async () => {
    const { opened, messages } = await choose({ backend: 'wasm', fastEnough: 0 });
    expect(opened).toEqual([]);
    expect(messages()[0]).toMatch(/^Histories are read with js: /);
  });

  it('is measured against tfjs where plain JavaScript takes long, on WebGL without WebGPU', async () => {
    const { opened, messages, closed } = await choose({ fastEnough: 0 });
    expect(opened).toEqual(['webgl']);
    expect(messages()).toHaveLength(1);
    expect(messages()[0]).toMatch(
      /^Histories are read with (js|tfjs on cpu): one of 6 items takes .* ms with js, .* ms with tfjs on cpu\.$/,
    );
    expect(closed()).toBe(messages()[0].includes('with js:') ? 1 : 0);
  });

  it.each(['webgpu', 'webgl'] as const)('is tfjs on %s where the shelf asks for it, and gives the same list', async (preference) => {
    let read = 0;
    const { encoder, opened, messages } = await choose(
      { preference, backend: 'js' },
      {
        read: (own, history) => {
          read++;
          return own.read(history);
        },
      },
    );
    expect(opened).toEqual([preference]);
    expect(messages()).toEqual([`Histories are read with tfjs on ${preference}, as the shelf asks for.`]);
    const before = read;
    const list = await listOf(encoder);
    expect(read).toBe(before + 1);
    const expected = await plainList();
    expect(list.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    for (const [place, { score }] of list.entries()) expect(score).toBeCloseTo(expected[place].score, 4);
  });

  it('has reasons that add up to each score to the bit, whatever reads', async () => {
    const { encoder } = await choose({ preference: 'webgl' });
    for (const { score, reasons } of await listOf(encoder))
      expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
  });

  it('is plain JavaScript where the hardware is not there, and a note says why', async () => {
    const { encoder, messages } = await choose({ preference: 'webgpu' }, { missing: new Error('no adapter') });
    expect(messages()).toEqual(['Histories are read with js: tfjs is not used: no adapter']);
    expect(await listOf(encoder)).toEqual(await plainList());
  });

  it.each<[string, number]>([
    ['other weights', 1.01],
    ['no numbers', Number.NaN],
  ])('is plain JavaScript where tfjs gives %s', async (_, factor) => {
    const { encoder, messages, closed } = await choose(
      { preference: 'webgl' },
      { read: async (own, history) => (await own.read(history)).map((part) => part.map((value) => factor * value)) },
    );
    expect(messages()[0]).toMatch(/it gave other weights than the plain pass/);
    expect(closed()).toBe(1);
    expect(await listOf(encoder)).toEqual(await plainList());
  });
});

describe('tfjs that is lost in the midst of a reading', () => {
  it('costs no list: plain JavaScript reads that history, and tfjs is opened once more', async () => {
    let fails = false;
    const { encoder, opened, messages, closed } = await choose(
      { preference: 'webgl' },
      {
        read: async (own, history) => {
          const reading = own.read(history);
          if (fails) own.dispose();
          return reading;
        },
      },
    );
    fails = true;
    expect(await listOf(encoder)).toEqual(await plainList());
    expect(messages()[1]).toMatch(/^Histories are read with js: tfjs on cpu failed: /);
    // It fails its known answer too.
    await expect.poll(messages).toHaveLength(3);
    expect(messages()[2]).toMatch(/did not open again/);
    expect(opened).toHaveLength(2);
    expect(closed()).toBe(2);
    expect(await listOf(encoder)).toEqual(await plainList());
    expect(opened).toHaveLength(2);
  });

  it('is used again once it opens again, and left after a second failure', async () => {
    let failures = 0;
    const { encoder, opened, messages } = await choose(
      { preference: 'webgl' },
      {
        read: async (own, history) => {
          if (history.length === 3 && failures > 0) {
            failures--;
            throw new Error('lost');
          }
          return own.read(history);
        },
      },
    );
    for (const times of [1, 1]) {
      failures = times;
      expect(await listOf(encoder)).toEqual(await plainList());
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(messages().at(-1)).toMatch(/failed: lost$/);
    expect(messages().some((message) => message.endsWith('again.'))).toBe(true);
    expect(opened).toHaveLength(2);
  });

  it('is disposed of with the scorer, and plain JavaScript goes on', async () => {
    const { encoder, closed, end } = await choose({ preference: 'webgl' });
    end.abort();
    expect(closed()).toBe(1);
    expect(await listOf(encoder)).toEqual(await plainList());
  });
});
