import { isPlainObject } from '../../core/is-plain-object.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import type { ListContext } from '../../engine/list/list-context.js';
import { experimentFault } from '../../engine/placements/settle-placement.js';
import { pointerOf } from '../../pack/format/read-scenarios.js';
import { emptyProfile } from '../../profile/fold-events.js';
import { createJsScorer } from '../../score/settle/js-scorer.js';
import type { Pack } from '../../types/pack.js';
import { CAMPAIGN_FIELDS, checkCampaigns, checkSchedule } from './check-campaigns.js';
import { checkSettings } from './check-settings.js';
import { createFaultList, type FaultList, type ScenariosFault } from './fault-list.js';
import { type JsonPath, readPlacedJson } from './json-places.js';

const FILE_FIELDS: readonly string[] = ['format', 'version', 'placements'];
const PLACEMENT_FIELDS: readonly string[] = ['repeats', 'campaigns', 'experiment'];
const EXPERIMENT_FIELDS: readonly string[] = ['name', 'variants', 'control', 'from', 'until'];
const VARIANT_FIELDS: readonly string[] = ['name', 'share'];
const CONTROL_FIELDS: readonly string[] = ['share', 'order'];
/** What a placement may be called. */
const PLACEMENT_NAME = /^[a-z0-9-]{1,64}$/;

/** Result of checking a file of placements. */
export interface CheckedScenarios {
  /** Names of its placements. */
  readonly placements: readonly string[];
  /** In the order of the file; empty for a sound one. */
  readonly faults: readonly ScenariosFault[];
}

/**
 * Checks a whole file of placements against a pack.
 *
 * @param text the whole file
 * @param pack the catalogue
 * @param now milliseconds since 1970
 * @throws OnshelfError `bad-input` with the place, where it is no JSON or no file of placements
 */
export async function checkScenarios(text: string, pack: Pack, now: number): Promise<CheckedScenarios> {
  const json = readPlacedJson(text);
  const faults = createFaultList(json);
  let pointer: ReturnType<typeof pointerOf>;
  try {
    pointer = pointerOf(text);
  } catch (error) {
    throw new OnshelfError('bad-input', `1:1: it is no file of placements: ${messageOf(error)}`, error);
  }
  if (pointer !== null) throw new OnshelfError('bad-input', `it only names ${pointer.path}, beside it. Check that file.`);
  const file = json.value as Readonly<Record<string, unknown>>;
  checkFields(file, [], FILE_FIELDS, faults);
  const { placements } = file;
  if (!isPlainObject(placements)) {
    faults.add(['placements'], 'it is an object of placements by name.');
    return { placements: [], faults: faults.all() };
  }
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const context: ListContext = { pack, scorer, profile: emptyProfile(), now };
  for (const [name, placement] of Object.entries(placements)) await checkPlacement(context, name, placement, faults);
  return { placements: Object.keys(placements), faults: faults.all() };
}

async function checkPlacement(context: ListContext, name: string, placement: unknown, faults: FaultList): Promise<void> {
  const path = ['placements', name];
  if (!PLACEMENT_NAME.test(name))
    faults.add(path, `"${name}" is no name of a placement: it has 1 to 64 lower-case letters, digits and hyphens.`);
  if (!isPlainObject(placement)) {
    faults.add(path, 'a placement is an object.');
    return;
  }
  const { repeats, campaigns, experiment } = placement;
  if (repeats !== undefined && typeof repeats !== 'boolean') faults.add([...path, 'repeats'], 'it is true or false.');
  await checkSettings(context, placement, path, PLACEMENT_FIELDS, faults);
  if (Array.isArray(campaigns)) {
    checkCampaigns(context.pack, campaigns, [...path, 'campaigns'], faults);
    for (const [place, campaign] of campaigns.entries())
      if (isPlainObject(campaign)) await checkSettings(context, campaign, [...path, 'campaigns', place], CAMPAIGN_FIELDS, faults);
  } else if (campaigns !== undefined) faults.add([...path, 'campaigns'], 'it is a list of campaigns.');
  if (experiment !== undefined) await checkExperiment(context, experiment, [...path, 'experiment'], faults);
}

async function checkExperiment(context: ListContext, experiment: unknown, path: JsonPath, faults: FaultList): Promise<void> {
  const fault = experimentFault(experiment);
  if (fault !== null) faults.add(path, `the experiment would be left out: ${fault}.`);
  if (!isPlainObject(experiment)) return;
  const { variants, control } = experiment;
  checkFields(experiment, path, EXPERIMENT_FIELDS, faults);
  checkSchedule(experiment, path, faults);
  if (isPlainObject(control)) checkFields(control, [...path, 'control'], CONTROL_FIELDS, faults);
  for (const [place, variant] of (Array.isArray(variants) ? variants : []).entries())
    if (isPlainObject(variant)) await checkSettings(context, variant, [...path, 'variants', place], VARIANT_FIELDS, faults);
}

/** Reports the fields of an object that are not known. */
function checkFields(object: Readonly<Record<string, unknown>>, path: JsonPath, known: readonly string[], faults: FaultList): void {
  for (const name of Object.keys(object)) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    faults.add(
      [...path, name],
      `"${name}" is not known; there are ${known.join(', ')}.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    );
  }
}
