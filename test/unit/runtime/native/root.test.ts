import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  containerSteps,
  launchByHand,
  mountAttributes,
  needsRoot,
  temporaryFolder,
  until,
} from "../../../support/hand-container.ts";
import { bits, type HandStep, step } from "../../../support/plan-bytes.ts";

const skip = needsRoot;
const isInstrumented = process.env.WHERRY_TEST_LAUNCHER ? "needs the launcher as it is shipped" : false;

for (const count of [128, 500]) {
  test(`an overlay of ${count} layers shows them all, the topmost of each name`, { skip }, async (t) => {
    const dir = temporaryFolder(t);
    const lowers = Array.from({ length: count }, (_, index) => {
      const layer = join(
        dir,
        "layers-of-an-image-with-a-long-name",
        `sha256-${"0123456789abcdef".repeat(4)}-${index}`,
        "fs",
      );
      mkdirSync(join(layer, "all"), { recursive: true });
      writeFileSync(join(layer, "all", `file-${index}`), "");
      writeFileSync(join(layer, "top"), `${index}\n`);
      return layer;
    });
    const container = launchByHand(
      dir,
      containerSteps(dir, { args: ["sh", "-c", "ls /all | wc -l; cat /top; touch /new"], lowers }),
    );
    await container.ended();
    assert.deepEqual(container.lines(), [String(count), "0"]);
    assert.ok(existsSync(join(dir, "upper/new")));
  });
}

test("a root without an upper folder is read-only, of one layer or of several", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  for (const name of ["one", "two"])
    for (const folder of ["dev", "proc", "usr"]) mkdirSync(join(dir, name, folder), { recursive: true });
  const usr = step("bind", "/usr", "/usr", mountAttributes.readOnly, bits.BIND_RECURSIVE!);
  for (const name of ["bin", "lib", "lib64"]) symlinkSync(`usr/${name}`, join(dir, "one", name));
  for (const lowers of [[join(dir, "one")], [join(dir, "one"), join(dir, "two")]]) {
    const steps = containerSteps(dir, { args: ["sh", "-c", "touch /new 2>/dev/null || echo refused"] })
      .filter(
        ({ name, fields }) => !(name === "make_symlink" && fields[0] !== "/dev/ptmx") && !(name === "bind"),
      )
      .flatMap((made) =>
        made.name === "overlay_root" ? [step("overlay_root", lowers, "", "", ""), usr] : [made],
      );
    const container = launchByHand(dir, steps);
    await container.ended();
    assert.equal(container.lines().at(-1), "refused", container.log());
  }
});

test("masks hide, read-only paths refuse, and a read-only root keeps only its mounts writable", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  mkdirSync(join(dir, "lower/secret"));
  writeFileSync(join(dir, "lower/secret/file"), "hidden");
  writeFileSync(join(dir, "lower/token"), "hidden");
  mkdirSync(join(dir, "lower/config"));
  const afterPivot = [
    ...["/secret", "/token", "/not/there", "/proc/version"].map((path) => step("mask_path", path)),
    ...["/config", "/proc/sys", "/not/there"].map((path) => step("read_only_path", path)),
    step("sysctl", "net.ipv4.ip_unprivileged_port_start", "0"),
    step("read_only_root"),
    step("root_propagation", 1 << 18),
  ];
  const script = [
    "ls -A /secret | wc -l; wc -c < /token; wc -c < /proc/version",
    "for f in /config/x /proc/sys/kernel/hostname /x; do (echo y > $f) 2>/dev/null && echo wrote $f; done",
    "cat /proc/sys/net/ipv4/ip_unprivileged_port_start; echo ok > /dev/shm-like && echo done",
  ].join("; ");
  const container = launchByHand(dir, containerSteps(dir, { args: ["sh", "-c", script], afterPivot }));
  await container.ended();
  assert.deepEqual(container.lines(), ["0", "0", "0", "0", "done"]);
});

test("who the program is comes from the plan: ids, groups, capabilities, limits, umask, no_new_privs", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const afterPivot = [
    step("rlimit", 7, 100, 200),
    step("oom_score_adj", "321"),
    step("umask", 0o027),
    step("bounding_capabilities", 0x401),
    step("identity", 1234, 2345, ["7", "8"]),
    step("capabilities", 0x400, 0x400, 0x400, 0x400),
    step("no_new_privileges"),
    step("working_directory", "/made/for/it", 1),
  ];
  const script =
    "grep -E '^(Uid|Gid|Groups|Cap|NoNew)' /proc/self/status; ulimit -n; umask; cat /proc/self/oom_score_adj; pwd; echo x > /dev/stdout";
  const container = launchByHand(
    dir,
    containerSteps(dir, {
      args: ["sh", "-c", script],
      afterPivot: [step("make_symlink", "/dev/stdout", "/proc/self/fd/1"), ...afterPivot],
    }),
  );
  await container.ended();
  const capabilities = ["Inh", "Prm", "Eff"].map((set) => `Cap${set}: 0000000000000400`);
  assert.deepEqual(
    container
      .lines()
      .map((line) => line.replace(/\s+/g, " ").trim())
      .filter((line) => !line.includes("cat:")),
    [
      "Uid: 1234 1234 1234 1234",
      "Gid: 2345 2345 2345 2345",
      "Groups: 7 8",
      ...capabilities,
      "CapBnd: 0000000000000401",
      "CapAmb: 0000000000000400",
      "NoNewPrivs: 1",
      "100",
      "0027",
      "321",
      "/made/for/it",
      "x",
    ],
  );
});

