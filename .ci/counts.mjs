// The last line of the tests: how many passed, failed and were skipped, over Java and the site.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const total = { passed: 0, failed: 0, skipped: 0 };

for (const module of ["schemas", "pipelines/methods", "pipelines/jobs", "runners"]) {
  const target = join(module, "target");
  if (!existsSync(target)) continue;
  for (const folder of readdirSync(target).filter((name) => name.startsWith("surefire-reports"))) {
    for (const file of readdirSync(join(target, folder)).filter((name) => /^TEST-.*\.xml$/.test(name))) {
      const suite = readFileSync(join(target, folder, file), "utf8").match(/<testsuite\b[^>]*>/)[0];
      const count = (name) => Number((suite.match(new RegExp(`\\b${name}="(\\d+)"`)) ?? [0, 0])[1]);
      const failed = count("failures") + count("errors");
      total.failed += failed;
      total.skipped += count("skipped");
      total.passed += count("tests") - failed - count("skipped");
    }
  }
}

const results = join("dashboards", "test-results");
for (const file of existsSync(results) ? readdirSync(results) : []) {
  if (!file.endsWith(".json")) continue;
  const report = JSON.parse(readFileSync(join(results, file), "utf8"));
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests;
  total.skipped += report.numPendingTests ?? 0;
}

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
