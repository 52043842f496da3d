import assert from "node:assert/strict";
import { test } from "node:test";
import type { CgroupLayout, LaunchRequest, MachineFacts, Spec, Step } from "../../../../runtime/index.ts";
import { planLaunch } from "../../../../runtime/index.ts";
import { encodePlan } from "../../../../runtime/wire.ts";
import { exampleSpec } from "../../../support/example-spec.ts";

const v2: CgroupLayout = { kind: "v2", unified: { mountPoint: "/sys/fs/cgroup" } };
const facts = (cgroups: CgroupLayout = v2): MachineFacts => ({
  cgroups,
  fileSystems: new Set(["mqueue"]),
  thermalPaths: [],
});

function request(spec: Spec, more: Partial<LaunchRequest> = {}): LaunchRequest {
  return {
    bundle: { id: "box", dir: "/data/box", runDir: "/run/box", cgroupPath: "wherry/box" },
    spec,
    root: { lowerDirs: ["/l/2", "/l/1"], upperDir: "/data/box/upper", workDir: "/data/box/work" },
    keepStdinOpen: false,
    stdinOnce: false,
    release: "now",
    ...more,
  };
}

const plan = (spec: Spec, more?: Partial<LaunchRequest>, machine = facts()) =>
  planLaunch(request(spec, more), machine).plan;
const steps = <Name extends Step["step"]>(all: readonly Step[], name: Name) =>
  all.filter((step): step is Extract<Step, { step: Name }> => step.step === name);

test("steps come in the order that makes each possible", () => {
  const names = plan({
    ...exampleSpec({ terminal: true, cwd: "/work" }),
    root: { path: "", readonly: true },
  }).map(({ step }) => step);
  const order = names.filter((name, index) => names.indexOf(name) === index);
  assert.deepEqual(order, [
    "monitor",
    "cgroup",
    "namespaces",
    "private_mounts",
    "overlay_root",
    "mount",
    "make_symlink",
    "make_device",
    "make_directory",
    "pivot_root",
    "terminal",
    "mask_path",
    "read_only_path",
    "sysctl",
    "read_only_root",
    "hostname",
    "umask",
    "bounding_capabilities",
    "identity",
    "capabilities",
    "working_directory",
    "environment",
    "exec",
  ]);
});

test("the plan of a spec with all the defaults fits the wire", () => {
  assert.ok(encodePlan(plan(exampleSpec())).length > 1000);
});

test("the monitor is told what the request says", () => {
  const [monitor] = steps(
    plan(exampleSpec({ terminal: true }), {
      keepStdinOpen: true,
      stdinOnce: true,
      release: "on-attach",
      size: { rows: 24, columns: 80 },
    }),
    "monitor",
  );
  assert.deepEqual(monitor, {
    step: "monitor",
    where: "",
    log: "/data/box/log",
    exitRecord: "/data/box/exit.json",
    attachSocket: "/run/box/attach",
    changedFile: "",
    flags: 1 | 2 | 4 | 8,
    rows: 24,
    columns: 80,
    keptBytes: 65_536,
    id: "box",
    patienceMs: 30_000,
  });
});

test("layers keep their order, the top one first", () => {
  const [root] = steps(plan(exampleSpec()), "overlay_root");
  assert.deepEqual(root?.lower, ["/l/2", "/l/1"]);
  assert.equal(root?.upper, "/data/box/upper");
});

test("an image without layers has its upper folder as root", () => {
  const empty = { lowerDirs: [], upperDir: "/data/box/upper", workDir: "/data/box/work" };
  assert.equal(steps(plan(exampleSpec(), { root: empty }), "bind_root")[0]?.folder, "/data/box/upper");
});

test("new namespaces are one step, entered ones a step each", () => {
  const spec = exampleSpec();
  const namespaces = [
    { type: "mount" as const },
    { type: "network" as const, path: "/run/netns/a" },
    { type: "uts" as const },
  ];
  const all = plan({ ...spec, linux: { ...spec.linux, namespaces } });
  assert.deepEqual(steps(all, "namespaces")[0]?.bits, 0x4020000);
  assert.deepEqual(steps(all, "join_namespace"), [
    { step: "join_namespace", where: "linux.namespaces[1]", path: "/run/netns/a", bit: 0x40000000 },
  ]);
});

test("a relative source of a bind hangs below the bundle, and its target is made", () => {
  const spec = exampleSpec();
  const mounts = [{ destination: "/etc/hosts", type: "bind", source: "hosts", options: ["rbind", "ro"] }];
  assert.deepEqual(steps(plan({ ...spec, mounts }), "bind"), [
    {
      step: "bind",
      where: "mounts[0]",
      source: "/data/box/hosts",
      target: "/etc/hosts",
      attributes: 1,
      flags: 1 | 2,
    },
  ]);
});

test("/dev gets the standard nodes unless the spec has its own or the host's /dev is bound there", () => {
  const spec = exampleSpec();
  const own = { path: "/dev/null", type: "c" as const, major: 1, minor: 3, fileMode: 0o600, uid: 1, gid: 2 };
  const made = steps(plan({ ...spec, linux: { ...spec.linux, devices: [own] } }), "make_device");
  assert.equal(made.length, 6);
  assert.deepEqual(
    made.filter(({ path }) => path === "/dev/null").map(({ mode, uid, where }) => [mode, uid, where]),
    [[0o600, 1, "linux.devices[0]"]],
  );
  const mounts = [{ destination: "/dev", type: "bind", source: "/dev", options: ["rbind"] }];
  const bound = plan({ ...spec, mounts });
  assert.equal(steps(bound, "make_device").length + steps(bound, "make_symlink").length, 0);
});

