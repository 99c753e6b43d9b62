import { ARM_NAME, CONTROL_ARM, type ListArm } from '../../core/events/list-arm.js';
import { isPlainObject } from '../../core/is-plain-object.js';
import { toJson } from '../../core/text/to-json.js';
import type { ListCall, ListKind } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Audience, Campaign, Experiment, ExperimentVariant, Placement, PlacementSettings } from '../../types/scenarios.js';
import { CALL_PARAMETERS } from '../call/call-parameters.js';
import { appliesNow } from './applies-now.js';
import { drawArm } from './draw-arm.js';

/** What a placement comes to, for one shopper at one moment. */
export interface SettledPlacement {
  /** Which list, before the call's own wish. */
  readonly list: ListKind;
  /** Parameters, as the file has them: the engine checks them as those of any call. */
  readonly parameters: Partial<ListCall>;
  readonly repeats: boolean;
  /** Name of the campaign that applies. */
  readonly campaign?: string;
  /** Name of the experiment that runs. */
  readonly experiment?: string;
  /** The shopper's group; absent where they are in none. */
  readonly arm?: ListArm;
  /** Whether the group gets the shop's own order. */
  readonly isShopOrder: boolean;
}

/** What is known of a shopper, asked only if a placement needs it. */
export interface ShopperFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether they are of an audience; a sentence where that cannot be told. */
  meets(audience: Audience): Promise<boolean | string>;
  /** Id of the first event of their log; undefined without one. */
  firstEvent(): Promise<string | undefined>;
}

/** What a list is about or shows: what a control group keeps. The rest is the shop's hand. */
const PLAIN = ['scenario', 'count', 'itemId', 'itemIds', 'category', 'query', 'among', 'types', 'attributes', 'exclude'] as const;
/** Fields that are no parameters of a list. */
const OWN = ['list', 'name', 'share', 'from', 'until', 'audience', 'repeats', 'campaigns', 'experiment'];
/** How far shares may be from 1 together, as they are decimals. */
const SUM_TOLERANCE = 1e-6;

/**
 * Chooses the settings of a placement: its own, those of the first campaign that applies, then those of the shopper's group.
 *
 * @param placement of the file, by name; not checked
 * @param name of the placement
 * @param facts what is known of the shopper
 * @param notes receives a note for each part that is left out
 */
export async function settlePlacement(
  placement: Readonly<Record<string, unknown>>,
  name: string,
  facts: ShopperFacts,
  notes: Note[],
): Promise<SettledPlacement> {
  const { repeats, campaigns, experiment: written } = placement as Partial<Placement>;
  const leaveOut = (what: string, why: string): void =>
    void notes.push({ code: 'bad-argument', message: `placement ${name}: ${what} is left out; ${why}.` });
  const campaign = await campaignOf(campaigns, facts, leaveOut);
  const experiment = experimentOf(written, facts, leaveOut);
  const { arm, group } = (experiment && (await groupOf(experiment, facts))) ?? {};
  const isControl = arm === CONTROL_ARM;
  const layers = [placement, campaign ?? {}, group ?? {}];
  const whole: Record<string, unknown> = Object.assign(Object.create(null), ...layers.map(parametersOf));
  const parameters = isControl ? Object.fromEntries(PLAIN.flatMap((one) => (whole[one] === undefined ? [] : [[one, whole[one]]]))) : whole;
  const lists: readonly unknown[] = CALL_PARAMETERS.kind.takes;
  const list = layers.map((layer) => (layer as PlacementSettings).list).findLast((one) => one !== undefined) ?? 'recommend';
  const isList = lists.includes(list) && (list as ListKind) !== 'next';
  if (!isList) leaveOut(`the list ${toJson(list)}`, `there are ${lists.filter((one) => one !== 'next').join(', ')}`);
  return {
    list: isList ? list : 'recommend',
    parameters,
    repeats: repeats === true,
    ...(campaign && { campaign: campaign.name }),
    ...(experiment && { experiment: experiment.name }),
    ...(experiment && arm !== undefined && { arm: { experiment: experiment.name, arm } }),
    isShopOrder: isControl && experiment?.control?.order === 'shop',
  };
}

/** The parameters of a part of the file; null counts as not given. */
function parametersOf(part: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).filter(([name, value]) => !OWN.includes(name) && value !== null));
}

