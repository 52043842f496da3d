import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { isAbandoned, layerShell } from "../../../../src/engine/containers/throw-away.ts";
import { openTestContext } from "../../../support/containers-context.ts";

test("a shell at a layer is for this process alone, and goes with it", async () => {
  await using context = openTestContext();
  mkdirSync(join(context.layerDir, "bin"));
  writeFileSync(join(context.layerDir, "bin/sh"), "", { mode: 0o755 });
  const options = await layerShell(context, "starter", 0);
  assert.deepEqual([options.command, options.layer, options.autoRemove], [["/bin/sh"], 0, true]);
  assert.equal(isAbandoned({ labels: options.labels ?? {} }), false);
  const [label] = Object.keys(options.labels ?? {});
  assert.equal(isAbandoned({ labels: { [label!]: "999999999-1" } }), true);
  assert.equal(
    isAbandoned({ labels: { [label!]: `${process.pid}-1` } }),
    true,
    "another process with this pid",
  );
  assert.equal(isAbandoned({ labels: { other: "1-1" } }), false);
});

test("a layer without a shell is told", async () => {
  await using context = openTestContext();
  await assert.rejects(layerShell(context, "starter", 0), { code: "no-shell" });
});
