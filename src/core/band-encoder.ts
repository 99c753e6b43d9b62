import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';

/**
 * The encoder for a shopper of whom so much is known: with the blend of their band, where the pack has one.
 *
 * @param encoder settings, blend and bands
 * @param history from `weighHistory`; items that the shopper only spoke against do not count
 */
export function encoderOfBand(encoder: EncoderSettings, history: readonly HistoryItem[]): EncoderSettings {
  const known = history.filter(({ weight }) => weight > 0).length;
  const band = encoder.bands?.filter(({ from }) => from <= known).pop();
  return band === undefined ? encoder : { ...encoder, blend: band.blend };
}
