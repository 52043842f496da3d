import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { locateRoot, type StoreRoot } from "../../../../src/base/store-root.ts";
import { checkCgroups } from "../../../../src/engine/system/checks/cgroups.ts";
import { judgeDisk } from "../../../../src/engine/system/checks/disk.ts";
import { checkNativePrograms } from "../../../../src/engine/system/checks/native-programs.ts";
import { checkNetworkTools } from "../../../../src/engine/system/checks/network-tools.ts";
import { checkNode } from "../../../../src/engine/system/checks/node-version.ts";
import { checkOverlay } from "../../../../src/engine/system/checks/overlay.ts";
import { checkPrivileges } from "../../../../src/engine/system/checks/privileges.ts";
import { checkSeccomp } from "../../../../src/engine/system/checks/seccomp.ts";
import { checkTerminal } from "../../../../src/engine/system/checks/terminal.ts";
import { checkUserNamespaces } from "../../../../src/engine/system/checks/user-namespaces.ts";
import { examine } from "../../../../src/engine/system/doctor.ts";
import { type Machine, realMachine } from "../../../../src/engine/system/machine.ts";
import type { Finding } from "../../../../src/engine/system/system.ts";

/** A machine that has everything, but for what a test takes away. */
function machine(lacks: Partial<Machine> & { files?: Record<string, string | undefined> } = {}): Machine {
  const files: Record<string, string | undefined> = {
    "/proc/self/status": "CapEff:\t000001ffffffffff\n",
    "/proc/sys/user/max_user_namespaces": "15000\n",
    "/etc/subuid": "ann:100000:65536\n",
    "/proc/sys/kernel/seccomp/actions_avail": "kill_process errno log allow\n",
    "/sys/fs/cgroup/cgroup.controllers": "cpu io memory pids\n",
    ...lacks.files,
  };
  return {
    uid: 0,
    userName: "ann",
    env: { TERM: "xterm-256color", LANG: "C.UTF-8" },
    nodeVersion: "24.1.0",
    isTerminal: true,
    cgroups: { kind: "v2", unified: { mountPoint: "/sys/fs/cgroup" } },
    fileSystems: new Set(["overlay"]),
    readFile: (path) => files[path],
    canWrite: () => true,
    findProgram: (name) => `/usr/bin/${name}`,
    helperPath: (name) => `/helpers/${name}`,
    isProgram: () => true,
    tryProgram: async () => undefined,
    ...lacks,
  };
}

const verdicts: readonly [string, Finding, Finding["verdict"], RegExp][] = [
  ["root with all its powers", checkPrivileges(machine()), "ok", /root/],
  ["another user", checkPrivileges(machine({ uid: 1000 })), "missing", /uid 1000/],
  [
    "root without CAP_SYS_ADMIN",
    checkPrivileges(machine({ files: { "/proc/self/status": "CapEff:\t00000000a80425fb\n" } })),
    "missing",
    /CAP_SYS_ADMIN/,
  ],
  [
    "helpers not built",
    checkNativePrograms(machine({ isProgram: (path) => !path.endsWith("jailfs") })),
    "missing",
    /^jailfs not/,
  ],
  [
    "no user namespaces",
    checkUserNamespaces(machine({ files: { "/proc/sys/user/max_user_namespaces": undefined } })),
    "degraded",
    /kernel/,
  ],
  [
    "user namespaces off",
    checkUserNamespaces(machine({ files: { "/proc/sys/user/max_user_namespaces": "0\n" } })),
    "degraded",
    /switched off/,
  ],
  ["no newuidmap", checkUserNamespaces(machine({ findProgram: () => undefined })), "degraded", /newuidmap/],
  [
    "no subordinate ids",
    checkUserNamespaces(machine({ uid: 1000, userName: "bob" })),
    "degraded",
    /bob has no subordinate/,
  ],
  ["subordinate ids", checkUserNamespaces(machine()), "ok", /65536 subordinate ids/],
  [
    "no seccomp",
    checkSeccomp(machine({ files: { "/proc/sys/kernel/seccomp/actions_avail": undefined } })),
    "degraded",
    /filter/,
  ],
  ["an old Node", checkNode(machine({ nodeVersion: "20.11.0" })), "missing", /20\.11\.0/],
  [
    "a dumb terminal",
    checkTerminal(machine({ env: { TERM: "dumb", LANG: "C.UTF-8" } })),
    "degraded",
    /TERM is dumb/,
  ],
  [
    "a locale without UTF-8",
    checkTerminal(machine({ env: { TERM: "xterm", LANG: "C" } })),
    "degraded",
    /not UTF-8/,
  ],
  ["no terminal at all", checkTerminal(machine({ isTerminal: false, env: {} })), "ok", /not one/],
  [
    "a full disk",
    judgeDisk({ dataDir: "/d", freeBytes: 1000, totalFiles: 10, freeFiles: 5 }),
    "missing",
    /1kB free/,
  ],
  [
    "a disk without inodes",
    judgeDisk({ dataDir: "/d", freeBytes: 9e9, totalFiles: 10, freeFiles: 0 }),
    "missing",
    /inodes/,
  ],
  [
    "a disk that counts no files",
    judgeDisk({ dataDir: "/d", freeBytes: 9e9, totalFiles: 0, freeFiles: 0 }),
    "ok",
    /9GB/,
  ],
];

