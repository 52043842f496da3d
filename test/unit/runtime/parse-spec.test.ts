import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, parseSpec } from "../../../runtime/index.ts";
import { exampleSpec } from "../../support/example-spec.ts";

/** The example as it comes from a file, with one thing changed: `set("mounts.2.destination", "x")`. */
function set(path: string, value: unknown): unknown {
  const spec = JSON.parse(JSON.stringify(exampleSpec()));
  const names = path.split(".");
  const last = names.pop()!;
  const parent = names.reduce((at, name) => at[name], spec);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return spec;
}

test("a spec with all the defaults comes back from its file as it was", () => {
  assert.deepEqual(parseSpec(set("ociVersion", "1.2.0")), exampleSpec());
});

test("what the OCI spec lets people leave out may be left out", () => {
  const spec = parseSpec({
    ociVersion: "1.0.2",
    process: { user: { uid: 0, gid: 0 }, args: ["sh"], cwd: "/" },
    root: { path: "rootfs" },
    linux: {},
  });
  assert.deepEqual(spec.process.capabilities.bounding, []);
  assert.deepEqual([spec.mounts, spec.linux.devices, spec.linux.resources], [[], [], {}]);
  assert.deepEqual([spec.root.readonly, spec.process.terminal], [false, false]);
});

test("unlimited survives JSON", () => {
  const spec = set("process.rlimits", [{ type: "RLIMIT_CORE", soft: 0, hard: 2 ** 64 }]);
  assert.equal(parseSpec(spec).process.rlimits[0]?.hard, 2 ** 64);
});

test("any device number may be written as left out or as -1", () => {
  const spec = set("linux.resources.devices", [{ allow: true, type: "c", major: -1, access: "r" }]);
  assert.deepEqual(parseSpec(spec).linux.resources.devices, [{ allow: true, type: "c", access: "r" }]);
});

const wrong: [path: string, value: unknown, message: string][] = [
  ["mounts.2.destination", "dev", "mounts[2].destination is not an absolute path"],
  ["mounts.1.options.0", 5, "mounts[1].options[0] is not a text"],
  ["mounts", {}, "mounts is not a list"],
  ["process", undefined, "process is missing"],
  ["process.args", [], "process.args is not a list with a program in it"],
  ["process.args.0", "a\0b", "process.args[0] is not free of NUL characters"],
  ["process.cwd", "here", "process.cwd is not an absolute path"],
  ["process.user.uid", -1, "process.user.uid is not between 0 and 4294967294"],
  ["process.user.uid", 1.5, "process.user.uid is not a whole number"],
  ["process.user.uid", "0", "process.user.uid is not a whole number"],
  ["process.noNewPrivileges", "yes", "process.noNewPrivileges is not true or false"],
  ["process.oomScoreAdj", 1001, "process.oomScoreAdj is not between -1000 and 1000"],
  ["root", undefined, "root is missing"],
  ["linux.sysctl", { "a.b": 1 }, "linux.sysctl.a.b is not a text"],
  ["linux.resources.memory", { limit: "1g" }, "linux.resources.memory.limit is not a whole number"],
  ["linux.resources.pids", {}, "linux.resources.pids.limit is missing"],
];

for (const [path, value, message] of wrong) {
  test(`${path} = ${JSON.stringify(value)}: ${message}`, () => {
    assert.throws(() => parseSpec(set(path, value)), new FormatError(`read spec: ${message}`));
  });
}

test("an unknown capability, limit or namespace is refused with its place", () => {
  const cases: [string, unknown, RegExp][] = [
    [
      "process.capabilities.bounding",
      ["CAP_FLY"],
      /^read spec: process.capabilities.bounding\[0\] is not one of CAP_/,
    ],
    [
      "process.rlimits",
      [{ type: "NOFILE", soft: 1, hard: 1 }],
      /process.rlimits\[0\].type is not one of RLIMIT_/,
    ],
    ["linux.namespaces", [{ type: "net" }], /linux.namespaces\[0\].type is not one of mount, pid/],
  ];
  for (const [path, value, message] of cases) {
    assert.throws(() => parseSpec(set(path, value)), { name: "FormatError", message });
  }
});

test("what is no object at all is refused", () => {
  for (const value of [null, 5, "spec", []]) {
    assert.throws(() => parseSpec(value), /^FormatError: read spec: it is not an object$/);
  }
});
