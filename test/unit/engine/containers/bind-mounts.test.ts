import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import { parseBindMounts } from "../../../../src/engine/containers/bind-mounts.ts";

test("targets are brought to their plain form", () => {
  assert.deepEqual(parseBindMounts([{ source: "/a", target: "/b/../c/", readOnly: true }]), [
    { source: "/a", target: "/c", readOnly: true },
  ]);
});

test("the figures of /proc may be given, and a name that only begins like it", () => {
  for (const target of ["/proc/meminfo", "/process", "/srv/proc"]) {
    assert.equal(parseBindMounts([{ source: "/a", target, readOnly: true }])[0]?.target, target);
  }
});

test("what cannot be mounted is refused with a hint", () => {
  const cases: [string, string][][] = [
    [["a", "/b"]],
    [["/a", "b"]],
    [["/a", "/"]],
    [["/a", "/b/.."]],
    [["/a\0", "/b"]],
    [["/a", "/proc"]],
    [["/a", "/dev/../proc/self/attr"]],
    [
      ["/a", "/b"],
      ["/c", "/b/"],
    ],
  ];
  for (const mounts of cases) {
    assert.throws(
      () => parseBindMounts(mounts.map(([source, target]) => ({ source, target, readOnly: false }))),
      (error) => error instanceof CodedError && error.code === "invalid-mount" && error.hint !== undefined,
      JSON.stringify(mounts),
    );
  }
});
