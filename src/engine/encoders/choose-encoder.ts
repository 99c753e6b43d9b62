import { encoderOfBand } from '../../core/numbers/encoder-of-band.js';
import { messageOf } from '../../core/onshelf-error.js';
import { weighHistory } from '../../profile/weigh-history.js';
import type { TfjsReader } from '../../query/tfjs/tfjs-attend.js';
import type { ChosenScorer } from '../../score/choose-scorer.js';
import type { AttendHistory } from '../../types/encoder-card.js';
import type { BackendPreference, EncoderPreference } from '../../types/engine.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import { createAheadMemory } from './ahead-memory.js';
import { chooseProcessor } from './choose-processor.js';
import { loadEncoder } from './load-encoder.js';
import { checkReader, longestHistory, timeRuns } from './measure-reader.js';
import { openPlain } from './open-plain.js';
import { gpuOfBrowser, openReader } from './open-reader.js';

/** The inputs of the choice besides the pack. */
export interface ReaderChoice {
  /** Of the shelf. Absent: `auto`, or `js` where scoring is left to the processor by name. */
  readonly preference: EncoderPreference | undefined;
  readonly backend: BackendPreference;
  /** Its device is shared, and its end is that of the reader. */
  readonly scorer: Pick<ChosenScorer, 'settled' | 'ended' | 'device'>;
  /** Receives a note of every choice and failure. */
  readonly notes: Note[];
  /** Milliseconds of a pass over the longest history below which `auto` fetches no tfjs. */
  readonly fastEnough?: number;
  /** Milliseconds of a plain pass from which the processor's kernel is tried. */
  readonly worth?: number;
  /** Opens tfjs. Default: on the browser's hardware. */
  readonly open?: typeof openReader;
}

/** An encoder that reads histories on whichever hardware was chosen. */
export interface ChosenEncoder extends Required<Pick<Pack, 'attend' | 'readAhead'>> {
  /** Resolves when the choice is made. Never rejects. */
  readonly chosen: Promise<void>;
}

/** Milliseconds: the length of a task that no page notices. Code of 60 to 80 kB and the waking of a GPU would take longer. */
const FAST_ENOUGH = 8;

/**
 * Opens a pack's sequence encoder. Plain JavaScript reads histories at once. Where that takes 1 ms or more for the longest history, attention is read
 * by WebAssembly, if that is faster. Where the faster of them takes 8 ms or more, or where the shelf
 * asks for a backend by its name, tfjs is opened beside it: on WebGPU, or on WebGL without WebGPU. Each has to give the weights of the plain pass; it
 * reads from then on if it is the faster one, or the one asked for. If tfjs fails, the processor reads the very history that it failed at; tfjs is
 * opened once more, and is left for the page if it fails again.
 *
 * @param pack with a card in its manifest
 * @param choice see `ReaderChoice`
 * @throws OnshelfError `pack-invalid`, also where the pack has no file of it; `pack-unreachable`
 */
export async function chooseEncoder(pack: Pack, choice: ReaderChoice): Promise<ChosenEncoder> {
  const { preference, backend, scorer, notes, fastEnough = FAST_ENOUGH, worth, open = openReader } = choice;
  const wanted = preference ?? (backend === 'js' || backend === 'wasm' ? backend : 'auto');
  const { card, matrices } = await loadEncoder(pack);
  const plain = await openPlain(pack, card, matrices);
  const history = longestHistory(pack, card);
  let [attend, processor]: [AttendHistory, string] = [plain, 'js'];
  const memory = createAheadMemory((asked) => attend(asked));
  let reader: TfjsReader | undefined;
  let reopened = false;
  const say = (message: string): void => void notes.push({ code: 'encoder-chosen', message });

  /** @returns a reader whose answer is right */
  const openRight = async (name: string): Promise<TfjsReader> => {
    // Backends that score no faster are closed by then, with their devices.
    await scorer.settled;
    const one = await open(name, { pack, card, matrices, device: scorer.device() });
    try {
      await checkReader(one.read, plain, history);
      return one;
    } catch (error) {
      one.dispose();
      throw error;
    }
  };
  const use = (one: TfjsReader): void => {
    if (scorer.ended.aborted) one.dispose();
    else reader = one;
  };
  const chooseAutomatically = async (): Promise<void> => {
    const own = await chooseProcessor(pack, card, matrices, { plain, history, worth });
    [attend, processor] = [own.attend, own.name];
    if (wanted === 'wasm' || own.ms < fastEnough) return say(`Histories are read with ${processor}: ${own.told}.`);
    const one = await openRight(gpuOfBrowser());
    const tfjsMs = await timeRuns(() => one.read(history));
    if (tfjsMs < own.ms) use(one);
    else one.dispose();
    say(
      `Histories are read with ${reader ? `tfjs on ${one.name}` : processor}: ${own.beside}, ${tfjsMs.toFixed(1)} ms with tfjs on ${one.name}.`,
    );
  };
  const choose = async (): Promise<void> => {
    if (wanted === 'js') return;
    try {
      if (wanted === 'auto' || wanted === 'wasm') return await chooseAutomatically();
      use(await openRight(wanted));
      say(`Histories are read with tfjs on ${wanted}, as the shelf asks for.`);
    } catch (error) {
      say(`Histories are read with ${processor}: tfjs is not used: ${messageOf(error)}`);
    }
  };
  /** Only the first failure of overlapping readings counts. */
  const fail = (failed: TfjsReader, error: unknown): void => {
    failed.dispose();
    if (reader !== failed) return;
    reader = undefined;
    say(`Histories are read with ${processor}: tfjs on ${failed.name} failed: ${messageOf(error)}`);
    if (reopened || scorer.ended.aborted) return;
    reopened = true;
    openRight(failed.name).then(
      (again) => {
        use(again);
        say(`Histories are read with tfjs on ${failed.name} again.`);
      },
      (reason: unknown) => say(`Histories are read with ${processor}: tfjs on ${failed.name} did not open again: ${messageOf(reason)}`),
    );
  };
  scorer.ended.addEventListener('abort', () => {
    reader?.dispose();
    reader = undefined;
  });

  return {
    attend: memory.attend,
    readAhead: async (profile, now) => {
      const one = reader;
      if (one === undefined) return;
      const asked = weighHistory(profile, pack.rowOf, pack.manifest.encoder, now);
      if (!encoderOfBand(pack.manifest.encoder, asked).blend.encoder) return;
      try {
        memory.keep(asked, await one.read(asked));
      } catch (error) {
        fail(one, error);
      }
    },
    chosen: choose(),
  };
}
