import assert from "node:assert/strict";
import { test } from "node:test";
import type { CgroupFolder } from "../../../../runtime/cgroup/plan-cgroup.ts";
import { planSession } from "../../../../runtime/plan/plan-session.ts";
import { exampleSpec } from "../../../support/example-spec.ts";

const container = {
  id: "box",
  dir: "/data/box",
  runDir: "/run/box",
  cgroupPath: "wherry/box",
  pid: 10,
  startTicks: 99,
};
const process = {
  id: "s1",
  ...exampleSpec().process,
  args: ["top"],
  tty: true,
  stdin: true,
  detach: false,
};
const folder = (path: string, version: 1 | 2, controllers: string[] = []): CgroupFolder => ({
  mountPoint: "/cg",
  path,
  version,
  controllers,
});

test("a session joins every group of its container, the v2 one through a folder of its own", () => {
  const plan = planSession(container, process, [folder("/memory/box", 1, ["memory"]), folder("/uni/box", 2)]);
  assert.deepEqual(plan.slice(0, 3), [
    {
      step: "session",
      where: "",
      pid: 10,
      startTicks: 99,
      flags: 1 | 2,
      cgroup: "/uni/box/session-s1",
      exitRecord: "",
    },
    { step: "cgroup", where: "", folder: "/memory/box", flags: 1 },
    { step: "cgroup", where: "", folder: "/uni/box/session-s1", flags: 1 | 2 },
  ]);
  assert.deepEqual(plan.at(-1), { step: "exec", where: "process.args", args: ["top"] });
});

test("without v2 the folder is in the pids hierarchy", () => {
  const plan = planSession(container, process, [
    folder("/cpuset/box", 1, ["cpuset"]),
    folder("/pids/box", 1, ["pids"]),
  ]);
  const session = plan.find((step) => step.step === "session");
  assert.equal(session?.cgroup, "/pids/box/session-s1");
});

test("without control groups there is no folder", () => {
  const session = planSession(container, process, []).find((step) => step.step === "session");
  assert.equal(session?.cgroup, "");
});