test("a mount on a standard node of /dev takes its place", () => {
  const spec = exampleSpec();
  const mount = { destination: "/dev/random", type: "bind", source: "/dev/urandom", options: ["bind"] };
  const made = steps(plan({ ...spec, mounts: [...spec.mounts, mount] }), "make_device");
  assert.ok(made.length > 0 && !made.some(({ path }) => path === "/dev/random"));
});

test("v2 control groups are one tree inside, as the spec asks read-only", () => {
  const mounts = steps(plan(exampleSpec()), "mount").filter(({ type }) => type.startsWith("cgroup"));
  assert.deepEqual(
    mounts.map(({ type, target, attributes }) => [type, target, attributes]),
    [["cgroup2", "/sys/fs/cgroup", 0xf]],
  );
});

test("v1 and hybrid control groups are a tmpfs with a folder for each hierarchy, closed at the end", () => {
  const hierarchies = [
    { mountPoint: "/sys/fs/cgroup/cpu,cpuacct", controllers: ["cpu", "cpuacct"] },
    { mountPoint: "/sys/fs/cgroup/systemd", controllers: [], name: "systemd" },
  ];
  const hybrid: CgroupLayout = {
    kind: "hybrid",
    hierarchies,
    unified: { mountPoint: "/sys/fs/cgroup/unified" },
  };
  const all = plan(exampleSpec(), {}, facts(hybrid));
  const below = steps(all, "mount").filter(({ target }) => target.startsWith("/sys/fs/cgroup"));
  assert.deepEqual(
    below.map(({ type, target, attributes, options }) => [type, target, attributes, options]),
    [
      ["tmpfs", "/sys/fs/cgroup", 0xe, "mode=755,size=64k"],
      ["cgroup", "/sys/fs/cgroup/cpu,cpuacct", 0xf, "cpu,cpuacct"],
      ["cgroup", "/sys/fs/cgroup/systemd", 0xf, "none,name=systemd"],
      ["cgroup2", "/sys/fs/cgroup/unified", 0xf, ""],
    ],
  );
  const links = steps(all, "make_symlink").filter(({ path }) => path.startsWith("/sys"));
  assert.deepEqual(
    links.map(({ path, target }) => [path, target]),
    [
      ["/sys/fs/cgroup/cpu", "cpu,cpuacct"],
      ["/sys/fs/cgroup/cpuacct", "cpu,cpuacct"],
    ],
  );
  const closed = all.findIndex((step) => step.step === "read_only_path" && step.path === "/sys/fs/cgroup");
  assert.ok(closed > all.findIndex(({ step }) => step === "pivot_root"));
  assert.deepEqual(
    steps(all, "cgroup").map(({ folder }) => folder),
    [
      "/sys/fs/cgroup/cpu,cpuacct/wherry/box",
      "/sys/fs/cgroup/systemd/wherry/box",
      "/sys/fs/cgroup/unified/wherry/box",
    ],
  );
});

test("what the machine lacks is left out with a warning that names it", () => {
  const { plan: all, warnings } = planLaunch(request(exampleSpec()), {
    cgroups: { kind: "none" },
    fileSystems: new Set(),
    thermalPaths: [],
  });
  assert.deepEqual(warnings, [
    { where: "mounts[4]", message: "/sys/fs/cgroup left out: no control groups are mounted here" },
    { where: "mounts[5]", message: "/dev/mqueue left out: this kernel has no POSIX message queues" },
  ]);
  assert.equal(steps(all, "cgroup").length, 0);
});

test("processors' heat is masked where it is told, unless nothing is to be masked", () => {
  const machine = { ...facts(), thermalPaths: ["/sys/devices/system/cpu/cpu0/thermal_throttle"] };
  const spec = exampleSpec();
  const masked = (maskedPaths: readonly string[]) =>
    steps(plan({ ...spec, linux: { ...spec.linux, maskedPaths } }, {}, machine), "mask_path").map(
      ({ path }) => path,
    );
  assert.deepEqual(masked(["/proc/kcore"]), ["/proc/kcore", "/sys/devices/system/cpu/cpu0/thermal_throttle"]);
  assert.deepEqual(masked([]), []);
});

test("identity: limits as numbers, capabilities as bits, groups as texts", () => {
  const all = plan(
    exampleSpec({
      user: { uid: 5, gid: 6, additionalGids: [7, 8], umask: 0o077 },
      capabilities: {
        bounding: ["CAP_CHOWN", "CAP_CHECKPOINT_RESTORE"],
        effective: [],
        permitted: [],
        inheritable: [],
        ambient: [],
      },
      rlimits: [{ type: "RLIMIT_NOFILE", soft: 10, hard: 2 ** 64 }],
      noNewPrivileges: true,
      oomScoreAdj: -5,
    }),
  );
  assert.deepEqual(steps(all, "rlimit"), [
    { step: "rlimit", where: "process.rlimits[0]", resource: 7, soft: 10n, hard: 2n ** 64n - 1n },
  ]);
  assert.equal(steps(all, "bounding_capabilities")[0]?.bits, 2 ** 40 + 1);
  assert.deepEqual(steps(all, "identity")[0]?.groups, ["7", "8"]);
  assert.equal(steps(all, "umask")[0]?.mask, 0o077);
  assert.equal(steps(all, "oom_score_adj")[0]?.value, "-5");
  assert.equal(steps(all, "no_new_privileges").length, 1);
});
