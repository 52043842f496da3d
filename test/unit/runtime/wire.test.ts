import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan } from "../../../runtime/opcodes.ts";
import { decodePlan, encodePlan } from "../../../runtime/wire.ts";

const plan: Plan = [
  { step: "namespaces", where: "linux.namespaces", bits: 0x20000 },
  { step: "overlay_root", where: "root", lower: ["/a", "/ü"], upper: "", work: "", options: "" },
  { step: "rlimit", where: "process.rlimits[0]", resource: 7, soft: 1024, hard: 2n ** 64n - 1n },
  { step: "seccomp", where: "", filter: Uint8Array.of(1, 2, 255) },
  { step: "pivot_root", where: "root" },
];

test("a plan comes back as it went", () => {
  assert.deepEqual(decodePlan(encodePlan(plan)), plan);
});

test("the bytes are those that opcodes.h describes", () => {
  const bytes = encodePlan([{ step: "hostname", where: "w", name: "web" }]);
  const u32 = (value: number) => [value, 0, 0, 0];
  assert.deepEqual(
    [...bytes],
    [
      ...Buffer.from("WPLN"),
      ...u32(1),
      ...u32(1),
      ...u32(22),
      ...[40, 0, 0, 0],
      ...u32(14),
      ...[...u32(1), ...Buffer.from("w\0")],
      ...[...u32(3), ...Buffer.from("web\0")],
    ],
  );
});

test("a plan larger than the first buffer comes back as it went", () => {
  const large: Plan = [{ step: "exec", where: "", args: Array.from({ length: 500 }, () => "x".repeat(999)) }];
  assert.deepEqual(decodePlan(encodePlan(large)), large);
});

test("what the launcher would refuse is refused with its place", () => {
  const cases: [Plan, RegExp][] = [
    [[{ step: "exec", where: "process.args", args: ["a\0b"] }], /exec \(process\.args\): a text holds a NUL/],
    [[{ step: "exec", where: "process.args", args: Array(4097).fill("") }], /more than 4096 items/],
    [[{ step: "hostname", where: "hostname", name: "x".repeat(131_073) }], /longer than 131072 bytes/],
    [[{ step: "umask", where: "process.user.umask", mask: 0.5 }], /0\.5 is not a whole number/],
    [Array(4097).fill({ step: "pivot_root", where: "" }), /more than 4096 steps/],
    [Array(9).fill({ step: "hostname", where: "", name: "x".repeat(131_000) }), /more than 1048576 bytes/],
  ];
  for (const [wrong, message] of cases) assert.throws(() => encodePlan(wrong), message);
});

test("damaged plans are refused", () => {
  const good = encodePlan(plan);
  const damaged = (change: (bytes: Buffer) => Buffer | undefined): Uint8Array => {
    const copy = Buffer.from(good);
    return change(copy) ?? copy;
  };
  const cases: [Uint8Array, RegExp][] = [
    [damaged((bytes) => void bytes.write("XXXX")), /not a plan/],
    [damaged((bytes) => void bytes.writeUInt32LE(2, 4)), /version 2/],
    [damaged((bytes) => void bytes.writeUInt32LE(4, 8)), /something follows/],
    [damaged((bytes) => void bytes.writeUInt32LE(2 ** 31, 8)), /more than 4096 steps/],
    [damaged((bytes) => void bytes.writeUInt16LE(99, 16)), /no step 99/],
    [damaged((bytes) => void bytes.writeUInt16LE(1, 18)), /reserved/],
    [damaged((bytes) => bytes.subarray(0, -1)), /its length is wrong/],
    [damaged((bytes) => void bytes.writeUInt32LE(1, 20)), /wrong length/],
  ];
  for (const [bytes, message] of cases) assert.throws(() => decodePlan(bytes), message);
});
