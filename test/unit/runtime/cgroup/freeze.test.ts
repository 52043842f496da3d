import assert from "node:assert/strict";
import { test } from "node:test";
import type { CgroupFiles } from "../../../../runtime/cgroup/files.ts";
import { setFrozen } from "../../../../runtime/cgroup/freeze.ts";
import { cgroupFolders } from "../../../../runtime/cgroup/plan-cgroup.ts";

/** Freezers as the kernel's documents describe them; they need a moment to stop everything. */
class FreezerKernel implements CgroupFiles {
  readonly files: Map<string, string>;
  looks = 0;
  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files));
  }
  makeFolder(): void {}
  removeFolder(): void {}
  read(path: string): string {
    const value = this.files.get(path);
    if (value === undefined) throw new Error(`no ${path}`);
    this.looks += 1;
    if (path.endsWith("freezer.state") && value === "FROZEN" && this.looks < 3) return "FREEZING\n";
    return `${value}\n`;
  }
  write(path: string, value: string): void {
    if (!this.files.has(path)) throw new Error(`no ${path}`);
    this.files.set(path, value);
    const events = path.replace("cgroup.freeze", "cgroup.events");
    if (events !== path) this.files.set(events, `populated 1\nfrozen ${value}`);
  }
}

const v2 = cgroupFolders({ kind: "v2", unified: { mountPoint: "/cg" } }, "w/c");
const freezer = { mountPoint: "/cg/freezer", controllers: ["freezer"] };
const v1 = cgroupFolders({ kind: "v1", hierarchies: [freezer] }, "w/c");
const hybrid = cgroupFolders(
  { kind: "hybrid", hierarchies: [freezer], unified: { mountPoint: "/cg/unified" } },
  "w/c",
);

test("v2: cgroup.freeze is written, and cgroup.events tells when it is so", async () => {
  const kernel = new FreezerKernel({ "/cg/w/c/cgroup.freeze": "0", "/cg/w/c/cgroup.events": "frozen 0" });
  await setFrozen(v2, kernel, true);
  assert.equal(kernel.files.get("/cg/w/c/cgroup.freeze"), "1");
  await setFrozen(v2, kernel, false);
  assert.equal(kernel.files.get("/cg/w/c/cgroup.freeze"), "0");
});

test("v1: the freezer is waited for while it is still freezing", async () => {
  const kernel = new FreezerKernel({ "/cg/freezer/w/c/freezer.state": "THAWED" });
  await setFrozen(v1, kernel, true);
  assert.ok(kernel.looks >= 3);
  await setFrozen(v1, kernel, false);
  assert.equal(kernel.files.get("/cg/freezer/w/c/freezer.state"), "THAWED");
});

test("with both, the v2 freezer is used where the kernel has it, else v1's", async () => {
  const state = "/cg/freezer/w/c/freezer.state";
  const freeze = "/cg/unified/w/c/cgroup.freeze";
  const both = new FreezerKernel({ [state]: "THAWED", [freeze]: "0" });
  await setFrozen(hybrid, both, true);
  assert.deepEqual([both.files.get(state), both.files.get(freeze)], ["THAWED", "1"]);
  const old = new FreezerKernel({ [state]: "THAWED" });
  await setFrozen(hybrid, old, true);
  assert.equal(old.files.get(state), "FROZEN");
});

test("a machine without a freezer says so", async () => {
  const none = cgroupFolders({ kind: "v1", hierarchies: [] }, "w/c");
  await assert.rejects(setFrozen(none, new FreezerKernel({}), true), /no freezer/);
});