type LeaveOut = (what: string, why: string) => void;

/** The first campaign whose time it is and whose audience the shopper is of. */
async function campaignOf(campaigns: unknown, facts: ShopperFacts, leaveOut: LeaveOut): Promise<Campaign | undefined> {
  if (campaigns === undefined) return undefined;
  if (!Array.isArray(campaigns)) {
    leaveOut('"campaigns"', 'it is a list of campaigns');
    return undefined;
  }
  for (const [place, campaign] of campaigns.entries()) {
    const { name, audience } = Object(campaign) as Partial<Campaign>;
    if (!isPlainObject(campaign) || typeof name !== 'string') {
      leaveOut(`the campaign at place ${place}`, 'it is an object with a "name"');
      continue;
    }
    const applies = appliesNow(campaign, facts.now);
    if (typeof applies === 'string') leaveOut(`the campaign "${name}"`, wrongTime(applies));
    if (applies !== true) continue;
    if (audience !== undefined && !isPlainObject(audience)) {
      leaveOut(`the campaign "${name}"`, 'its "audience" is an object');
      continue;
    }
    const meets = audience === undefined || (await facts.meets(audience));
    if (typeof meets === 'string') leaveOut(`the campaign "${name}"`, meets);
    if (meets === true) return campaign as unknown as Campaign;
  }
  return undefined;
}

/** The experiment, if it is sound and its time it is. */
function experimentOf(written: unknown, { now }: ShopperFacts, leaveOut: LeaveOut): Experiment | undefined {
  if (written === undefined) return undefined;
  const fault = experimentFault(written);
  if (fault !== null) {
    leaveOut('the experiment', fault);
    return undefined;
  }
  const experiment = written as Experiment;
  const applies = appliesNow(experiment, now);
  if (typeof applies === 'string') leaveOut('the experiment', wrongTime(applies));
  return applies === true ? experiment : undefined;
}

/**
 * What is wrong with an experiment, but for its times and its settings.
 *
 * @param written as the file has it
 * @returns null: nothing is
 */
export function experimentFault(written: unknown): string | null {
  if (!isPlainObject(written)) return 'it is an object with "name" and "variants"';
  const { name, variants, control } = written as Partial<Experiment>;
  if (typeof name !== 'string' || !ARM_NAME.test(name)) return 'its "name" has 1 to 32 lower-case letters and digits';
  if (!Array.isArray(variants) || variants.length === 0 || !variants.every(isPlainObject))
    return 'its "variants" are a list of one or more objects';
  const names = variants.map(({ name: one }: Partial<ExperimentVariant>) => (typeof one === 'string' ? one : ''));
  if (!names.every((one) => ARM_NAME.test(one) && one !== CONTROL_ARM))
    return `the "name" of a variant has 1 to 32 lower-case letters and digits, and is not "${CONTROL_ARM}"`;
  if (new Set(names).size < names.length) return 'two of its variants have one name';
  if (control !== undefined && (!isPlainObject(control) || ![undefined, 'plain', 'shop'].includes(control.order as string | undefined)))
    return 'its "control" is an object with "share", and "order" of "plain" or "shop"';
  if (variants.length < 2 && control === undefined) return 'it has nothing to compare with: add a variant, or "control"';
  const shares = sharesOf(written as unknown as Experiment);
  if (!shares.every((share) => typeof share === 'number' && share >= 0 && share <= 1)) return 'each "share" is a number from 0 to 1';
  const sum = shares.reduce((total, share) => total + share, 0);
  return Math.abs(sum - 1) > SUM_TOLERANCE ? `its shares add up to ${Number(sum.toFixed(6))}, not to 1` : null;
}

const sharesOf = ({ variants, control }: Experiment): number[] => [...variants, ...(control ? [control] : [])].map(({ share }) => share);

async function groupOf(experiment: Experiment, facts: ShopperFacts): Promise<{ arm: string; group?: ExperimentVariant } | undefined> {
  const first = await facts.firstEvent();
  if (first === undefined) return undefined;
  const group = experiment.variants[drawArm(experiment.name, first, sharesOf(experiment))];
  return group === undefined ? { arm: CONTROL_ARM } : { arm: group.name, group };
}

function wrongTime(field: string): string {
  return field === 'from' ? '"from" is no time such as 2026-11-27T00:00:00+01:00' : '"until" is no such time, or not after "from"';
}
