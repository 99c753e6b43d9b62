// Prints the table "What the fault tests have shown" of docs/reliability.md from Playwright's report of the fault specs:
//   npx playwright test --project 'faults on LevelDB' --project 'faults on SQLite' && node scripts/list-fault-costs.mjs
// Of several reports, named after it, the last word on each test counts.
import { readFileSync } from 'node:fs';

const REPORTS = process.argv.length > 2 ? process.argv.slice(2) : ['test-results/playwright.json'];

/** All tests of a suite and the suites in it. */
function testsOf(suite) {
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })));
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

const tests = new Map();
for (const path of REPORTS)
  for (const test of JSON.parse(readFileSync(path, 'utf8')).suites.flatMap(testsOf)) tests.set(`${test.projectName} ${test.title}`, test);
const rows = [...tests.values()].flatMap(({ title, projectName, status, annotations }) => {
  // A test that failed has shown something else than its numbers say.
  const cost = status === 'expected' && annotations.find(({ type }) => type === 'cost');
  if (!cost) return [];
  const { runs, acknowledged, lost } = JSON.parse(cost.description);
  return [{ title, backend: projectName.replace('faults on ', 'Chromium, ').replace('faults in ', ''), runs, acknowledged, lost }];
});
if (rows.length === 0) throw new Error(`${REPORTS.join(', ')}: no test noted a cost; run the fault specs first.`);

const backends = [...new Set(rows.map(({ backend }) => backend))].sort();
const titles = [...new Set(rows.map(({ title }) => title))];
const numberOf = (title) => Number(/^F(\d+)/.exec(title)?.[1] ?? 0);
titles.sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
const inWords = (count) => count.toLocaleString('en').replaceAll(',', ' ');
console.log(`Events acknowledged and events lost: ${backends.join(' / ')}.\n`);
console.log('| fault | runs | acknowledged | lost |\n| --- | --- | --- | --- |');
for (const title of titles) {
  const found = backends.map((backend) => rows.find((row) => row.title === title && row.backend === backend));
  const each = (pick) => found.map((row) => (row === undefined ? '–' : inWords(pick(row)))).join(' / ');
  console.log(
    `| ${title} | ${Math.max(...found.map((row) => row?.runs ?? 0))} | ${each((row) => row.acknowledged)} | ${each((row) => row.lost)} |`,
  );
}
