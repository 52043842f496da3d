import assert from "node:assert/strict";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import type { Containers } from "../../../src/engine/containers/containers.ts";
import { createContainers } from "../../../src/engine/containers/create-containers.ts";
import { createNetworks } from "../../../src/engine/networks/create-networks.ts";
import { createVolumes } from "../../../src/engine/volumes/create-volumes.ts";
import type { Volumes } from "../../../src/engine/volumes/volumes.ts";
import { openTestContext, type TestContext } from "../../support/containers-context.ts";

let context: TestContext;
let volumes: Volumes;
let containers: Containers;
beforeEach(() => {
  context = openTestContext();
  volumes = createVolumes(context);
  containers = createContainers(context);
});
afterEach(() => context[Symbol.asyncDispose]());

const isCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;
const using = (name: string, volume: string) =>
  containers.create({ image: "starter", name, mounts: [{ volume, target: "/data", readOnly: true }] });

test("a volume is a folder with a name; made twice it is the same", async () => {
  const made = await volumes.create({ name: "data", labels: { a: "b" } });
  assert.equal(made.mountpoint, join(context.root.dataDir, "volumes/data/_data"));
  writeFileSync(join(made.mountpoint, "file"), "kept");
  assert.deepEqual(await volumes.create({ name: "data" }), made);
  assert.deepEqual(await volumes.inspect("data"), made);
  assert.deepEqual(
    (await volumes.tree("data")).entries.map(({ path }) => path),
    ["", "file"],
  );
  assert.match((await volumes.create()).name, /^[0-9a-f]{64}$/);
  for (const name of ["a", "../up", "-x", "a b"]) {
    await assert.rejects(volumes.create({ name }), isCode("invalid-name"), name);
  }
  await assert.rejects(volumes.inspect("nope"), isCode("volume-not-found"));
});

test("a container makes the volume that it names, and is listed as its user", async () => {
  const { id } = await using("web", "data");
  const [volume] = await volumes.list();
  assert.deepEqual(volume?.usedBy, [
    { containerId: id, containerName: "web", target: "/data", readOnly: true, inTrash: false },
  ]);
  assert.ok(existsSync(volume.mountpoint));
});

test("a volume in use stays, also for one in the trash; then it goes with its files", async () => {
  await using("web", "data");
  const { mountpoint } = await volumes.inspect("data");
  await assert.rejects(volumes.remove("data"), isCode("volume-in-use"));
  await containers.remove("web", { trash: true });
  await assert.rejects(volumes.remove("data"), /web in the trash would need it/);
  await containers.emptyTrash({ all: true });
  await volumes.remove("data");
  assert.equal(existsSync(mountpoint), false);
  await context.settled();
  assert.deepEqual(readdirSync(join(context.root.dataDir, "trash")), []);
  await assert.rejects(volumes.remove("data"), isCode("volume-not-found"));
  await volumes.remove("data", { force: true });
});

test("pruning takes those that nobody uses", async () => {
  await using("web", "used");
  const { mountpoint } = await volumes.create({ name: "free" });
  writeFileSync(join(mountpoint, "file"), Buffer.alloc(10_000, 1));
  const { names, freedBytes } = await volumes.prune();
  assert.deepEqual(names, ["free"]);
  assert.ok(freedBytes >= 10_000, String(freedBytes));
  assert.deepEqual(
    (await volumes.list()).map(({ name }) => name),
    ["used"],
  );
});

test("volumes outlive the loss of the database", async () => {
  await using("web", "data");
  context.state[Symbol.dispose]();
  for (const end of ["", "-wal", "-shm"])
    rmSync(join(context.root.dataDir, `state.db${end}`), { force: true });
  const [volume] = await volumes.list();
  assert.deepEqual([volume?.name, volume?.usedBy[0]?.containerName], ["data", "web"]);
});

test("networks tell who is on them", async () => {
  const networks = createNetworks(context);
  await containers.create({ image: "starter", name: "alone" });
  await containers.create({ image: "starter", name: "open", network: "host" });
  assert.deepEqual(
    (await networks.list()).map(({ name, members }) => [name, members.map((one) => one.containerName)]),
    [
      ["host", ["open"]],
      ["none", ["alone"]],
    ],
  );
  await assert.rejects(networks.inspect("bridge"), isCode("network-not-found"));
});
