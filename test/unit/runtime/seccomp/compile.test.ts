import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSeccomp } from "../../../../runtime/defaults/seccomp.ts";
import { compileSeccomp } from "../../../../runtime/seccomp/compile.ts";
import { entriesOf, kernelEntries } from "../../../../runtime/seccomp/numbers.ts";
import type { SeccompOperator, SpecSeccomp } from "../../../../runtime/spec.ts";

const X86_64 = 0xc000_003e;
const I386 = 0x4000_0003;
const ARM = 0x4000_0028;
const ENTRIES = entriesOf({
  x86_64: { read: 0, write: 1, open: 2, clone: 56, new: 90 },
  i386: { read: 3, clone: 120, newest: 130 },
  x32: { read: 0x4000_0000, open: 0x4000_0240 },
});
const ALLOW = 0x7fff_0000;
const KILL = 0x8000_0000;
const errno = (number: number): number => 0x0005_0000 | number;

const profileOf = (syscalls: SpecSeccomp["syscalls"], more: Partial<SpecSeccomp> = {}): SpecSeccomp => ({
  defaultAction: "SCMP_ACT_ERRNO",
  syscalls,
  ...more,
});

test("each entry to the kernel has its own numbers, and one that is not known kills", () => {
  const filter = compileSeccomp(
    profileOf([{ names: ["read", "newest"], action: "SCMP_ACT_ALLOW" }]),
    ENTRIES,
  );
  const table: [architecture: number, number: number, result: number][] = [
    [X86_64, 0, ALLOW],
    [X86_64, 1, errno(1)],
    [X86_64, 3, errno(1)],
    [X86_64, 91, errno(38)],
    [X86_64, 0x4000_0000, ALLOW],
    [X86_64, 0x4000_0001, errno(1)],
    [X86_64, 0xffff_ffff, errno(38)],
    [I386, 3, ALLOW],
    [I386, 0, errno(1)],
    [I386, 130, ALLOW],
    [I386, 131, errno(38)],
    [ARM, 0, KILL],
  ];
  for (const [architecture, number, result] of table) {
    assert.equal(run(filter, { architecture, number }), result, `${architecture.toString(16)} ${number}`);
  }
});

test("only the entries that a profile lists are open", () => {
  const calls = [{ names: ["read"], action: "SCMP_ACT_ALLOW" }] as const;
  const filter = compileSeccomp(profileOf(calls, { architectures: ["SCMP_ARCH_X86_64"] }), ENTRIES);
  assert.equal(run(filter, { architecture: X86_64, number: 0 }), ALLOW);
  assert.equal(run(filter, { architecture: X86_64, number: 0x4000_0000 }), KILL);
  assert.equal(run(filter, { architecture: I386, number: 3 }), KILL);
});

test("arguments are compared as 64 bits without a sign, by every operator", () => {
  const values = [
    0n,
    1n,
    0x7fff_ffffn,
    0xffff_ffffn,
    0x1_0000_0000n,
    0x1_0000_0001n,
    0x2_0000_0000n,
    2n ** 53n - 1n,
  ];
  const holds: Readonly<Record<SeccompOperator, (a: bigint, b: bigint, two: bigint) => boolean>> = {
    SCMP_CMP_NE: (a, b) => a !== b,
    SCMP_CMP_LT: (a, b) => a < b,
    SCMP_CMP_LE: (a, b) => a <= b,
    SCMP_CMP_EQ: (a, b) => a === b,
    SCMP_CMP_GE: (a, b) => a >= b,
    SCMP_CMP_GT: (a, b) => a > b,
    SCMP_CMP_MASKED_EQ: (a, b, two) => (a & b) === two,
  };
  for (const [op, expected] of Object.entries(holds) as [
    SeccompOperator,
    (typeof holds)[SeccompOperator],
  ][]) {
    for (const value of values) {
      const valueTwo = value & 0x1_0000_0001n;
      const args = [{ index: 3, op, value: Number(value), valueTwo: Number(valueTwo) }];
      const filter = compileSeccomp(
        profileOf([{ names: ["open"], action: "SCMP_ACT_ALLOW", args }]),
        ENTRIES,
      );
      for (const given of [...values, 2n ** 64n - 1n]) {
        const call = { architecture: X86_64, number: 2, args: [9n, 9n, 9n, given] };
        const result = expected(given, value, valueTwo) ? ALLOW : errno(1);
        assert.equal(run(filter, call), result, `${given} ${op} ${value}`);
      }
    }
  }
});

