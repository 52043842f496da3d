import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { imageParts, ociFiles, type TestImages, testImages, twoLayers } from "../../../support/images.ts";
import { needsRoot } from "../../../support/layers.ts";
import { tar } from "../../../support/tar.ts";

const skip = needsRoot();
const parts = imageParts(twoLayers);
const other = imageParts([twoLayers[0]!, [{ name: "other", body: "o" }]]);

test("a wherry killed anywhere in a load leaves nothing that sweeping does not take, and all that was there", {
  skip,
}, async () => {
  await using store = await testImages();
  await loadFile(store, "other.tar", tar(...ociFiles({ ...other, name: "other:1" })));
  const before = store.contents();
  const path = join(store.folder, "app.tar");
  writeFileSync(path, tar(...ociFiles({ ...parts, name: "app:1" })));
  store.clock.aheadMs = 2 * 60 * 60 * 1000;
  for (const at of [1, 2, 3, 4]) {
    const signal = await killedAt(at, store, `images.load({ path: ${JSON.stringify(path)} }, action)`);
    assert.equal(signal, "SIGKILL", `it ended before its report ${at}`);
    await store.sweep();
    assert.deepEqual(store.contents(), before, `killed at report ${at}`);
  }
  assert.deepEqual(await store.images.load({ path }), [{ id: parts.id, references: ["app:1"] }]);
  await store.resolve("app:1");
});

test("loads and removals by two processes at once leave an index whose images are whole", {
  skip,
}, async () => {
  await using store = await testImages();
  for (const [file, image] of [
    ["app.tar", { ...parts, name: "app:1" }],
    ["other.tar", { ...other, name: "other:1" }],
  ] as const) {
    writeFileSync(join(store.folder, file), tar(...ociFiles(image)));
  }
  // Both images stand on the same base layer, which one process takes away while the other builds on it.
  const busy = (file: string, name: string) => `(async () => {
    for (let n = 0; n < 6; n += 1) {
      await images.load({ path: ${JSON.stringify(join(store.folder, file))} });
      if (n < 5) await images.remove("${name}");
    }
  })()`;
  const ends = [childOf(store, busy("app.tar", "app:1")), childOf(store, busy("other.tar", "other:1"))];
  assert.deepEqual(await Promise.all(ends), [0, 0]);
  for (const name of ["app:1", "other:1"]) {
    const { entries } = await store.images.tree(name, { view: "stack" });
    assert.ok(entries.length > 2, name);
    await store.images.save([name], { path: join(store.folder, "out.tar") });
  }
  assert.equal(store.contents().layers.length, 3);
});

async function loadFile(store: TestImages, name: string, bytes: Buffer): Promise<void> {
  const path = join(store.folder, name);
  writeFileSync(path, bytes);
  await store.images.load({ path });
}

/** Runs an expression in a process of its own, which kills itself at its n-th report of progress. */
async function killedAt(report: number, store: TestImages, expression: string): Promise<string | number> {
  return childOf(
    store,
    `(() => {
      let reports = 0;
      const action = { onProgress: () => { reports += 1; if (reports === ${report}) process.kill(process.pid, "SIGKILL"); } };
      return ${expression};
    })()`,
  );
}

/** Its exit code, or the signal that ended it. */
async function childOf(store: TestImages, expression: string): Promise<string | number> {
  const support = join(import.meta.dirname, "../../../support/images.ts");
  const script = `
    import { testImages } from ${JSON.stringify(support)};
    const { images } = await testImages({ folder: ${JSON.stringify(store.folder)} });
    await ${expression};
  `;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script],
    { cwd: join(import.meta.dirname, "../../../.."), stdio: ["ignore", "inherit", "inherit"] },
  );
  const [code, signal] = await once(child, "exit");
  return signal ?? code;
}
