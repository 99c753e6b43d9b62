/** The group of an experiment that a list was made for. */
export interface ListArm {
  readonly experiment: string;
  readonly arm: string;
}

/** What experiments and their groups may be called, so that they fit into a list's id. */
export const ARM_NAME = /^[a-z0-9]{1,32}$/;
/** Name of the group that gets the list without the shop's rules. */
export const CONTROL_ARM = 'control';

/**
 * The suffix of a list's id. It contains nothing about the shopper but the group, which is that of many.
 *
 * @param list names of experiment and group
 */
export function armMark({ experiment, arm }: ListArm): string {
  return `-arm-${experiment}-${arm}`;
}

/**
 * The group that a list was made for, from its id.
 *
 * @param listId from an event's `item_list_id`, without the suffix of an interleaving
 * @returns null for a list of no experiment
 */
export function readArm(listId: string): ListArm | null {
  const [, experiment, arm] = /-arm-([a-z0-9]{1,32})-([a-z0-9]{1,32})$/.exec(listId) ?? [];
  return experiment === undefined || arm === undefined ? null : { experiment, arm };
}
