import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { kernelFiles } from "../../../../runtime/cgroup/files.ts";
import type { CgroupLayout } from "../../../../runtime/cgroup/layout.ts";
import { memberPids } from "../../../../runtime/cgroup/member-pids.ts";
import { cgroupFolders } from "../../../../runtime/cgroup/plan-cgroup.ts";
import { readUsage } from "../../../../runtime/cgroup/usage.ts";

const PATH = "wherry/hash/id";

test("a v2 folder tells time, memory without what the kernel drops first, processes, disk and limits", (t) => {
  const folders = v2(t, {
    "cpu.stat": "usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\n",
    "cpu.max": "50000 100000\n",
    "memory.current": "10485760\n",
    "memory.stat": "anon 1\nactive_file 4096\ninactive_file 1048576\n",
    "memory.max": "67108864\n",
    "pids.current": "7\n",
    "pids.max": "2048\n",
    "io.stat":
      "8:0 rbytes=4096 wbytes=1 rios=1 wios=1 dbytes=0 dios=0\n8:16 rbytes=4 wbytes=2 rios=1 wios=1\n",
  });
  assert.deepEqual(readUsage(folders, kernelFiles), {
    cpuMicroseconds: 1_500_000,
    cpuLimit: 0.5,
    memoryBytes: 10485760 - 1048576,
    memoryLimitBytes: 67108864,
    pids: 7,
    pidsLimit: 2048,
    readBytes: 4100,
    writtenBytes: 3,
  });
});

test("without limits and controllers there are gaps, never wrong numbers", (t) => {
  const folders = v2(t, { "cpu.stat": "usage_usec 5\n", "cpu.max": "max 100000\n", "memory.max": "max\n" });
  const usage = readUsage(folders, kernelFiles);
  assert.equal(usage.cpuMicroseconds, 5);
  for (const key of ["cpuLimit", "memoryBytes", "memoryLimitBytes", "pids", "readBytes"] as const) {
    assert.equal(usage[key], undefined, key);
  }
  assert.deepEqual(readUsage([], kernelFiles).cpuMicroseconds, undefined);
});

test("v1 hierarchies tell the same, each from its own folder, and a brief look leaves the rest alone", (t) => {
  const dir = temporaryDir(t);
  const layout: CgroupLayout = {
    kind: "hybrid",
    hierarchies: ["cpu", "cpuacct", "memory", "pids", "blkio"].map((name) => ({
      mountPoint: join(dir, name),
      controllers: [name],
    })),
    unified: { mountPoint: join(dir, "unified") },
  };
  const files = {
    "cpu/cpu.cfs_quota_us": "150000\n",
    "cpu/cpu.cfs_period_us": "100000\n",
    "cpuacct/cpuacct.usage": "2000999\n",
    "memory/memory.usage_in_bytes": "5000000\n",
    "memory/memory.stat": "cache 9\ninactive_file 7\ntotal_cache 9\ntotal_inactive_file 1000000\n",
    "memory/memory.limit_in_bytes": "9223372036854771712\n",
    "pids/pids.current": "3\n",
    "pids/pids.max": "max\n",
    "blkio/blkio.throttle.io_service_bytes_recursive":
      "8:0 Read 100\n8:0 Write 20\n8:0 Sync 0\n8:0 Total 120\n8:16 Read 1\n8:16 Write 2\nTotal 123\n",
  };
  for (const [file, text] of Object.entries(files)) {
    const [controller = "", name = ""] = file.split("/");
    put(join(dir, controller, PATH, name), text);
  }
  const folders = cgroupFolders(layout, PATH);
  const usage = readUsage(folders, kernelFiles);
  assert.deepEqual(usage, {
    cpuMicroseconds: 2000,
    cpuLimit: 1.5,
    memoryBytes: 4_000_000,
    memoryLimitBytes: undefined,
    pids: 3,
    pidsLimit: undefined,
    readBytes: 101,
    writtenBytes: 22,
  });
  const brief = readUsage(folders, kernelFiles, { brief: true });
  assert.deepEqual([brief.cpuMicroseconds, brief.memoryBytes, brief.pids], [2000, 4_000_000, undefined]);
});

test("the processes of a container are those of the folders below as well, each once", (t) => {
  const folders = v2(t, {
    "cgroup.procs": "10\n12\n0\n",
    "session-a/cgroup.procs": "11\n",
    "own/deeper/cgroup.procs": "12\n13\n",
    "own/cgroup.procs": "",
  });
  assert.deepEqual(memberPids(folders), [10, 11, 12, 13]);
  assert.deepEqual(memberPids(folders.map((folder) => ({ ...folder, path: "/nowhere" }))), []);
});

function v2(t: TestContext, files: Readonly<Record<string, string>>) {
  const mountPoint = temporaryDir(t);
  for (const [name, text] of Object.entries(files)) put(join(mountPoint, PATH, name), text);
  return cgroupFolders({ kind: "v2", unified: { mountPoint } }, PATH);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function temporaryDir(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), "wherry-usage-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
