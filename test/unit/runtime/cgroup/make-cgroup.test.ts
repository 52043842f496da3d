import assert from "node:assert/strict";
import { test } from "node:test";
import type { CgroupLayout } from "../../../../runtime/cgroup/layout.ts";
import { makeCgroup } from "../../../../runtime/cgroup/make-cgroup.ts";
import { planCgroup } from "../../../../runtime/cgroup/plan-cgroup.ts";
import { removeCgroup } from "../../../../runtime/cgroup/remove-cgroup.ts";
import type { SpecResources } from "../../../../runtime/index.ts";
import { CgroupKernel, type KernelRules } from "../../../support/cgroup-kernel.ts";

const v2: CgroupLayout = { kind: "v2", unified: { mountPoint: "/cg" } };
const v1 = (...controllers: string[]): CgroupLayout => ({
  kind: "v1",
  hierarchies: [{ mountPoint: "/cg", controllers }],
});
const limits: SpecResources = { memory: { limit: 1000 }, pids: { limit: 7 } };

function make(layout: CgroupLayout, rules: KernelRules, resources = limits) {
  const kernel = new CgroupKernel("/cg", rules);
  const plan = planCgroup(layout, "wherry/box", resources);
  const made = makeCgroup(plan, kernel);
  return { kernel, made, messages: made.warnings.map(({ message }) => message) };
}

test("v2: controllers are enabled along the path, then the limits are written", () => {
  const { kernel, messages } = make(v2, { offered: ["cpu", "memory", "pids"] });
  assert.deepEqual(messages, []);
  assert.deepEqual(kernel.writes, [
    "/cg/cgroup.subtree_control=+cpu",
    "/cg/cgroup.subtree_control=+memory",
    "/cg/cgroup.subtree_control=+pids",
    "/cg/wherry/cgroup.subtree_control=+cpu",
    "/cg/wherry/cgroup.subtree_control=+memory",
    "/cg/wherry/cgroup.subtree_control=+pids",
    "/cg/wherry/box/memory.max=1000",
    "/cg/wherry/box/pids.max=7",
  ]);
});

test("v2: a second container enables nothing again", () => {
  const kernel = new CgroupKernel("/cg", { offered: ["cpu", "memory", "pids"] });
  makeCgroup(planCgroup(v2, "wherry/one", {}), kernel);
  kernel.writes.length = 0;
  makeCgroup(planCgroup(v2, "wherry/two", limits), kernel);
  assert.deepEqual(kernel.writes, ["/cg/wherry/two/memory.max=1000", "/cg/wherry/two/pids.max=7"]);
});

test("v2: folders that an earlier program left without controllers are mended from the root on", () => {
  const kernel = new CgroupKernel("/cg", { offered: ["cpu", "memory", "pids"] });
  kernel.makeFolder("/cg/wherry");
  kernel.makeFolder("/cg/wherry/box");
  const { warnings } = makeCgroup(planCgroup(v2, "wherry/box", limits), kernel);
  assert.deepEqual(warnings, []);
  assert.ok(kernel.writes.includes("/cg/wherry/box/memory.max=1000"));
});

test("v2: a missing controller loses its own limit only", () => {
  const { kernel, made, messages } = make(v2, { offered: ["cpu", "pids"] });
  assert.deepEqual(messages, ["memory limit ignored: no memory controller"]);
  assert.equal(made.warnings[0]?.where, "linux.resources.memory.limit");
  assert.ok(kernel.writes.includes("/cg/wherry/box/pids.max=7"));
});

test("v2: a folder above with processes of its own is named, and nothing is moved out of it", () => {
  const { kernel, messages } = make(v2, {
    offered: ["cpu", "memory", "pids"],
    refusals: { "/cg/cgroup.subtree_control": "EBUSY" },
  });
  const reason = "/cg holds processes of its own, so the kernel lets it hand no limit down";
  assert.deepEqual(messages, [`memory limit ignored: ${reason}`, `process limit ignored: ${reason}`]);
  assert.ok(!kernel.writes.some((write) => write.includes("cgroup.procs")));
});

