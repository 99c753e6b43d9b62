import type { HistoryItem } from '../../types/history.js';
import type { EncoderSettings } from '../../types/manifest.js';

/**
 * The encoder for a shopper's length of history: with the blend of its band, if the pack has one.
 *
 * @param encoder settings, blend and bands
 * @param history from `weighHistory`; its length is `knownItems` in an answer's trace
 */
export function encoderOfBand(encoder: EncoderSettings, history: readonly HistoryItem[]): EncoderSettings {
  const band = encoder.bands?.filter(({ from }) => from <= history.length).pop();
  return band === undefined ? encoder : { ...encoder, blend: band.blend };
}
