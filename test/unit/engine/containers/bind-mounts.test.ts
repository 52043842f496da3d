import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import { locateRoot } from "../../../../src/base/store-root.ts";
import { parseBindMounts } from "../../../../src/engine/containers/bind-mounts.ts";

const root = locateRoot("/r", { uid: 0, env: {} });

test("a volume's folder is its source", () => {
  assert.deepEqual(parseBindMounts(root, [{ volume: "data", target: "/d", readOnly: false }]), [
    { source: "/r/volumes/data/_data", target: "/d", readOnly: false, volume: "data" },
  ]);
  assert.throws(
    () => parseBindMounts(root, [{ volume: "../up", target: "/d", readOnly: false }]),
    /cannot be a name/,
  );
});

test("targets are brought to their plain form", () => {
  assert.deepEqual(parseBindMounts(root, [{ source: "/a", target: "/b/../c/", readOnly: true }]), [
    { source: "/a", target: "/c", readOnly: true },
  ]);
});

test("the figures of /proc may be given, and a name that only begins like it", () => {
  for (const target of ["/proc/meminfo", "/process", "/srv/proc"]) {
    assert.equal(parseBindMounts(root, [{ source: "/a", target, readOnly: true }])[0]?.target, target);
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
      () =>
        parseBindMounts(
          root,
          mounts.map(([source, target]) => ({ source, target, readOnly: false })),
        ),
      (error) => error instanceof CodedError && error.code === "invalid-mount" && error.hint !== undefined,
      JSON.stringify(mounts),
    );
  }
});