test("a limit above what the machine allows is lowered with a warning", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const most = Number(readFileSync("/proc/sys/fs/nr_open", "utf8"));
  const container = launchByHand(
    dir,
    containerSteps(dir, { args: ["true"], afterPivot: [step("rlimit", 7, most * 2, most * 2)] }),
  );
  await container.ended();
  const warning = container.events.find(([name]) => name === "warning");
  assert.match(warning?.[3] ?? "", /^limit \d+ lowered to \d+/);
  assert.equal(container.record().code, 0);
});

test("links in an image lead nowhere outside: /dev, mount targets, parents, masks", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const victim = join(dir, "victim");
  mkdirSync(victim);
  const lower = join(dir, "lower");
  symlinkSync(victim, join(lower, "dev"));
  symlinkSync(`../../../../../../../../..${victim}`, join(lower, "climbing"));
  symlinkSync(`/proc/self/root${victim}`, join(lower, "magic"));
  const beforePivot: HandStep[] = [
    step("mount", "tmpfs", "tmpfs", "/climbing/mounted", 0, ""),
    step("bind", "/usr", "/climbing/bound", 0, bits.BIND_MAKE_TARGET!),
    step("make_directory", "/climbing/a/b/c", 0o777),
    step("make_device", "/climbing/odd", 0o020000, 1, 3, 0o666, 0, 0),
  ];
  const container = launchByHand(dir, containerSteps(dir, { args: ["true"], beforePivot }));
  await container.ended();
  assert.equal(container.record().code, 0, JSON.stringify(container.events.at(-2)));
  assert.deepEqual(readdirSync(victim), [], "the host was written to");
  assert.ok(existsSync(join(dir, "upper", victim)), "it belongs below the container's own root");
});

test("proc and sysfs are mounted on real folders only, and the null device must be one", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  symlinkSync("/etc", join(dir, "lower/proc"));
  const linked = launchByHand(dir, containerSteps(dir, { args: ["true"] }));
  await linked.ended();
  assert.match(
    linked.record().failed ?? "",
    /^mount \/proc \(test.mount\): a symbolic link cannot be the place for proc/,
  );

  const other = temporaryFolder(t);
  writeFileSync(join(other, "lower/token"), "hidden");
  const steps = containerSteps(other, { args: ["true"], afterPivot: [step("mask_path", "/token")] });
  const fake = steps.map((made) =>
    made.name === "make_device" && made.fields[0] === "/dev/null"
      ? step("make_device", "/dev/null", 0o020000, 1, 5, 0o666, 0, 0)
      : made,
  );
  const masked = launchByHand(other, fake);
  await masked.ended();
  assert.match(masked.record().failed ?? "", /not the null device/);
});

test("the launcher's file cannot be written through a process that runs it", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = launchByHand(dir, containerSteps(dir, { args: ["sleep", "1000"] }));
  await container.event("running");
  assert.throws(() => openSync(`/proc/${container.monitor.pid}/exe`, "r+"), /EROFS|ETXTBSY.*memfd|EPERM/);
});

test("a monitor needs less than 1 MiB of private memory, its ring full", {
  skip: skip || isInstrumented,
}, async (t) => {
  const dir = temporaryFolder(t);
  const script = "head -c 2000000 /dev/zero; echo; echo full; sleep 1000";
  const container = launchByHand(dir, containerSteps(dir, { args: ["sh", "-c", script], keptBytes: 262144 }));
  await container.event("running");
  await until(() => container.log().endsWith(" F full\n"));
  /* Reached when it rests: what it holds then is what each container costs. */
  await until(() => privateKilobytes(container.monitor.pid!) < 1024);
  t.diagnostic(`${privateKilobytes(container.monitor.pid!)} kB`);
});

function privateKilobytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const sizes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)].map(([, size]) =>
    Number(size),
  );
  assert.equal(sizes.length, 2);
  return sizes[0]! + sizes[1]!;
}
