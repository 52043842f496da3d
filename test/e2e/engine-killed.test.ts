import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { identityOf, isAlive } from "../../runtime/index.ts";
import { containersDir, trashDir } from "../../src/engine/containers/bundle.ts";
import { createContainers } from "../../src/engine/containers/create-containers.ts";
import { openTestContext, type TestContext } from "../support/containers-context.ts";
import { expectNoLeaks, territoryOf } from "../support/leaks.ts";
import { makeSmallRoot } from "../support/small-root.ts";

let dir: string;
let layerDir: string;
before(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "wherry-killed-")));
  layerDir = join(dir, "layer");
  makeSmallRoot(layerDir, ["sleep", "sh"]);
});
after(() => rmSync(dir, { recursive: true, force: true }));

/** Far above what any of the actions takes: then the test has lost its way. */
const MOST_STEPS = 200;

for (const action of ["create", "start", "remove"]) {
  test(`a wherry that is killed at any step of ${action} leaves what the next one mends`, async () => {
    let died = 0;
    for (let step = 1; ; step += 1) {
      assert.ok(step < MOST_STEPS, "the action ends");
      const survived = await dieAt(action, step);
      if (survived) break;
      died += 1;
    }
    assert.ok(died > 5, `there were steps to die at: ${died}`);
  });
}

/** One life: false when it was killed. Whatever it left is checked, used and cleared away. */
async function dieAt(action: string, step: number): Promise<boolean> {
  const home = mkdtempSync(join(dir, "life-"));
  const context = openTestContext({ dir: home, layerDir });
  try {
    await prepare(context, action);
    const { status, signal, stderr } = spawnSync(
      process.execPath,
      [
        "--import",
        "tsx",
        "--disable-warning=ExperimentalWarning",
        join(import.meta.dirname, "../support/dying-engine.ts"),
        home,
        layerDir,
        action,
        String(step),
      ],
      { encoding: "utf8", timeout: 30_000 },
    );
    assert.ok(
      signal === "SIGKILL" || status === 0,
      `${action} at step ${step}: ${status} ${signal} ${stderr}`,
    );
    await expectMended(context, `${action} killed at step ${step}`);
    return signal === null;
  } finally {
    await context[Symbol.asyncDispose]();
    rmSync(context.root.runDir, { recursive: true, force: true });
  }
}

async function prepare(context: TestContext, action: string): Promise<void> {
  const containers = createContainers(context);
  await containers.create({ image: "starter", name: "c", command: ["sleep", "1000"] });
  if (action === "remove") await containers.start("c");
}

async function expectMended(context: TestContext, when: string): Promise<void> {
  const containers = createContainers(context);
  const found = await containers.list({ all: true });
  for (const { id, name, state } of found) {
    if (state.status === "running") {
      const process = identityOf(state.pid);
      assert.ok(process !== undefined && isAlive(process), `${when}: ${name} runs`);
    }
    assert.equal((await containers.start(id)).container.state.status, "running", `${when}: ${name} starts`);
    await containers.remove(id, { force: true });
  }
  assert.deepEqual(await containers.list({ all: true }), [], when);
  assert.deepEqual(readdirSync(containersDir(context.root)), [], `${when}: bundles`);
  await context[Symbol.asyncDispose]();
  assert.deepEqual(readTrash(context), [], `${when}: trash`);
  await expectNoLeaks(territoryOf(context.root));
}

function readTrash(context: TestContext): string[] {
  try {
    return readdirSync(trashDir(context.root));
  } catch {
    return [];
  }
}
