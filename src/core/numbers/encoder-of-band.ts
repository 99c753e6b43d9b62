import type { EncoderSettings } from '../../types/manifest.js';
import type { HistoryItem } from '../../types/history.js';

/**
 * The encoder for a shopper of whom so much is known: with the blend of their band, where the pack has one.
 *
 * @param encoder settings, blend and bands
 * @param history from `weighHistory`: its length is what an answer's trace calls `knownItems`
 */
export function encoderOfBand(encoder: EncoderSettings, history: readonly HistoryItem[]): EncoderSettings {
  const band = encoder.bands?.filter(({ from }) => from <= history.length).pop();
  return band === undefined ? encoder : { ...encoder, blend: band.blend };
}
