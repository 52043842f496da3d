import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import type { Spec } from "../../runtime/index.ts";
import { cliOfFile } from "../support/cli.ts";
import { compileStatic } from "../support/static-program.ts";

const cli = cliOfFile({ empty: true });
let calls: ReturnType<typeof compileStatic>;
let root: string;

before(async () => {
  await cli.ok("starter");
  root = join(cli.dir, "calls-root");
  for (const name of ["proc", "dev"]) mkdirSync(join(root, name), { recursive: true });
  calls = compileStatic("all-calls", cli.dir);
  if ("missing" in calls) return;
  copyFileSync(calls.path, join(root, "all-calls"));
  spawnSync("tar", ["-C", root, "-cf", `${root}.tar`, "."]);
  await cli.ok("import", `${root}.tar`, "calls:1");
});

/** The newest call that the oldest headers in use know, set_mempolicy_home_node; later ones a peer may not know either. */
const LAST_CALL = 450;
const EPERM = 1;
const ENOSYS = 38;

test("every program of a container and of its sessions has the filter, unless it is asked not to", async () => {
  const mode = ["sh", "-c", "grep ^Seccomp: /proc/self/status"];
  await cli.ok("run", "-d", "--name", "web", "starter", "sleep", "1000");
  assert.match(await cli.ok("exec", "web", ...mode), /\t2$/);
  for (const [options, expected] of [
    [[], /\t2$/],
    [["-u", "1000"], /\t2$/],
    [["--security-opt", "no-new-privileges"], /\t2$/],
    [["--security-opt", "seccomp=unconfined"], /\t0$/],
  ] as const) {
    assert.match(await cli.ok("run", "--rm", ...options, "starter", ...mode), expected, options.join(" "));
  }
});

test("every call is allowed or refused as crun has it under the same profile", async (t) => {
  if ("missing" in calls) return t.skip(calls.missing);
  if (process.arch !== "x64") return t.skip("the numbers are those of x86-64");
  if (spawnSync("crun", ["--version"]).status !== 0) return t.skip("crun is not installed");
  for (const options of [[], ["--cap-add", "SYS_ADMIN"], ["--security-opt", "no-new-privileges"]]) {
    const args = [...options, "calls:1", "/all-calls", String(LAST_CALL)];
    const id = await cli.ok("create", ...args);
    const ours = await cli.ok("run", "--rm", ...args);
    const spec = JSON.parse(await cli.ok("inspect", "-f", "{{json .Wherry.Spec}}", id));
    assert.ok(ours.split("\n").length > LAST_CALL - 10, ours);
    assert.deepEqual(ours.split("\n"), (await underCrun(t, spec)).split("\n"), options.join(" "));
  }
});

test("a sample of what must not be done is refused", async (t) => {
  if ("missing" in calls) return t.skip(calls.missing);
  if (process.arch !== "x64") return t.skip("the numbers are those of x86-64");
  const told = await cli.ok("run", "--rm", "calls:1", "/all-calls", String(LAST_CALL + 30));
  const results = new Map(told.split("\n").map((line) => line.split(" ") as [string, string]));
  const forbidden = {
    mount: 165,
    pivot_root: 155,
    add_key: 248,
    keyctl: 250,
    unshare: 272,
    bpf: 321,
    userfaultfd: 323,
    io_uring_setup: 425,
    fsopen: 430,
  };
  for (const [name, number] of Object.entries(forbidden))
    assert.equal(results.get(String(number)), String(EPERM), name);
  for (const number of [435, LAST_CALL + 25]) assert.equal(results.get(String(number)), String(ENOSYS));
});

test("a profile of one's own counts, in the spec's form and in Docker's", async () => {
  const file = join(cli.dir, "profile.json");
  const run = (profile: object) => {
    writeFileSync(file, JSON.stringify(profile));
    return cli.run(["run", "--rm", "--security-opt", `seccomp=${file}`, "starter", "mkdir", "/new"]);
  };
  const refuse = { names: ["mkdir", "mkdirat"], action: "SCMP_ACT_ERRNO", errnoRet: 5 };
  const own = await run({ defaultAction: "SCMP_ACT_ALLOW", syscalls: [refuse] });
  assert.match(own.stderr, /Input\/output error/i);
  const dockers = { defaultAction: "SCMP_ACT_ALLOW", archMap: null };
  for (const [wanted, code] of [
    [{ excludes: { caps: ["CAP_CHOWN"] } }, 0],
    [{ includes: { caps: ["CAP_SYS_BOOT"] } }, 0],
    [{ includes: { minKernel: "99.0" } }, 0],
    [{ includes: { arches: ["s390x"] } }, 0],
    [{ includes: { caps: ["CAP_CHOWN"], minKernel: "3.1", arches: ["amd64", "arm64"] }, excludes: {} }, 1],
  ] as const) {
    const result = await run({ ...dockers, syscalls: [{ ...refuse, ...wanted }] });
    assert.equal(result.code, code, `${JSON.stringify(wanted)}: ${result.stderr}`);
  }
});

test("a profile that cannot be is refused before anything is made", async () => {
  const file = join(cli.dir, "bad.json");
  const table: [text: string, reason: RegExp][] = [
    ["{", /is no JSON object/],
    ["[]", /is no JSON object/],
    ["{}", /seccomp profile: read profile: defaultAction is missing/],
    ['{"defaultAction": "SCMP_ACT_MAYBE"}', /defaultAction is not one of/],
    [
      '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_NOTIFY"}]}',
      /syscalls\[0\]\.action is not one of/,
    ],
    [
      '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_LOG", "args": [{"index": 6, "value": 0, "op": "SCMP_CMP_EQ"}]}]}',
      /args\[0\]\.index is not between 0 and 5/,
    ],
  ];
  for (const [text, reason] of table) {
    writeFileSync(file, text);
    const { code, stderr } = await cli.run([
      "create",
      "--security-opt",
      `seccomp=${file}`,
      "starter",
      "true",
    ]);
    assert.notEqual(code, 0);
    assert.match(stderr, reason);
  }
  assert.match(
    await cli.fails(125, "create", "--security-opt", "seccomp=/nowhere", "starter"),
    /no such file/,
  );
  assert.equal(await cli.ok("ps", "-aq"), "");
});

/** The same calls in a container of crun with the same profile and capabilities. */
async function underCrun(t: TestContext, spec: Spec): Promise<string> {
  const bundle = join(cli.dir, "crun-bundle");
  mkdirSync(bundle, { recursive: true });
  const { process, linux } = spec;
  const config = {
    ociVersion: "1.0.0",
    process,
    root: { path: root, readonly: false },
    mounts: [{ destination: "/proc", type: "proc", source: "proc" }],
    linux: {
      namespaces: linux.namespaces,
      seccomp: { architectures: ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"], ...linux.seccomp },
    },
  };
  writeFileSync(join(bundle, "config.json"), JSON.stringify(config));
  const name = `wherry-seccomp-${globalThis.process.pid}`;
  t.after(() => void spawnSync("crun", ["--root", join(cli.dir, "crun"), "delete", "--force", name]));
  const { stdout, stderr, status } = spawnSync(
    "crun",
    ["--root", join(cli.dir, "crun"), "run", "--bundle", bundle, name],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  return stdout.trimEnd();
}
