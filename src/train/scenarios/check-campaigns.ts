import { isPlainObject } from '../../core/is-plain-object.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { shownText } from '../../core/text/shown-text.js';
import { type ScheduleSpan, spanOf } from '../../engine/placements/applies-now.js';
import type { Pack } from '../../types/pack.js';
import type { Audience, Schedule } from '../../types/scenarios.js';
import { hasCategory } from './categories-of.js';
import { noCategory } from './check-settings.js';
import type { FaultList } from './fault-list.js';
import type { JsonPath } from './json-places.js';

/** Fields of a campaign that are no settings of a list. */
export const CAMPAIGN_FIELDS: readonly string[] = ['name', 'from', 'until', 'audience'];
const AUDIENCE_FIELDS: readonly string[] = ['category', 'brand', 'share', 'prototype', 'pack', 'known'];

/**
 * Checks times, audiences and names of a placement's campaigns, and whether one is hidden by another: of several that apply, the first counts.
 *
 * @param pack the catalogue
 * @param campaigns as the file has them
 * @param path of the list
 * @param faults receives what is wrong
 */
export function checkCampaigns(pack: Pack, campaigns: readonly unknown[], path: JsonPath, faults: FaultList): void {
  const before: { readonly name: string; readonly span: ScheduleSpan; readonly audience: unknown }[] = [];
  for (const [place, campaign] of campaigns.entries()) {
    const at = [...path, place];
    if (!isPlainObject(campaign)) {
      faults.add(at, 'a campaign is an object with a "name".');
      continue;
    }
    const { name, audience } = campaign;
    if (typeof name !== 'string' || name === '') faults.add([...at, 'name'], 'a campaign needs a "name".');
    else if (before.some((other) => other.name === name)) faults.add([...at, 'name'], `two campaigns are called "${name}".`);
    if (audience !== undefined) checkAudience(pack, audience, [...at, 'audience'], faults);
    const span = checkSchedule(campaign, at, faults);
    if (span === null) continue;
    for (const other of before) {
      const hides = other.audience === undefined || JSON.stringify(other.audience) === JSON.stringify(audience);
      const [from, until] = [Math.max(span.from, other.span.from), Math.min(span.until, other.span.until)];
      if (!hides || from >= until) continue;
      faults.add(
        at,
        `the campaign "${shownText(name)}" overlaps with "${other.name}"${shownSpan(from, until)}; there the one that is first in the file counts. Change their times, or their order.`,
      );
    }
    before.push({ name: shownText(name), span, audience });
  }
}

/**
 * Checks the times of a campaign or an experiment.
 *
 * @param schedule as the file has it
 * @param path of what has the times
 * @param faults receives what is wrong
 * @returns null where they are wrong
 */
export function checkSchedule(schedule: Schedule, path: JsonPath, faults: FaultList): ScheduleSpan | null {
  const span = spanOf(schedule);
  if (typeof span !== 'string') return span;
  const value = schedule[span];
  const isMoment = typeof spanOf({ until: value } as Schedule) !== 'string';
  const what = isMoment
    ? 'it is not after "from".'
    : `"${shownText(value)}" is no time with an offset, such as "2026-11-27T00:00:00+01:00".`;
  faults.add([...path, span], what);
  return null;
}

function shownSpan(from: number, until: number): string {
  const shown = (word: string, time: number): string => (Number.isFinite(time) ? ` ${word} ${new Date(time).toISOString()}` : '');
  return `${shown('from', from)}${shown('until', until)}`;
}

function checkAudience(pack: Pack, audience: unknown, path: JsonPath, faults: FaultList): void {
  if (!isPlainObject(audience)) {
    faults.add(path, `an audience is an object with some of ${AUDIENCE_FIELDS.join(', ')}.`);
    return;
  }
  for (const name of Object.keys(audience)) {
    if (AUDIENCE_FIELDS.includes(name)) continue;
    const near = nearestName(name, AUDIENCE_FIELDS);
    faults.add(
      [...path, name],
      `"${name}" is no part of an audience; there are ${AUDIENCE_FIELDS.join(', ')}.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    );
  }
  const { category, brand, share, prototype, pack: number, known } = audience as Audience;
  if (category !== undefined && !(typeof category === 'string' && hasCategory(pack, category)))
    faults.add([...path, 'category'], noCategory(pack, shownText(category)));
  const brands = pack.codedColumn('brand')?.values ?? [];
  if (brand !== undefined && !brands.includes(brand)) {
    const near = nearestName(shownText(brand), brands);
    faults.add([...path, 'brand'], `no item has the brand "${shownText(brand)}".${near === undefined ? '' : ` Did you mean "${near}"?`}`);
  }
  if (share !== undefined && !(typeof share === 'number' && share > 0 && share <= 1))
    faults.add([...path, 'share'], 'it is a number above 0, up to 1.');
  if (known !== undefined && typeof known !== 'boolean') faults.add([...path, 'known'], 'it is true or false.');
  if (prototype === undefined) return;
  const prototypes = pack.prototypes?.shoppers.length ?? 0;
  if (!(Number.isInteger(prototype) && prototype >= 0 && prototype < prototypes))
    faults.add(
      [...path, 'prototype'],
      prototypes === 0 ? 'the pack has no prototypes.' : `it is a whole number from 0 to ${prototypes - 1}.`,
    );
  if (number !== pack.manifest.number)
    faults.add(
      [...path, number === undefined ? 'prototype' : 'pack'],
      `prototypes are numbered anew by each build: say "pack": ${pack.manifest.number}, and look whether it is still the one you mean.`,
    );
}
