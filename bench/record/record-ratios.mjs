const TRACKERS = /^(posthog|segment|snowplow)/;
/** Target: the cheapest tracker's time per call divided by ours. */
const CALL_TARGET = 5;
const TASK_TARGET_MS = 50;
const CHANGE_TARGET_MS = 50;
const CHANGE_ITEMS = 10_000;

/** Each peer's figure divided by ours, and the best tracker's. */
export function recordRatios(rows) {
  const ratios = {};
  for (const what of new Set(rows.filter(({ name }) => name === 'naive-idb').map((row) => row.what))) {
    const group = rows.filter((row) => row.what === what);
    for (const ours of group.filter(({ name }) => name === 'onshelf')) {
      const peers = group.filter(({ name, events }) => !['onshelf', 'nothing'].includes(name) && events === ours.events);
      const label = ours.events === undefined ? what : `${what} of ${ours.events}`;
      const compare = (figure, title) => {
        for (const peer of peers) ratios[`${label}, ${title} vs ${peer.name}`] = peer[figure] / ours[figure];
        const trackers = peers.filter(({ name }) => TRACKERS.test(name));
        if (trackers.length > 0)
          ratios[`${label}, ${title} vs the best tracker`] = Math.min(...trackers.map((peer) => peer[figure])) / ours[figure];
      };
      compare('medianMs', 'median');
      if (ours.busyMs === undefined) continue;
      compare('p99Ms', 'p99');
      compare('busyMs', 'busy');
      compare('longestTaskMs', 'longest task');
    }
  }
  return ratios;
}

/** One sentence per target: whether this run reached it. Nothing is asserted. */
export function judgeRecordTargets(rows, ratios) {
  const judge = (target, figure, reached) => `Target: ${target}: ${reached ? 'reached' : 'missed'}, ${figure}.`;
  const calls = ['spaced', 'burst'].map((kind) => {
    const ratio = ratios[`call, ${kind}, median vs the best tracker`];
    return judge(
      `a call (${kind}) at least ${CALL_TARGET} times cheaper than the cheapest tracker's`,
      `${ratio.toFixed(1)} times`,
      ratio >= CALL_TARGET,
    );
  });
  const longestOf = (recorder) => Math.max(...rows.filter(({ name }) => name === recorder).map(({ longestTaskMs }) => longestTaskMs ?? 0));
  const longest = longestOf('onshelf');
  const changes = rows.filter(({ what, items }) => what.startsWith('event to list') && items === CHANGE_ITEMS);
  const slowest = Math.max(...changes.map(({ p95Ms }) => p95Ms));
  return [
    ...calls,
    judge(
      `no task of Onshelf's over ${TASK_TARGET_MS} ms`,
      `${longest.toFixed(1)} ms (${longestOf('nothing').toFixed(1)} ms where nothing is recorded)`,
      longest <= TASK_TARGET_MS,
    ),
    judge(
      `event to changed list within ${CHANGE_TARGET_MS} ms (p95) at ${CHANGE_ITEMS} items`,
      `${slowest.toFixed(1)} ms`,
      slowest <= CHANGE_TARGET_MS,
    ),
  ];
}
