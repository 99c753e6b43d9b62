const said = new Set<string>();

/**
 * Says something on the console once per page and kind, so that no loop can flood it.
 *
 * @param kind what the warning is about; one line is printed per kind
 * @param message the line
 */
export function warnOnce(kind: string, message: string): void {
  if (said.has(kind)) return;
  said.add(kind);
  console.warn(`onshelf: ${message}`);
}
