// Runs the test suites named as arguments (folders of test/) with node:test: `node test/run.js unit e2e`.
import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";

const suites = process.argv.slice(2).filter((suite) => existsSync(`test/${suite}`));
const files = suites.flatMap((suite) => globSync(`test/${suite}/**/*.test.{ts,tsx}`)).sort();
if (files.length === 0) {
  console.error(`test: no test files under ${process.argv.slice(2).join(", ")}`);
  process.exit(1);
}
const { status } = spawnSync(
  process.execPath,
  [
    ...["--import", "tsx", "--disable-warning=ExperimentalWarning"],
    // A file that hangs is told by name; none takes a tenth of this.
    ...["--test", "--test-concurrency=2", "--test-timeout=600000"],
    ...files,
  ],
  { stdio: "inherit", env: { ...process.env, NODE_ENV: "production" } },
);
process.exit(status ?? 1);