for (const [name, finding, verdict, detail] of verdicts) {
  test(`the doctor on ${name}: ${verdict}`, () => {
    assert.equal(finding.verdict, verdict, finding.detail);
    assert.match(finding.detail, detail);
    assert.equal(finding.remedy === undefined, verdict === "ok", "a remedy where one is due, and only there");
  });
}

test("each controller that is not offered is degraded by its own name", () => {
  const findings = checkCgroups(machine({ files: { "/sys/fs/cgroup/cgroup.controllers": "cpu pids\n" } }));
  assert.deepEqual(
    findings.map(({ subject, verdict }) => [subject, verdict]),
    [
      ["cgroups", "ok"],
      ["cgroup memory", "degraded"],
      ["cgroup cpu", "ok"],
      ["cgroup pids", "ok"],
    ],
  );
});

test("a hybrid machine's controllers are found in version 1", () => {
  const cgroups = {
    kind: "hybrid" as const,
    unified: { mountPoint: "/sys/fs/cgroup/unified" },
    hierarchies: ["memory", "cpu", "pids"].map((name) => ({
      mountPoint: `/sys/fs/cgroup/${name}`,
      controllers: [name],
    })),
  };
  const details = checkCgroups(machine({ cgroups })).map(({ detail }) => detail);
  assert.deepEqual(details.slice(1), ["/sys/fs/cgroup/memory", "/sys/fs/cgroup/cpu", "/sys/fs/cgroup/pids"]);
});

test("no cgroups at all degrades, as containers then run without limits", () => {
  const [only, ...others] = checkCgroups(machine({ cgroups: { kind: "none" } }));
  assert.equal(only?.verdict, "degraded");
  assert.deepEqual(others, []);
});

test("missing network tools name the package", () => {
  const findings = checkNetworkTools(machine({ findProgram: () => undefined }));
  assert.deepEqual(
    findings.map(({ remedy }) => remedy),
    ["apt install iproute2", "apt install nftables"],
  );
});

test("an overlay that cannot be mounted is missing, with the mount's own words", async (t) => {
  const finding = await checkOverlay(machine({ tryProgram: async () => "mount: wrong fs type" }), newRoot(t));
  assert.deepEqual([finding.verdict, finding.detail], ["missing", "mount: wrong fs type"]);
});

test("the doctor examines this very machine and leaves nothing behind", async (t) => {
  const root = newRoot(t);
  const findings = await examine(root, realMachine());
  assert.ok(findings.length >= 12, `${findings.length} findings`);
  for (const { verdict, remedy, subject } of findings) {
    assert.equal(remedy === undefined, verdict === "ok", subject);
  }
  assert.deepEqual(readdirSync(root.dataDir), []);
});

function newRoot(t: TestContext): StoreRoot {
  const dir = mkdtempSync(join(tmpdir(), "wherry-doctor-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return locateRoot(dir, { uid: 0, env: {} });
}
