import assert from "node:assert/strict";
import { test } from "node:test";
import type { CgroupWrite, Controller } from "../../../../runtime/cgroup/controller.ts";
import { cpu } from "../../../../runtime/cgroup/cpu.ts";
import { cpuset } from "../../../../runtime/cgroup/cpuset.ts";
import { devices } from "../../../../runtime/cgroup/devices.ts";
import { memory } from "../../../../runtime/cgroup/memory.ts";
import { pids } from "../../../../runtime/cgroup/pids.ts";
import type { SpecResources } from "../../../../runtime/index.ts";

type Row = [
  name: string,
  controller: Controller,
  resources: SpecResources,
  asked: string | undefined,
  v1: string[],
  v2: string[],
];

const rows: Row[] = [
  ["nothing asked", memory, {}, undefined, [], []],
  [
    "a memory limit",
    memory,
    { memory: { limit: 1000 } },
    "memory limit",
    ["memory.limit_in_bytes=1000"],
    ["memory.max=1000"],
  ],
  [
    "swap is a sum in v1 and alone in v2, written after the memory",
    memory,
    { memory: { limit: 1000, swap: 1500 } },
    "memory limit",
    ["memory.limit_in_bytes=1000", "memory.memsw.limit_in_bytes=1500"],
    ["memory.max=1000", "memory.swap.max=500"],
  ],
  [
    "unlimited memory and swap",
    memory,
    { memory: { limit: -1, swap: -1 } },
    "memory limit",
    ["memory.limit_in_bytes=-1", "memory.memsw.limit_in_bytes=-1"],
    ["memory.max=max", "memory.swap.max=max"],
  ],
  [
    "a cpu quota in the default period",
    cpu,
    { cpu: { quota: 150_000 } },
    "cpu limit",
    ["cpu.cfs_quota_us=150000"],
    ["cpu.max=150000 100000"],
  ],
  [
    "the period is written before the quota that it bounds",
    cpu,
    { cpu: { quota: 5000, period: 10_000 } },
    "cpu limit",
    ["cpu.cfs_period_us=10000", "cpu.cfs_quota_us=5000"],
    ["cpu.max=5000 10000"],
  ],
  ["no cpu quota", cpu, { cpu: { quota: -1 } }, "cpu limit", ["cpu.cfs_quota_us=-1"], ["cpu.max=max 100000"]],
  [
    "shares are a weight in v2",
    cpu,
    { cpu: { shares: 1024 } },
    "cpu weight",
    ["cpu.shares=1024"],
    ["cpu.weight=39"],
  ],
  ["the least shares", cpu, { cpu: { shares: 2 } }, "cpu weight", ["cpu.shares=2"], ["cpu.weight=1"]],
  [
    "the most shares",
    cpu,
    { cpu: { shares: 262_144 } },
    "cpu weight",
    ["cpu.shares=262144"],
    ["cpu.weight=10000"],
  ],
  [
    "processors and nodes to use",
    cpuset,
    { cpu: { cpus: "0-2,7", mems: "0" } },
    "choice of processors",
    ["cpuset.cpus=0-2,7", "cpuset.mems=0"],
    ["cpuset.cpus=0-2,7", "cpuset.mems=0"],
  ],
  [
    "memory that is kept, and swappiness, which v2 has not",
    memory,
    { memory: { reservation: 500, swappiness: 7 } },
    "memory reservation",
    ["memory.soft_limit_in_bytes=500", "memory.swappiness=7"],
    ["memory.low=500"],
  ],
  ["a process limit", pids, { pids: { limit: 7 } }, "process limit", ["pids.max=7"], ["pids.max=7"]],
  ["no process limit", pids, { pids: { limit: -1 } }, undefined, ["pids.max=max"], ["pids.max=max"]],
  [
    "device rules in their order; v2 has no files for them",
    devices,
    {
      devices: [
        { allow: false, access: "rwm" },
        { allow: true, type: "c", access: "m" },
        { allow: true, type: "c", major: 136, access: "rwm" },
        { allow: true, type: "b", major: 8, minor: 0, access: "r" },
      ],
    },
    "device rules",
    ["devices.deny=a", "devices.allow=c *:* m", "devices.allow=c 136:* rwm", "devices.allow=b 8:0 r"],
    [],
  ],
];

for (const [name, controller, resources, asked, v1, v2] of rows) {
  test(`${controller.name}: ${name}`, () => {
    assert.equal(controller.asked(resources), asked);
    assert.deepEqual(controller.v1(resources).map(show), v1);
    assert.deepEqual(controller.v2(resources).map(show), v2);
  });
}

function show({ file, value }: CgroupWrite): string {
  return `${file}=${value}`;
}
