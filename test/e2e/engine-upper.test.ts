import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { locateRoot } from "../../src/base/store-root.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { expectNoLeaks, territoryOf } from "../support/leaks.ts";
import { writeShellImage } from "../support/shell-image.ts";

const LAYERS = [
  [
    { name: "data/", type: "5" },
    { name: "data/kept", body: "k".repeat(5) },
    { name: "data/changed", body: "c".repeat(10) },
    { name: "data/gone", body: "g".repeat(20) },
    { name: "data/replaced/", type: "5" },
    { name: "data/replaced/a", body: "a".repeat(30) },
  ],
  [
    { name: "data/", type: "5" },
    { name: "data/replaced/", type: "5" },
    { name: "data/replaced/b", body: "b".repeat(40) },
  ],
];

const SCRIPT = `
  echo new > /data/new
  echo x > /data/changed
  rm /data/gone
  rm -r /data/replaced
  mkdir /data/replaced
  echo n > /data/replaced/n
`;

test("what a container writes is one more layer: new, overwritten and removed files, and a directory made anew", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "wherry-upper-"));
  const root = locateRoot(join(dir, "root"), { uid: 0, env: process.env });
  const engine = await openEngine({ root });
  t.after(async () => {
    await engine.containers.remove("c", { force: true });
    await engine[Symbol.asyncDispose]();
    await expectNoLeaks(territoryOf(root));
    rmSync(dir, { recursive: true, force: true });
  });
  writeShellImage(join(dir, "image.tar"), "shell:1", LAYERS);
  await engine.images.load({ path: join(dir, "image.tar") });
  await engine.containers.create({ image: "shell:1", name: "c", command: ["sh", "-c", SCRIPT] });
  await engine.containers.start("c");
  assert.equal(await engine.containers.wait("c"), 0);

  const of = { of: "container", ref: "c" } as const;
  const { files, totalBytes, wastedBytes } = await engine.files.waste(of);
  assert.deepEqual(
    files.map(({ path, copies }) => [
      path,
      ...copies.map(({ layer, by, how }) => `${layer} ${how} by ${by}`),
    ]),
    [
      ["data/replaced/b", "2 removed by 3"],
      ["data/replaced/a", "1 removed by 3"],
      ["data/gone", "1 removed by 3"],
      ["data/changed", "1 overwritten by 3"],
    ],
  );
  assert.equal(wastedBytes, 40 + 30 + 20 + 10);
  const ofImage = await engine.files.waste({ of: "image", ref: "shell:1" });
  assert.deepEqual(ofImage.files, []);
  assert.equal(await engine.files.writtenBytes("c"), 4 + 2 + 2);
  assert.equal(totalBytes - ofImage.totalBytes, 4 + 2 + 2);

  const changes = (await engine.containers.changes("c")).map(
    ({ path, change, entry }) => `${path} ${change}${entry.opaque ? ", opaque" : ""}`,
  );
  assert.deepEqual(changes, [
    "data changed",
    "data/changed changed",
    "data/gone removed",
    "data/new added",
    "data/replaced changed, opaque",
    "data/replaced/a removed",
    "data/replaced/b removed",
    "data/replaced/n added",
  ]);
});
