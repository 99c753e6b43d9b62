import type { PackHolder } from './pack-holder.js';

/**
 * Yields each time that lists have become better, but for the last: of the items of the manifest, then of the pack, then with all texts.
 *
 * @param holder of the pack
 * @param loading resolves when the pack is there, or failed
 * @throws what loading threw
 */
export async function* loadingStages(
  holder: Pick<PackHolder, 'health' | 'ready'>,
  loading: () => Promise<unknown>,
): AsyncGenerator<void, void> {
  if (holder.health().pack === null) yield;
  await loading();
  const { lateTexts } = (await holder.ready()).pack;
  if (lateTexts) yield;
  await lateTexts?.whole;
}
