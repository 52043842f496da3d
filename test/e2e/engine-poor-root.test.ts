import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { CodedError } from "../../src/base/errors.ts";
import { createContainers } from "../../src/engine/containers/create-containers.ts";
import { openTestContext } from "../support/containers-context.ts";

const skip = process.getuid?.() !== 0 && "needs root to mount a small file system";

let dir: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "wherry-poor-")));
  if (skip === false) {
    mkdirSync(join(dir, "root"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", join(dir, "root")]);
  }
});
afterEach(() => {
  if (skip === false) execFileSync("umount", [join(dir, "root")]);
  rmSync(dir, { recursive: true, force: true });
});

const create = (containers: ReturnType<typeof createContainers>, name: string) =>
  containers.create({ image: "starter", name });

test("a full root says so, keeps what there is, and works again with some space", { skip }, async () => {
  await using context = openTestContext({ dir });
  const containers = createContainers(context);
  await create(containers, "before");
  const { bavail, bsize } = statfsSync(join(dir, "root"));
  const filler = join(dir, "root", "filler");
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  await assert.rejects(
    create(containers, "too-much"),
    (error) => error instanceof CodedError && error.code === "disk-full" && error.hint !== undefined,
  );
  assert.deepEqual(
    (await createContainers(context).list({ all: true })).map(({ name }) => name),
    ["before"],
  );
  rmSync(filler);
  await create(containers, "after");
  await containers.remove("before");
});

test("on a full root containers are listed and removed all the same", { skip }, async () => {
  {
    await using context = openTestContext({ dir });
    for (const name of ["one", "two"]) await create(createContainers(context), name);
  }
  const filler = join(dir, "root", "filler");
  const fill = (): void => {
    const { bavail, bsize } = statfsSync(join(dir, "root"));
    appendFileSync(filler, Buffer.alloc(bavail * bsize));
  };
  for (const name of ["one", "two"]) {
    fill();
    // Each is a process that comes new: with its last user the database's shared memory goes from the disk.
    await using context = openTestContext({ dir });
    const containers = createContainers(context);
    assert.ok((await containers.list({ all: true })).some((container) => container.name === name));
    await containers.remove(name);
    await context.settled();
  }
  await using context = openTestContext({ dir });
  assert.deepEqual(await createContainers(context).list({ all: true }), []);
});

test("a read-only root says so, and loses nothing", { skip }, async () => {
  await using context = openTestContext({ dir });
  const containers = createContainers(context);
  await create(containers, "before");
  // A file system with files open for writing cannot be made read-only.
  context.state[Symbol.dispose]();
  execFileSync("mount", ["-o", "remount,ro", join(dir, "root")]);
  assert.equal((await createContainers(context).list({ all: true })).length, 1);
  assert.equal((await createContainers(context).inspect("before")).state.status, "created");
  for (const work of [
    () => create(containers, "new"),
    () => containers.remove("before"),
    () => containers.rename("before", "after"),
  ]) {
    await assert.rejects(
      work,
      (error) => error instanceof CodedError && error.kind === "denied" && error.hint !== undefined,
    );
  }
  execFileSync("mount", ["-o", "remount,rw", join(dir, "root")]);
  await containers.rename("before", "after");
  assert.deepEqual(
    (await containers.list({ all: true })).map(({ name }) => name),
    ["after"],
  );
});

test("on a read-only root that lost its database the bundles tell", { skip }, async () => {
  await using context = openTestContext({ dir });
  await create(createContainers(context), "before");
  context.state[Symbol.dispose]();
  for (const damage of [
    () => rmSync(join(context.root.dataDir, "state.db")),
    () => tear(context.root.dataDir),
  ]) {
    damage();
    execFileSync("mount", ["-o", "remount,ro", join(dir, "root")]);
    const containers = createContainers(context);
    assert.deepEqual(
      (await containers.list({ all: true })).map(({ name }) => name),
      ["before"],
    );
    await assert.rejects(containers.rename("before", "after"), { code: "read-only" });
    context.state[Symbol.dispose]();
    execFileSync("mount", ["-o", "remount,rw", join(dir, "root")]);
  }
  assert.equal((await createContainers(context).list({ all: true })).length, 1);
});

function tear(dataDir: string): void {
  writeFileSync(join(dataDir, "state.db"), "torn");
}
