import assert from "node:assert/strict";
import { test } from "node:test";
import { detectCgroups, hierarchyOf } from "../../../../runtime/cgroup/layout.ts";

const cgroupMount = (path: string, options: string, root = "/"): string =>
  `30 23 0:30 ${root} ${path} rw,relatime - cgroup cgroup rw,${options}`;
const unifiedMount = (path: string, root = "/"): string =>
  `31 23 0:31 ${root} ${path} rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate`;

test("one tree for all is v2", () => {
  const layout = detectCgroups({
    mountinfo: `22 1 8:1 / / rw - ext4 /dev/sda1 rw\n${unifiedMount("/sys/fs/cgroup")}\n`,
    cgroup: "0::/user.slice/session.scope\n",
  });
  assert.deepEqual(layout, { kind: "v2", unified: { mountPoint: "/sys/fs/cgroup" } });
});

test("a tree for each controller is v1; some share one, one has but a name", () => {
  const layout = detectCgroups({
    mountinfo: [
      cgroupMount("/sys/fs/cgroup/cpu,cpuacct", "cpu,cpuacct"),
      cgroupMount("/sys/fs/cgroup/memory", "memory"),
      cgroupMount("/sys/fs/cgroup/systemd", "xattr,name=systemd"),
    ].join("\n"),
    cgroup: "4:cpu,cpuacct:/\n3:memory:/a\n2:freezer:/\n1:name=systemd:/\n",
  });
  assert.deepEqual(layout, {
    kind: "v1",
    hierarchies: [
      { mountPoint: "/sys/fs/cgroup/cpu,cpuacct", controllers: ["cpu", "cpuacct"] },
      { mountPoint: "/sys/fs/cgroup/memory", controllers: ["memory"] },
      { mountPoint: "/sys/fs/cgroup/systemd", controllers: [], name: "systemd" },
    ],
  });
  assert.equal(hierarchyOf(layout, "cpuacct")?.mountPoint, "/sys/fs/cgroup/cpu,cpuacct");
  assert.equal(hierarchyOf(layout, "freezer"), undefined, "known to the kernel, mounted nowhere");
});

test("v1 controllers with a v2 tree beside them are hybrid", () => {
  const layout = detectCgroups({
    mountinfo: `${cgroupMount("/sys/fs/cgroup/pids", "pids")}\n${unifiedMount("/sys/fs/cgroup/unified")}`,
    cgroup: "1:pids:/\n0::/\n",
  });
  assert.deepEqual(layout, {
    kind: "hybrid",
    hierarchies: [{ mountPoint: "/sys/fs/cgroup/pids", controllers: ["pids"] }],
    unified: { mountPoint: "/sys/fs/cgroup/unified" },
  });
});

test("a kernel without control groups, or with none mounted, has none", () => {
  assert.deepEqual(detectCgroups({ mountinfo: "", cgroup: "" }), { kind: "none" });
  assert.deepEqual(detectCgroups({ mountinfo: "", cgroup: "1:memory:/\n0::/\n" }), { kind: "none" });
});

test("of two mounts of one hierarchy the one that shows our own folder is taken", () => {
  const layout = detectCgroups({
    mountinfo: [
      cgroupMount("/other", "memory", "/other"),
      cgroupMount("/ours", "memory", "/box"),
      cgroupMount("/boxer", "memory", "/bo"),
    ].join("\n"),
    cgroup: "1:memory:/box/inner\n",
  });
  assert.equal(hierarchyOf(layout, "memory")?.mountPoint, "/ours");
});

test("blanks in a mount point are decoded", () => {
  const layout = detectCgroups({
    mountinfo: unifiedMount("/with\\040blank"),
    cgroup: "0::/\n",
  });
  assert.deepEqual(layout, { kind: "v2", unified: { mountPoint: "/with blank" } });
});