test("v2: a domain that is invalid is named", () => {
  const { messages } = make(v2, {
    offered: ["cpu", "memory", "pids"],
    refusals: { "/cg/wherry/cgroup.subtree_control": "EOPNOTSUPP" },
  });
  assert.match(messages[0]!, /^memory limit ignored: \/cg\/wherry is threaded or "domain invalid"/);
});

test("v2: device rules are a warning", () => {
  const { messages } = make(v2, { offered: [] }, { devices: [{ allow: false, access: "rwm" }] });
  assert.match(messages.join(), /^device rules ignored: /);
});

test("v1: a controller that is not mounted loses its own limit only", () => {
  const { kernel, messages } = make(v1("pids"), {});
  assert.deepEqual(messages, ["memory limit ignored: no memory controller"]);
  assert.deepEqual(kernel.writes, ["/cg/wherry/box/pids.max=7"]);
});

test("v1: a new cpuset folder gets the processors of the one above, or nothing could enter it", () => {
  const { kernel } = make(v1("cpuset"), {}, {});
  assert.deepEqual(kernel.writes, [
    "/cg/wherry/cpuset.cpus=0-1",
    "/cg/wherry/cpuset.mems=0-1",
    "/cg/wherry/box/cpuset.cpus=0-1",
    "/cg/wherry/box/cpuset.mems=0-1",
  ]);
});

test("a file that this kernel lacks is named", () => {
  const { messages } = make(
    v1("memory"),
    { absent: ["memory.memsw.limit_in_bytes"] },
    { memory: { limit: 1, swap: 2 } },
  );
  assert.deepEqual(messages, ["swap limit ignored: this kernel has no memory.memsw.limit_in_bytes"]);
});

test("a value that the kernel refuses is named with its reason", () => {
  const { messages } = make(
    v1("cpu"),
    { refusals: { "/cg/wherry/box/cpu.cfs_quota_us": "EINVAL" } },
    { cpu: { quota: 1 } },
  );
  assert.deepEqual(messages, ['cpu limit ignored: cannot write "1" to cpu.cfs_quota_us: invalid argument']);
});

test("a tree that is read-only costs the limits, not the start", () => {
  const { made, messages } = make(v1("memory"), { refusals: { "/cg": "EROFS" } }, { memory: { limit: 1 } });
  assert.deepEqual(made.folders, []);
  assert.deepEqual(messages, ["memory limit ignored: cannot make /cg/wherry/box: read-only file system"]);
});

test("without control groups every limit is a warning", () => {
  const { messages } = make({ kind: "none" }, {}, { ...limits, cpu: { quota: 1 } });
  assert.deepEqual(messages, [
    "memory limit ignored: no memory controller",
    "cpu limit ignored: no cpu controller",
    "process limit ignored: no pids controller",
  ]);
});

test("a cgroup path that leaves the root is refused", () => {
  for (const path of ["/abs", "../up", "a/../../up", "", "a//b"]) {
    assert.throws(() => planCgroup(v2, path, {}), /does not stay below the root/, path);
  }
});

test("removing takes the folders above that are empty, and no other container's", () => {
  const kernel = new CgroupKernel("/cg", { offered: [] });
  for (const name of ["wherry/root/one", "wherry/root/two"]) makeCgroup(planCgroup(v2, name, {}), kernel);
  const folders = (name: string) => planCgroup(v2, name, {}).folders;
  assert.equal(removeCgroup(folders("wherry/root/one"), kernel), true);
  assert.deepEqual([...kernel.folders], ["/cg", "/cg/wherry", "/cg/wherry/root", "/cg/wherry/root/two"]);
  assert.equal(removeCgroup(folders("wherry/root/two"), kernel), true);
  assert.deepEqual([...kernel.folders], ["/cg"]);
  assert.equal(removeCgroup(folders("wherry/root/two"), kernel), true, "a second time does nothing");
});
