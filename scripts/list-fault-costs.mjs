// Prints the table "What breaking it has shown" of docs/reliability.md from Playwright's report of the fault specs:
//   npx playwright test --project 'faults on LevelDB' --project 'faults on SQLite' && node scripts/list-fault-costs.mjs
import { readFileSync } from 'node:fs';

const REPORT = process.argv[2] ?? 'test-results/playwright.json';

/** All tests of a suite and the suites in it. */
function testsOf(suite) {
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })));
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

const report = JSON.parse(readFileSync(REPORT, 'utf8'));
const rows = report.suites.flatMap(testsOf).flatMap(({ title, projectName, status, annotations }) => {
  // A test that failed has shown something else than its numbers say.
  const cost = status === 'expected' && annotations.find(({ type }) => type === 'cost');
  if (!cost) return [];
  const { runs, acknowledged, lost } = JSON.parse(cost.description);
  return [{ title, backend: projectName.replace('faults on ', 'Chromium, '), runs, acknowledged, lost }];
});
if (rows.length === 0) throw new Error(`${REPORT} has no test that noted a cost; run the fault specs first.`);

const numberOf = ({ title }) => Number(/^F(\d+)/.exec(title)?.[1] ?? 0);
rows.sort((a, b) => numberOf(a) - numberOf(b) || (a.title < b.title ? -1 : a.title > b.title ? 1 : a.backend < b.backend ? -1 : 1));
console.log('| fault | browser, backend | runs | events acknowledged | events lost |\n| --- | --- | --- | --- | --- |');
for (const { title, backend, runs, acknowledged, lost } of rows)
  console.log(`| ${title} | ${backend} | ${runs} | ${acknowledged.toLocaleString('en').replaceAll(',', ' ')} | ${lost} |`);
