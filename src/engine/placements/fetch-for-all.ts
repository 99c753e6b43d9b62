import { isPlainObject } from '../../core/is-plain-object.js';
import type { Pack } from '../../types/pack.js';

/** Lists of what goes with a cart; the scenarios of that list are among them. */
const OF_CARTS: readonly unknown[] = ['boughtTogether', 'cart', 'order-confirmed'];

/** The columns that a list of reduced items reads. */
const OF_SALES = 'sale_price regular_price';

/** Parameters whose steps are in a part of their own. */
const AIMS = ['objective', 'popularityDiscount', 'exposureFloor'];

/**
 * Starts to fetch, for every shopper alike, what any campaign or group of a placement may need: code, and files of the pack. Else a request would tell
 * which audience or group the shopper is of. It resolves when all requests are on their way; what fails is asked for again by the list that needs it,
 * which reports it.
 *
 * @param placement of the file, by name; not checked
 * @param pack resolves with the pack; asked only where its files may be needed
 * @param asked what the call says itself: a group with the shop's own order would need nothing of it. Default: nothing
 */
export async function fetchForAll(
  placement: Readonly<Record<string, unknown>>,
  pack: () => Promise<Pack>,
  asked: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { campaigns, experiment } = placement;
  const variants = isPlainObject(experiment) ? experiment.variants : undefined;
  const groups = [campaigns, variants].flatMap((some) => (Array.isArray(some) ? some.filter(isPlainObject) : []));
  if (groups.length === 0) return;
  const layers = [placement, { ...asked, list: asked.kind }, ...groups].flatMap((layer) => {
    const other = isPlainObject(layer.interleave) ? layer.interleave.with : undefined;
    return isPlainObject(other) ? [layer, other] : [layer];
  });
  const rules = layers
    .flatMap(({ filter, boost, objective, list }) =>
      [filter, boost, Object(objective).attribute, list === 'onSale' && OF_SALES].filter((rule) => typeof rule === 'string'),
    )
    .join(' ');
  const shown = layers.flatMap(({ attributes }) =>
    Array.isArray(attributes) ? attributes.filter((name) => typeof name === 'string') : [],
  );
  const isOfCarts = layers.some(({ list, scenario }) => OF_CARTS.includes(list) || OF_CARTS.includes(scenario));
  // A list that needs a part imports it again, and reports why it cannot.
  const start = (part: Promise<unknown>): void => void part.catch(() => {});
  start(import('../sources/further-lists.js'));
  start(import('../rules/plan-rules.js'));
  // Names that calls do not take are mended by a part of its own.
  start(import('../call/mend-call.js'));
  if (layers.some(({ ranker }) => ranker === true)) start(import('../ranker/ranker-step.js'));
  if (layers.some((layer) => AIMS.some((name) => layer[name]))) start(import('../aims/plan-aims.js'));
  if (isOfCarts) start(import('../cart/together-source.js'));
  if (rules.trim() === '' && shown.length === 0 && !isOfCarts) return;
  const opened = await pack().catch(() => null);
  if (!opened?.manifest.optional) return;
  if (isOfCarts) opened.openFile?.('baskets').catch(() => {});
  const attributes = await import('../attributes/open-attributes.js').catch(() => null);
  attributes?.fetchAttributes(opened, rules, shown);
}
