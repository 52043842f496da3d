import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { containerSteps, launchByHand, needsRoot, temporaryFolder } from "../../../support/hand-container.ts";
import { planBytes, step } from "../../../support/plan-bytes.ts";

const skip = needsRoot;
const native = join(import.meta.dirname, "../../../../runtime/native");

/** Every kind of field, and steps that would be noticed; the program cannot be found, so that no plan succeeds. */
function victim(dir: string): Buffer {
  return planBytes([
    ...containerSteps(dir, {
      args: ["no-such-program"],
      afterPivot: [step("identity", 0, 0, ["4", "20"])],
    }).slice(0, -1),
    step("seccomp", Buffer.alloc(8)),
    step("exec", ["no-such-program", "argument"]),
  ]);
}

async function outcome(dir: string, bytes: Buffer): Promise<readonly string[]> {
  const container = launchByHand(dir, bytes);
  const ended = await container.ended();
  assert.equal(typeof ended, "number", `the launcher died of ${ended}`);
  assert.ok(!container.events.some(([name]) => name === "running"));
  const failed = container.events.find(([name]) => name === "failed");
  assert.ok(failed, `no failed line: ${JSON.stringify(container.events)}`);
  return failed;
}

test("a malformed plan gets one failed line that says what is wrong with it", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const good = victim(dir);
  const patched = (at: number, ...bytes: number[]) => {
    const copy = Buffer.from(good);
    copy.set(bytes, at);
    return copy;
  };
  const table: [string, Buffer, RegExp][] = [
    ["nothing", Buffer.alloc(0), /0 bytes, cut off/],
    ["another file", Buffer.from("#!/bin/sh and some more"), /not a plan/],
    ["a newer version", patched(4, 2), /version 2, not 1/],
    ["no steps", Buffer.concat([good.subarray(0, 8), Buffer.alloc(8)]), /0 steps/],
    ["too many steps", patched(8, 0, 0, 1, 0), /65536 steps/],
    ["bytes after the last step", Buffer.concat([good, Buffer.from("x")]), /malformed plan/],
    ["over 1 MiB", Buffer.concat([good, Buffer.alloc(1 << 20)]), /over 1 MiB/],
    ["an unknown step", patched(16, 99), /step 0: unknown number/],
    ["reserved bits", patched(18, 1), /step 0: reserved bits/],
    ["a text of 4 GB", patched(24, 0xff, 0xff, 0xff, 0xff), /step 0: text over 128 KiB/],
    ["a text longer than its step", patched(24, 0xff, 0xff, 0, 0), /step 0: text longer than its step/],
    ["a NUL in a text", patched(28, 0), /step 0: NUL inside a text/],
    ["no monitor", planBytes([step("pivot_root"), step("exec", ["true"])]), /pivot_root is out of place/],
    [
      "no exec",
      planBytes(containerSteps(dir, { args: ["true"] }).slice(0, -1)),
      /environment is out of place/,
    ],
    [
      "exec twice",
      planBytes([...containerSteps(dir, { args: ["true"] }), step("exec", ["true"])]),
      /exec is out of place/,
    ],
    ["no program", planBytes(containerSteps(dir, { args: [] })), /no program/],
  ];
  for (const [name, bytes, expected] of table) {
    const failed = await outcome(dir, bytes);
    assert.equal(failed[2], "plan", name);
    assert.match(failed[6]!, expected, name);
    assert.ok(!existsSync(join(dir, "log")), `${name}: something was made before the plan was checked`);
  }
});

test("a plan cut off anywhere, or with any bit wrong, fails and never kills the launcher", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const good = victim(dir);
  assert.equal((await outcome(dir, good))[2], "exec");
  await inTurns(damaged(good, 150), (bytes) => outcome(dir, bytes));
});

test("the same holds for a build with address and undefined-behaviour sanitizers", {
  skip: skip || noSanitizers(),
}, async (t) => {
  const dir = temporaryFolder(t);
  const launcher = join(native, "out-sanitized/launcher");
  const good = victim(dir);
  const fuzz = damaged(good, 60);
  for (const bytes of [good, ...fuzz]) {
    const child = spawnSync("sh", ["-c", `exec "${launcher}" monitor 3<&0 4>&1 5</dev/null </dev/null`], {
      input: bytes,
    });
    assert.doesNotMatch(child.stderr.toString(), /Sanitizer|runtime error/);
    assert.equal(child.signal, null);
    assert.match(child.stdout.toString(), /^failed\t|^init\t/m);
  }
  assert.deepEqual(readdirSync(join(dir, "lower")), []);
});

/** The same damages each run: truncations spread over the plan, and single bits turned over. */
function damaged(good: Buffer, count: number): Buffer[] {
  let seed = 12345;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  const cuts = Array.from({ length: count }, () => good.subarray(0, random(good.length)));
  const flips = Array.from({ length: count }, () => {
    const copy = Buffer.from(good);
    copy[random(copy.length)]! ^= 1 << random(8);
    return copy;
  });
  return [...cuts, ...flips];
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) await work(item);
}

/** Builds it, or says what is missing. */
function noSanitizers(): string | false {
  const made = spawnSync("make", ["-s", "-C", native, "SANITIZE=1", "out-sanitized/launcher"]);
  return made.status === 0 ? false : "needs a compiler with address sanitizer";
}
