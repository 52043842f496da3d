import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../../src/base/digest.ts";
import { type ImageConfig, parseImageConfig } from "../../../src/image/config.ts";
import { formatImageConfig } from "../../../src/image/config-json.ts";
import { CONFIG_LIMIT_BYTES } from "../../../src/image/manifest.ts";

const bytesOf = (document: unknown): Buffer => Buffer.from(JSON.stringify(document));
const rootfs = { type: "layers", diff_ids: [digestOf("a")] };

const whole: ImageConfig = {
  architecture: "arm64",
  os: "linux",
  variant: "v8",
  created: "2024-01-02T03:04:05Z",
  author: "somebody",
  process: {
    user: "1000:100",
    env: ["PATH=/bin", "EMPTY="],
    entrypoint: ["/bin/sh", "-c"],
    cmd: ["echo hi"],
    workingDir: "/srv",
    labels: { a: "1", b: "2" },
    stopSignal: "SIGQUIT",
    volumes: ["/data"],
    exposedPorts: ["80/tcp"],
  },
  diffIds: [digestOf("a"), digestOf("b")],
  history: [
    { created: "2024-01-02T03:04:05Z", createdBy: "ADD a", comment: "", emptyLayer: false },
    { createdBy: "CMD b", comment: "why", emptyLayer: true },
    { createdBy: "", comment: "", emptyLayer: false },
  ],
};

test("a config that we make reads back as it was", () => {
  assert.deepEqual(parseImageConfig(formatImageConfig(whole)), whole);
});

test("a config's bytes do not depend on the order of its labels", () => {
  const swapped = { ...whole, process: { ...whole.process, labels: { b: "2", a: "1" } } };
  assert.deepEqual(formatImageConfig(swapped), formatImageConfig(whole));
});

test("a config with next to nothing in it, and with the nulls that Go writes, is read", () => {
  const config = parseImageConfig(
    bytesOf({
      rootfs,
      history: null,
      config: { Env: null, Cmd: null, Entrypoint: null, Labels: null, Volumes: null },
    }),
  );
  assert.deepEqual(config.process.cmd, []);
  assert.equal(config.process.workingDir, "");
  assert.equal(config.process.stopSignal, undefined);
  assert.deepEqual(config.history, []);
});

test("a config that asks for powers gets none: only known fields are taken in", () => {
  const config = parseImageConfig(
    bytesOf({
      rootfs,
      HostConfig: { Privileged: true },
      config: { SecurityOpt: ["seccomp=unconfined"], CapAdd: ["ALL"] },
    }),
  );
  assert.doesNotMatch(JSON.stringify(config), /Privileged|seccomp|CapAdd|ALL/i);
});

test("paths in a config stay below the container's root", () => {
  const config = parseImageConfig(
    bytesOf({ rootfs, config: { WorkingDir: "../../etc/./x", Volumes: { "/a/../../b": {} } } }),
  );
  assert.equal(config.process.workingDir, "/etc/x");
  assert.deepEqual(config.process.volumes, ["/b"]);
});

const refused: readonly [what: string, document: object, reason: RegExp][] = [
  ["no rootfs", {}, /rootfs: missing/],
  ["a diff id with a path in it", { rootfs: { diff_ids: ["../../x"] } }, /diff_ids\[0\]/],
  ["10,000 diff ids", { rootfs: { diff_ids: Array(10_000).fill(digestOf("a")) } }, /10000 items/],
  ["a NUL in its command", { rootfs, config: { Cmd: ["a\0b"] } }, /Cmd.*NUL/],
  ["a command that is text", { rootfs, config: { Cmd: "sh" } }, /Cmd: not a list/],
  ["a stop signal that is none", { rootfs, config: { StopSignal: "SIG;rm" } }, /StopSignal/],
];

for (const [what, document, reason] of refused) {
  test(`a config with ${what} is refused`, () => {
    assert.throws(() => parseImageConfig(bytesOf(document)), { kind: "invalid", message: reason });
  });
}

test("a huge config is refused before it is parsed", () => {
  assert.throws(() => parseImageConfig(Buffer.alloc(CONFIG_LIMIT_BYTES + 1, " ")), /more than/);
});
