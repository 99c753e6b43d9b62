import type { CatalogItem } from '../../types/catalog-item.js';
import type { TopK } from '../../types/scoring/scorer.js';
import { evaluationContext } from '../measure/evaluation-context.js';
import type { ItemGroups } from '../measure/item-groups.js';
import { type ListMeasures, listMeter } from '../measure/list-meter.js';
import { measureRanking } from '../measure/measure-ranking.js';
import type { RankShopper } from '../measure/rank-shopper.js';
import { type RerankingSetting, rankWithReranking } from '../measure/rank-with-reranking.js';
import type { EvaluatedModel } from '../models/single-model.js';
import { packBytes } from '../packing/make-pack.js';
import type { StepLog } from '../progress/step-log.js';
import type { Split } from '../split/split.js';
import type { TestShopper } from '../split/test-shopper.js';
import { type FoldRelevance, predictRelevance } from './evaluate-relevance.js';
import type { EvaluationRequest } from './evaluation-request.js';
import type { FoldMeasures } from './summarize-evaluation.js';
import type { TrainedFold } from './train-fold.js';

/** Measures of one fold. */
export interface FoldResults {
  /** By model, in the request's order. */
  readonly models: ReadonlyMap<EvaluatedModel, FoldMeasures>;
  /** By re-ranking step, named as in the tables: `diversity 0.5`. Measured on `rerankedModel`. */
  readonly rerankings: ReadonlyMap<string, FoldMeasures>;
  /** null where the blend is not measured. */
  readonly relevance: FoldRelevance | null;
}

/** What is measured in one fold. */
interface MeasuredFold {
  readonly split: Split;
  readonly trained: TrainedFold;
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** Groups of items that are measured separately, or null. */
  readonly groups: ItemGroups | null;
  /** Values of the objective's attribute, or null. */
  readonly objective: ArrayLike<number> | null;
  /** Receives each list of the first model, or undefined. */
  readonly onList: ((shopper: TestShopper, top: TopK) => void) | undefined;
}

/**
 * Phase 4 of an evaluation, once per fold: ranks the catalogue for every test shopper with each model, and with each re-ranking step.
 *
 * @param fold trained models, and the shoppers
 * @param request models, cutoffs and re-ranking steps
 * @param steps reports the progress
 */
export async function evaluateFold(fold: MeasuredFold, request: EvaluationRequest, steps: StepLog): Promise<FoldResults> {
  const { split, trained, catalog } = fold;
  const { cutoffs, models, rerankings = [], settings } = request;
  const popular = (await trained.packOf('popularity')).pack;
  const context = evaluationContext(popular, split.training, catalog, {
    cutoffs,
    tiesCountAgainst: request.split.protocol === 'cases',
    groups: fold.groups,
    objective: fold.objective,
  });
  const unreachable = split.test.filter((shopper) => shopper.unreachable).length / split.test.length;
  const shoppers = split.test;

  const measure = async (
    model: EvaluatedModel,
    name: string,
    onList?: MeasuredFold['onList'],
    ranked?: RankShopper,
  ): Promise<ListMeasures> => {
    const { pack } = await trained.packOf(model);
    const meter = listMeter(context, shoppers.length);
    const addList = (shopper: TestShopper, top: TopK, index: number): void => {
      meter.add(shopper, top, index);
      onList?.(shopper, top);
    };
    const ranking = { pack, shoppers, encoder: trained.encoderOf(model), cutoffs, onList: addList, ...(ranked && { ranked }) };
    await steps.run(`ranking with ${name}`, (progress) => measureRanking({ ...ranking, progress }), shoppers.length, 'shoppers');
    return meter.take();
  };

  const byModel = new Map<EvaluatedModel, FoldMeasures>();
  const byReranking = new Map<string, FoldMeasures>();
  for (const model of models) {
    const { encoded, trainSeconds } = await trained.packOf(model);
    const measures = await measure(model, model, model === models[0] ? fold.onList : undefined);
    byModel.set(model, { measures, facts: { unreachable, trainSeconds, packBytes: packBytes(encoded) } });
    for (const setting of model === rerankedModel(models) ? rerankings : []) {
      const name = rerankingName(setting);
      const reranked = await measure(
        model,
        `${model}, ${name}`,
        undefined,
        rankWithReranking(setting, settings.seed, { values: fold.objective ?? [], attribute: request.objective ?? '' }),
      );
      byReranking.set(name, { measures: reranked, facts: {} });
    }
  }
  const relevance = models.includes('blend') ? await predictRelevance(split, trained, steps) : null;
  return { models: byModel, rerankings: byReranking, relevance };
}

/** The model that re-ranking steps are measured on: the blend, else the first. */
export function rerankedModel(models: readonly EvaluatedModel[]): EvaluatedModel {
  return models.find((model) => model === 'blend') ?? models[0];
}

function rerankingName({ step, value }: RerankingSetting): string {
  return `${step} ${value}`;
}