test("the conditions of a rule must all hold, those on one argument each by itself; of several rules one is enough", () => {
  const is = (index: number, value: number) => ({ index, op: "SCMP_CMP_EQ" as const, value, valueTwo: 0 });
  const both = { names: ["open"], action: "SCMP_ACT_ALLOW", args: [is(0, 1), is(1, 2)] } as const;
  const either = {
    names: ["open"],
    action: "SCMP_ACT_ERRNO",
    errnoRet: 7,
    args: [is(2, 3), is(2, 4)],
  } as const;
  const filter = compileSeccomp(profileOf([both, either]), ENTRIES);
  const table: [args: bigint[], result: number][] = [
    [[1n, 2n, 0n], ALLOW],
    [[1n, 0n, 0n], errno(1)],
    [[1n, 0n, 3n], errno(7)],
    [[0n, 0n, 4n], errno(7)],
    [[1n, 2n, 4n], ALLOW],
  ];
  for (const [args, result] of table)
    assert.equal(run(filter, { architecture: X86_64, number: 2, args }), result, String(args));
  const plain = compileSeccomp(profileOf([both, { names: ["open"], action: "SCMP_ACT_LOG" }]), ENTRIES);
  assert.equal(run(plain, { architecture: X86_64, number: 2, args: [1n, 2n] }), 0x7ffc_0000);
});

test("the default profile as a tree gives each call what a list of its rules would", () => {
  for (const bounding of [[], ["CAP_SYS_ADMIN"], ["CAP_SYS_CHROOT", "CAP_NET_RAW"]]) {
    const profile = defaultSeccomp(bounding);
    const filter = compileSeccomp(profile);
    assert.ok(filter.length / 8 < 4096);
    for (const { architecture, numbers, x32 } of kernelEntries()) {
      const all = [...numbers, ...(x32 ?? [])];
      for (const [name, number] of all) {
        for (const first of [0n, 2n, 38n, 39n, 40n, 41n, 0x1000_0000n, 0xffff_ffffn]) {
          const expected = listed(profile, name, first);
          assert.equal(run(filter, { architecture, number, args: [first] }), expected, `${name} ${first}`);
        }
      }
      const worst = Math.max(...all.map(([, number]) => steps(filter, { architecture, number })));
      assert.ok(worst <= 24, `${worst} instructions for one call`);
    }
  }
});

test("what ISOLATION forbids is forbidden, whatever entry it comes by", () => {
  const filter = compileSeccomp(defaultSeccomp([]));
  const never = [
    "io_uring_setup",
    "keyctl",
    "add_key",
    "request_key",
    "userfaultfd",
    "pivot_root",
    "mount",
    "bpf",
    "setns",
  ];
  for (const { architecture, numbers } of kernelEntries()) {
    for (const name of never) {
      const number = numbers.get(name);
      if (number !== undefined) assert.equal(run(filter, { architecture, number }), errno(1), name);
    }
    const clone3 = numbers.get("clone3");
    if (clone3 !== undefined) assert.equal(run(filter, { architecture, number: clone3 }), errno(38));
  }
});

interface Call {
  readonly architecture: number;
  readonly number: number;
  readonly args?: readonly bigint[];
}

/** The first rule of the call that holds, read as a list. */
function listed({ syscalls }: SpecSeccomp, name: string, first: bigint): number {
  const rules = syscalls.filter(({ names }) => names.includes(name));
  const rule =
    rules.find(({ args = [] }) => args.length === 0) ??
    rules.find(({ args = [] }) =>
      args.every(({ op, value }) => {
        if (op === "SCMP_CMP_MASKED_EQ") return (first & BigInt(value)) === 0n;
        if (op === "SCMP_CMP_LT") return first < BigInt(value);
        return op === "SCMP_CMP_GT" ? first > BigInt(value) : first === BigInt(value);
      }),
    );
  if (rule === undefined) return errno(1);
  return rule.action === "SCMP_ACT_ALLOW" ? ALLOW : errno(rule.errnoRet ?? 1);
}

function run(filter: Uint8Array, call: Call): number {
  return interpret(filter, call).result;
}

function steps(filter: Uint8Array, call: Call): number {
  return interpret(filter, call).count;
}

/** What the kernel does with a filter (Documentation/networking/filter.rst), as far as ours go. */
function interpret(
  filter: Uint8Array,
  { architecture, number, args = [] }: Call,
): { result: number; count: number } {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(architecture, 4);
  for (const [index, value] of args.entries()) data.writeBigUInt64LE(value, 16 + 8 * index);
  const code = Buffer.from(filter);
  let accumulator = 0;
  for (let at = 0, count = 1; ; at += 1, count += 1) {
    assert.ok(at * 8 < code.length, "it runs past its end");
    const constant = code.readUInt32LE(at * 8 + 4);
    const [yes, no] = [code.readUInt8(at * 8 + 2), code.readUInt8(at * 8 + 3)];
    switch (code.readUInt16LE(at * 8)) {
      case 0x20:
        accumulator = data.readUInt32LE(constant);
        break;
      case 0x54:
        accumulator = (accumulator & constant) >>> 0;
        break;
      case 0x05:
        at += constant;
        break;
      case 0x15:
        at += accumulator === constant ? yes : no;
        break;
      case 0x25:
        at += accumulator > constant ? yes : no;
        break;
      case 0x35:
        at += accumulator >= constant ? yes : no;
        break;
      case 0x06:
        return { result: constant, count };
      default:
        assert.fail("an instruction that seccomp does not know");
    }
  }
}
