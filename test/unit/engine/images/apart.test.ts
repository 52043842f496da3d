import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import type { Progress } from "../../../../src/base/progress.ts";
import { locateRoot } from "../../../../src/base/store-root.ts";
import { openEngine } from "../../../../src/engine/open-engine.ts";
import { imageParts, ociFiles, twoLayers } from "../../../support/images.ts";
import { needsRoot } from "../../../support/layers.ts";
import { tar } from "../../../support/tar.ts";
import { temporaryFolder } from "../../../support/temporary.ts";

const skip = needsRoot();
const parts = imageParts(twoLayers);

test("long work in a thread of its own gives the same answers, progress and errors", { skip }, async () => {
  await using temporary = await temporaryFolder();
  const folder = temporary.path;
  const root = locateRoot(join(folder, "root"), { uid: 0, env: {} });
  await using engine = await openEngine({ root, longWorkApart: true });
  const { images } = engine;
  const path = join(folder, "app.tar");
  writeFileSync(path, tar(...ociFiles({ ...parts, name: "app:1" })));

  const seen: Progress[] = [];
  const loaded = await images.load({ path }, { onProgress: (progress) => seen.push(progress) });
  assert.deepEqual(loaded, [{ id: parts.id, references: ["app:1"] }]);
  assert.ok(seen.length > 0);
  assert.deepEqual((await images.list())[0]?.references, ["app:1"]);

  await images.save(["app:1"], { path: join(folder, "out.tar") });
  await images.remove("app:1");
  assert.deepEqual(await images.load({ path: join(folder, "out.tar") }), loaded);

  await assert.rejects(images.load({ path: join(folder, "none.tar") }), (error) => {
    assert.ok(error instanceof CodedError);
    assert.deepEqual([error.kind, error.code], ["not-found", "archive-not-found"]);
    assert.match(error.message, /none\.tar/);
    return true;
  });
});

test("an abort reaches the thread, and its reason comes back", { skip }, async () => {
  await using temporary = await temporaryFolder();
  const folder = temporary.path;
  const root = locateRoot(join(folder, "root"), { uid: 0, env: {} });
  await using engine = await openEngine({ root, longWorkApart: true });
  const path = join(folder, "large.tar");
  const large = imageParts([[{ name: "zeros", body: Buffer.alloc(64 << 20) }]]);
  writeFileSync(path, tar(...ociFiles({ ...large, name: "large:1" })));
  const stop = new AbortController();
  const reason = new Error("enough");
  const loading = engine.images.load({ path }, { signal: stop.signal, onProgress: () => stop.abort(reason) });
  await assert.rejects(loading, (error) => error === reason);
  assert.deepEqual(await engine.images.list(), []);
});
