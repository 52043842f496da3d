import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readlinkSync } from "node:fs";
import { test } from "node:test";
import { parseProcessLimits, readProcessLimits } from "../../../../runtime/proc/limits.ts";
import { parseMounts, readMounts } from "../../../../runtime/proc/mounts.ts";
import { NAMESPACE_TYPES, readNamespace } from "../../../../runtime/proc/namespaces.ts";
import { parseNetworkBytes } from "../../../../runtime/proc/network-bytes.ts";
import { readProcess } from "../../../../runtime/proc/process-row.ts";
import { parseStatus, readStatus } from "../../../../runtime/proc/status.ts";

/** Above the largest pid there can be. */
const NOBODY = 2 ** 22 + 1;

test("a status tells ids, pids of every namespace, capabilities and filters", () => {
  const status = parseStatus(
    [
      "Name:\tmy: program",
      "PPid:\t41",
      "Uid:\t1000\t1001\t1000\t1000",
      "Gid:\t100\t101\t100\t100",
      "Groups:\t4 20 ",
      "NSpid:\t4242\t7\t1",
      "VmRSS:\t    2048 kB",
      "CapInh:\t0000000000000000",
      "CapPrm:\t0000000000000001",
      "CapEff:\t0000010000000000",
      "CapBnd:\t00000000a80425fb",
      "CapAmb:\t0000000000000000",
      "NoNewPrivs:\t1",
      "Seccomp:\t2",
      "Seccomp_filters:\t3",
      "",
    ].join("\n"),
  );
  assert.equal(status.name, "my: program");
  assert.deepEqual(status.pids, [4242, 7, 1]);
  assert.deepEqual([status.parent, status.uid, status.gid, status.groups], [41, 1001, 101, [4, 20]]);
  assert.equal(status.memoryBytes, 2048 * 1024);
  assert.deepEqual(status.capabilities.permitted, ["CAP_CHOWN"]);
  assert.deepEqual(status.capabilities.effective, ["CAP_CHECKPOINT_RESTORE"]);
  assert.equal(status.capabilities.bounding.length, 14);
  assert.deepEqual([status.noNewPrivileges, status.seccomp, status.seccompFilters], [true, 2, 3]);
});

test("limits, mounts and network bytes are read as the kernel writes them", () => {
  const limits = parseProcessLimits(
    [
      "Limit                     Soft Limit           Hard Limit           Units     ",
      "Max cpu time              unlimited            unlimited            seconds   ",
      "Max open files            1024                 1048576              files     ",
      "Max nice priority         0                    0                    ",
    ].join("\n"),
  );
  assert.deepEqual(limits, [
    { name: "Max cpu time", soft: undefined, hard: undefined, unit: "seconds" },
    { name: "Max open files", soft: 1024, hard: 1048576, unit: "files" },
    { name: "Max nice priority", soft: 0, hard: 0, unit: "" },
  ]);
  assert.deepEqual(
    parseMounts(
      "36 35 98:0 /sub /mnt\\040two rw,noatime master:1 shared:2 - ext4 /dev/a\\134b rw,errors=x\n",
    ),
    [{ path: "/mnt two", type: "ext4", source: "/dev/a\\b", root: "/sub", flags: ["rw", "noatime"] }],
  );
  const bytes = parseNetworkBytes(
    [
      "Inter-|   Receive                                                |  Transmit",
      " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets",
      "    lo:     999       1    0    0    0     0          0         0      999       1 0 0 0 0 0 0",
      "  eth0:     100       1    0    0    0     0          0         0       20       1 0 0 0 0 0 0",
      "eth1:1 1    0    0    0     0          0         0       2       1 0 0 0 0 0 0",
    ].join("\n"),
  );
  assert.deepEqual(bytes, { receivedBytes: 101, sentBytes: 22 });
});

test("a live process is read, and one that is gone is nothing", async (t) => {
  const child = spawn("sleep", ["1000"], { stdio: "ignore" });
  t.after(() => child.kill("SIGKILL"));
  await new Promise((resolve) => child.once("spawn", resolve));
  const row = readProcess(child.pid!);
  assert.ok(row !== undefined);
  assert.equal(row.command, "sleep 1000");
  assert.deepEqual(
    [row.pid, row.parent, row.uid, row.threads],
    [child.pid, process.pid, process.getuid!(), 1],
  );
  assert.ok(Math.abs(row.startedAtMs - Date.now()) < 60_000, new Date(row.startedAtMs).toISOString());
  for (const type of NAMESPACE_TYPES) assert.match(readNamespace("self", type) ?? "", /^\d+$/, type);
  assert.equal(`net:[${readNamespace("self", "network")}]`, readlinkSync("/proc/self/ns/net"));
  assert.ok(readMounts(process.pid).some(({ path }) => path === "/proc"));
  assert.ok(readProcessLimits("self").some(({ name }) => name === "Max open files"));
  assert.deepEqual(
    [readProcess(NOBODY), readStatus(NOBODY), readNamespace(NOBODY, "pid"), readMounts(NOBODY)],
    [undefined, undefined, undefined, []],
  );
});
