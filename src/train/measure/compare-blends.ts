import type { EncoderSettings, ModelCard } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { SILENT_STEP } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { measureRanking, ndcg } from './measure-ranking.js';

/** A pack and the settings of its lists. */
interface Blended {
  readonly pack: Pack;
  readonly encoder: EncoderSettings;
}

/** NDCG@10 of shoppers who chose nothing. */
export interface BlendGains {
  /** Without the encoder. */
  readonly known: number;
  /** With it. */
  readonly own: number;
  readonly metrics: ModelCard['metrics'];
}

/**
 * Measures two blends.
 *
 * @param known without a sequence encoder
 * @param own with it
 * @param shoppers who chose neither
 * @returns null where there is nobody to measure on
 */
export async function compareBlends(known: Blended, own: Blended, shoppers: readonly TestShopper[]): Promise<BlendGains | null> {
  if (shoppers.length === 0) return null;
  const gainOf = async (of: Blended): Promise<number> => {
    const { places } = await measureRanking({ ...of, shoppers, cutoffs: [10], progress: SILENT_STEP });
    return ndcg(places, 10);
  };
  const gains = { known: await gainOf(known), own: await gainOf(own) };
  const metrics = { 'NDCG@10 with it': rounded(gains.own), 'NDCG@10 without it': rounded(gains.known), shoppers: shoppers.length };
  return { ...gains, metrics };
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
