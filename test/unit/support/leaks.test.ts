import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { findLeaks, type Territory } from "../../support/leaks.ts";

test("an empty territory has no leaks", (t) => {
  assert.deepEqual(findLeaks(territory(t)), []);
});

test("a file in a volatile folder is a leak, one in a data folder is not", (t) => {
  const place = territory(t);
  writeFileSync(join(place.dirs[0]!, "data", "kept"), "");
  writeFileSync(join(place.dirs[0]!, "run", "attach"), "");
  assert.deepEqual(findLeaks(place), [`file ${place.dirs[0]}/run/attach`]);
});

test("a folder that was to go with what stood in it is a leak, also when it is empty", (t) => {
  const place = territory(t);
  const dir = join(place.dirs[0]!, "run");
  assert.deepEqual(findLeaks({ ...place, passingDirs: [dir, `${dir}-gone`] }), [`folder ${dir}`]);
});

test("a process that works in the territory is a leak", (t) => {
  const place = territory(t);
  const child = spawn("sleep", ["60"], { cwd: join(place.dirs[0]!, "data"), stdio: "ignore" });
  t.after(() => child.kill("SIGKILL"));
  const [leak, ...others] = findLeaks(place);
  assert.match(String(leak), new RegExp(`^process ${child.pid} .*: holds ${place.dirs[0]}/data$`));
  assert.deepEqual(others, []);
});

test("a process that names the territory in its arguments is a leak", (t) => {
  const place = territory(t);
  const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)", `${place.dirs[0]}/data`]);
  t.after(() => child.kill("SIGKILL"));
  assert.match(String(findLeaks(place)[0]), new RegExp(`^process ${child.pid} .*: names ${place.dirs[0]}$`));
});

function territory(t: TestContext): Territory {
  const dir = mkdtempSync(join(tmpdir(), "wherry-leaks-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, "run"));
  mkdirSync(join(dir, "data"));
  return { dirs: [dir], volatileDirs: [join(dir, "run")], cgroupPath: "wherry/none-of-this-name" };
}
