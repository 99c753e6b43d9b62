import type { HistoryItem } from '../../types/history.js';
import type { EncoderSettings } from '../../types/manifest.js';

/**
 * The encoder for a shopper's length of history: with the blend of its band, if the pack has one.
 *
 * @param encoder settings, blend and bands
 * @param history from `weighHistory`; those of its items count that something speaks for
 */
export function encoderOfBand(encoder: EncoderSettings, history: readonly HistoryItem[]): EncoderSettings {
  // Dislikes alone make nobody known.
  const known = history.filter(({ weight }) => weight > 0).length;
  const band = encoder.bands?.filter(({ from }) => from <= known).pop();
  return band === undefined ? encoder : { ...encoder, blend: band.blend };
}
