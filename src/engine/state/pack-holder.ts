import { codeOf, messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import { type FirstPack, type LoadedPack, type LoadOptions, loadPack } from '../../pack/load/load.js';
import { type ChosenScorer, chooseScorer } from '../../score/choose-scorer.js';
import type { EngineHealth, OpenInput } from '../../types/engine.js';
import type { OptionalFile, OptionalRole, PackManifest } from '../../types/manifest.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { ScorerMemoryStore } from '../../types/scoring/choice-memory.js';
import type { PackStore } from '../../types/scoring/pack-store.js';
import type { FirstHeld } from '../first/first-list.js';

/** Milliseconds that a list waits for the pack; then the fallback order is served. */
const PACK_TIMEOUT_MS = 1000;
const SLOW = `The pack has not loaded within ${PACK_TIMEOUT_MS} ms and is still being fetched.`;

/** A pack and its scorer. */
interface HeldPack extends LoadedPack {
  readonly scorer: ChosenScorer;
}

/** The inputs of a holder. */
export interface HolderParts {
  /** The store of packs between visits, or null. */
  readonly packStore: () => PackStore | null;
  readonly scorerMemory: ScorerMemoryStore;
  /** Returns milliseconds since 1970. */
  readonly now: () => number;
  /** Receives notes of failures. */
  readonly notes: Note[];
  /** Asks the page whether the pack may be loaded again. */
  readonly allowed: () => Promise<void>;
}

/** Loads the pack, and replaces it with a newer one that arrives late. */
export interface PackHolder {
  /**
   * Starts loading.
   *
   * @returns resolves as soon as there is a pack to make lists from
   * @throws OnshelfError `pack-unreachable`, `pack-invalid` or `bad-argument`
   */
  open(input: OpenInput): Promise<HeldPack>;
  /**
   * The current pack.
   *
   * @throws OnshelfError `pack-unreachable` where none has loaded after a second, or the error of `open`
   */
  ready(): Promise<HeldPack>;
  /**
   * The items of the manifest, for lists until the pack is there. Null: there is a pack, or no pack will come, or its manifest has no items, or
   * the waiting is over.
   *
   * @param ready result of `ready`
   */
  first(ready: Promise<unknown>): Promise<FirstHeld | null>;
  /** Loads the pack again once it is loaded, to store it for the next visit. Its files come from the browser's cache. */
  keep(): void;
  health(): Pick<EngineHealth, 'pack' | 'scorer'>;
  /** Notes of the current pack. */
  notes(): readonly Note[];
  /** Disposes of the scorer, now or once there is one; the pack is not replaced any more. */
  close(): void;
}

/**
 * Makes an empty holder.
 *
 * @param parts see `HolderParts`
 */
export function createPackHolder({ packStore, scorerMemory, now, notes, allowed }: HolderParts): PackHolder {
  let input: Pick<OpenInput, 'packUrl' | 'redirectOrigins' | 'packKey' | 'locale' | 'backend' | 'encoderBackend'> = {
    packUrl: '',
    backend: 'auto',
  };
  let held: HeldPack | null = null;
  let state: 'waiting' | 'slow' | 'settled' = 'waiting';
  let closed = false;
  let [settle, fail]: [(held: HeldPack) => void, (error: unknown) => void] = [() => {}, () => {}];
  // Calls may precede `open`: they wait too.
  const opening = new Promise<HeldPack>((resolve, reject) => {
    [settle, fail] = [resolve, reject];
  });
  // Every call that waits for it has the error.
  opening.catch(() => {});
  let foundFirst: (first: FirstHeld | null) => void = () => {};
  const firstFound = new Promise<FirstHeld | null>((resolve) => {
    foundFirst = resolve;
  });

  const load = (onManifest?: (manifest: PackManifest) => void): Promise<FirstPack> => {
    const { packUrl, redirectOrigins, packKey } = input;
    const options: LoadOptions = {
      currentStore: packStore,
      packKey,
      now,
      ...(redirectOrigins && { redirectOrigins }),
      ...(onManifest && { onManifest }),
    };
    return loadPack(packUrl, packStore(), options);
  };

  const prepare = async ({ pack: bare, ...loaded }: LoadedPack): Promise<HeldPack> => {
    // The conditions read the manifest and the page's language alone: what is fetched reveals nothing of the shopper.
    const has = (role: OptionalRole): boolean | undefined =>
      bare.manifest.optional?.some((file) => (file as Partial<OptionalFile> | null)?.role === role);
    const chosen = has('locale') ? await (await import('../../pack/locales/with-locale.js')).withLocale(bare, input.locale ?? '') : null;
    const own = chosen?.pack ?? bare;
    // A locale has the texts of all items.
    const pack = own.locale === undefined && has('texts') ? (await import('../../pack/texts/late-texts.js')).withLateTexts(own) : own;
    const catalogue = { ...pack, bias: pack.popularity };
    return {
      ...loaded,
      notes: [...loaded.notes, ...(chosen?.notes ?? [])],
      pack: await withMatching(pack),
      scorer: await chooseScorer(catalogue, input.backend, { notes, store: scorerMemory, now }),
    };
  };

  /** On every page, so that it reveals nothing of the shopper. Without the chunk the feed's own ids are known. */
  const withMatching = async (pack: Pack): Promise<Pack> => {
    try {
      return (await import('../../pack/ids/match-ids.js')).matchIds(pack);
    } catch (error) {
      notes.push({ code: codeOf(error), message: messageOf(error) });
      return pack;
    }
  };

  /** Gives the pack its encoder once that is there; until then, and if it fails, lists come from the other parts of the blend. The condition reads the manifest alone. */
  const openEncoder = async (before: HeldPack): Promise<void> => {
    const { pack, scorer, notes: told } = before;
    if (pack.manifest.encoder.card === undefined) return;
    const change = (changes: Partial<HeldPack>): void => {
      if (held?.pack === pack) held = { ...held, ...changes };
    };
    change({ notes: [...told, { code: 'encoder-loading', message: 'The sequence encoder of the pack is still being loaded.' }] });
    try {
      const { chooseEncoder } = await import('../encoders/choose-encoder.js');
      const { backend, encoderBackend: preference } = input;
      const { attend, readAhead } = await chooseEncoder(pack, { preference, backend, scorer, notes });
      change({ pack: { ...pack, attend, readAhead }, notes: told });
    } catch (error) {
      change({ notes: [...told, { code: 'encoder-off', message: `The sequence encoder of the pack is not used. ${messageOf(error)}` }] });
    }
  };

  /** Continued lists keep the pack that they were made from; its scorer releases its hardware and answers on the processor. */
  const replace = async (before: HeldPack, later: Promise<LoadedPack | null>): Promise<void> => {
    const newer = await later;
    if (closed) return;
    // An encoder may have been added to it since.
    held = newer === null ? { ...(held ?? before), notes: [] } : await prepare(newer);
    if (newer !== null) {
      before.scorer.dispose();
      void openEncoder(held);
    }
    if (closed) held.scorer.dispose();
  };

  return {
    open: async (given) => {
      input = given;
      const timer = setTimeout(() => {
        state = 'slow';
      }, PACK_TIMEOUT_MS);
      try {
        // Fetched beside the manifest, on every page: that reveals nothing of the shopper, and no list waits for it.
        const chunk = import('../first/first-list.js');
        // Without the chunk no list is missing: all wait for the pack.
        chunk.catch(() => {});
        const { later, ...loaded } = await load((manifest) => {
          chunk.then(({ firstLists }) => foundFirst(firstLists.open(manifest, notes, input.locale ?? ''))).catch(() => {});
        });
        const first = await prepare(loaded);
        held = first;
        void openEncoder(first);
        settle(held);
        if (later !== undefined)
          replace(first, later).catch((error: unknown) => notes.push({ code: codeOf(error), message: messageOf(error) }));
        return first;
      } catch (error) {
        notes.push({ code: codeOf(error), message: messageOf(error) });
        fail(error);
        throw error;
      } finally {
        clearTimeout(timer);
        state = 'settled';
        foundFirst(null);
      }
    },
    ready: async () =>
      held ?? withDeadline(opening, PACK_TIMEOUT_MS, () => new OnshelfError('pack-unreachable', `${SLOW} Later lists will use it.`)),
    first: async (ready) => {
      const none = (): null => null;
      return state === 'settled' ? null : Promise.race([firstFound, ready.then(none, none)]);
    },
    keep: () => {
      opening
        .then(allowed)
        .then(() => (closed ? undefined : load()))
        .catch((error: unknown) => notes.push({ code: codeOf(error), message: messageOf(error) }));
    },
    health: () => ({
      pack: held && {
        number: held.pack.manifest.number,
        items: held.pack.items,
        fromCache: held.fromCache,
        ...(held.pack.manifest.sensitive && { sensitive: held.pack.manifest.sensitive }),
        ...(held.pack.locale && { locale: held.pack.locale }),
      },
      scorer: held === null ? null : held.scorer.report(),
    }),
    notes: () => [...(held?.notes ?? []), ...(state === 'slow' ? [{ code: 'pack-slow', message: SLOW } as const] : [])],
    close: () => {
      closed = true;
      opening.then(
        () => held?.scorer.dispose(),
        () => {},
      );
    },
  };
}
